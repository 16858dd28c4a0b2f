package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapPictureTest {
    private static final MapPicture.Frame FRAME = new MapPicture.Frame(100, "x", "y");
    private static final MapPicture.Limits LIMITS = new MapPicture.Limits(1, 1e4);
    private static final int DARKEST = ColourMap.DENSITY.rgb(0);
    private static final int BRIGHTEST = ColourMap.DENSITY.rgb(1);
    private static final int GREY = 0x9a9da1;

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 100, 300, 561, 1024})
    void aHotCellIsWhereItBelongsWithTheVerticalAxisUp(int cells) throws IOException {
        int hotX = cells / 4;
        int hotY = cells - 1 - cells / 8;
        double[][] map = filled(cells, 0);
        map[hotX][hotY] = 1e9;
        List<MapPicture.Panel> panels = List.of(new MapPicture.Panel("dmo", map));
        BufferedImage image = image(MapPicture.surfaceDensity(FRAME, panels, LIMITS));
        assertThat(colour(image, panels, 0, (hotX + 0.5) / cells, (hotY + 0.5) / cells))
                .isEqualTo(BRIGHTEST);
        assertThat(colour(image, panels, 0, (hotX + 0.5) / cells, 1 - (hotY + 0.5) / cells))
                .isEqualTo(DARKEST);
        assertThat(colour(image, panels, 0, (hotY + 0.5) / cells, (hotX + 0.5) / cells))
                .isEqualTo(DARKEST);
    }

    @Test
    void equalValuesHaveEqualColoursInAllPanels() throws IOException {
        double[][] other = filled(64, 100);
        other[0][0] = 1e7;
        List<MapPicture.Panel> panels = List.of(
                new MapPicture.Panel("dmo", filled(64, 100)),
                new MapPicture.Panel("hydro", other),
                new MapPicture.Panel("coarser", filled(48, 100)));
        BufferedImage image = image(MapPicture.surfaceDensity(FRAME, panels, LIMITS));
        for (int panel = 0; panel < 3; panel++) {
            assertThat(colour(image, panels, panel, 0.6, 0.7)).isEqualTo(ColourMap.DENSITY.rgb(0.5));
        }
        assertThat(colour(image, panels, 1, 0.001, 0.001)).isEqualTo(BRIGHTEST);
    }

    @Test
    void emptyNegativeAndNanCellsAreDarkest() throws IOException {
        double[][] map = filled(32, 1e3);
        map[3][4] = 0;
        map[5][6] = -2;
        map[7][8] = Double.NaN;
        List<MapPicture.Panel> panels = List.of(new MapPicture.Panel("dmo", map));
        BufferedImage image = image(MapPicture.surfaceDensity(FRAME, panels));
        for (int i = 3; i <= 7; i += 2) {
            assertThat(colour(image, panels, 0, (i + 0.5) / 32, (i + 1.5) / 32)).isEqualTo(DARKEST);
        }
        assertThat(colour(image, panels, 0, 0.5, 0.5)).isNotEqualTo(DARKEST);
    }

    @Test
    void aMapWithoutMassIsDarkAllOver() throws IOException {
        List<MapPicture.Panel> panels = List.of(new MapPicture.Panel("dmo", filled(32, 0)));
        assertThat(colour(image(MapPicture.surfaceDensity(FRAME, panels)), panels, 0, 0.5, 0.5))
                .isEqualTo(DARKEST);
    }

    @Test
    void limitsForgetEmptyPixelsAndFaintWings() {
        Random random = new Random(2);
        double[][] map = new double[128][128];
        for (double[] row : map) {
            Arrays.setAll(row, i -> switch (random.nextInt(4)) {
                case 0 -> 1e11 * (1 + random.nextDouble());
                case 1 -> 1e-3 * random.nextDouble();
                default -> 0;
            });
        }
        MapPicture.Limits limits = MapPicture.limits(List.of(new MapPicture.Panel("coarse", map)));
        assertThat(Math.log10(limits.high())).isCloseTo(11.3, within(0.11));
        assertThat(Math.log10(limits.low())).isBetween(9.0, 9.3);
    }

    @Test
    void limitsOfAUniformMapAreStillApart() {
        MapPicture.Limits limits = MapPicture.limits(List.of(new MapPicture.Panel("uniform", filled(32, 1e10))));
        assertThat(limits.high() / limits.low()).isCloseTo(Math.sqrt(10), within(0.01));
    }

    @Test
    void ratiosAreLightAtOneClippedOutsideAndGreyWithoutReference() throws IOException {
        double[][] dmo = filled(32, 10);
        double[][] hydro = filled(32, 10);
        hydro[4][4] = 1e6;
        hydro[8][8] = 0;
        dmo[12][12] = 0;
        hydro[16][16] = 10 * Math.sqrt(2);
        List<MapPicture.Panel> panels = List.of(new MapPicture.Panel("hydro", hydro));
        BufferedImage image = image(MapPicture.ratio(FRAME, panels, new MapPicture.Panel("dmo", dmo), 2));
        assertThat(colour(image, panels, 0, 0.7, 0.3)).isEqualTo(ColourMap.RATIO.rgb(0.5));
        assertThat(colour(image, panels, 0, 4.5 / 32, 4.5 / 32)).isEqualTo(ColourMap.RATIO.rgb(1));
        assertThat(colour(image, panels, 0, 8.5 / 32, 8.5 / 32)).isEqualTo(ColourMap.RATIO.rgb(0));
        assertThat(colour(image, panels, 0, 12.5 / 32, 12.5 / 32)).isEqualTo(GREY);
        assertThat(colour(image, panels, 0, 16.5 / 32, 16.5 / 32)).isEqualTo(ColourMap.RATIO.rgb(0.75));
    }

    @Test
    void panelsStayWithinTheirLargestSize() {
        for (int cells = 1; cells <= 5000; cells++) {
            assertThat(MapPicture.side(cells)).as("%d cells", cells).isBetween(374, MapPicture.PANEL);
        }
    }

    @Test
    void refusesWhatIsNoMap() {
        assertThatThrownBy(() -> new MapPicture.Panel("odd", new double[2][3])).hasMessage("the map odd is not square");
        assertThatThrownBy(() -> MapPicture.surfaceDensity(FRAME, List.of()))
                .hasMessage("a picture needs at least one map");
        assertThatThrownBy(() -> new MapPicture.Frame(0, "x", "y")).hasMessage("box size 0.0 Mpc/h");
    }

    /** The colour at a place given as shares of the box. */
    private static int colour(BufferedImage image, List<MapPicture.Panel> panels, int panel, double x, double y) {
        int side = MapPicture.side(panels.stream()
                .mapToInt(one -> one.surfaceDensity().length)
                .max()
                .orElseThrow());
        MapSheet sheet = new MapSheet(FRAME, panels.size(), side);
        int i = (int) (x * side);
        int j = (int) (y * side);
        return image.getRGB(sheet.panelX(panel) + i, sheet.panelY(panel) + side - 1 - j) & 0xffffff;
    }

    private static double[][] filled(int cells, double value) {
        double[][] map = new double[cells][cells];
        for (double[] row : map) {
            Arrays.fill(row, value);
        }
        return map;
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
