package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotSheetTest {
    private static final PlotAxis LOG = PlotAxis.log("M200c of the DMO halo  [M☉/h]");
    private static final double[] X = {2e-7, 3e15};
    private static final double[] Y = {-1234.5678, 98765.4321};

    @Test
    void nothingIsCutAtTheEdges() {
        for (BufferedImage image : awkward()) {
            int margin = 6;
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < image.getHeight(); y++) {
                    boolean edge = x < margin
                            || y < margin
                            || x >= image.getWidth() - margin
                            || y >= image.getHeight() - margin;
                    if (edge) {
                        assertThat(image.getRGB(x, y) & 0xffffff)
                                .as("%d, %d of %d x %d", x, y, image.getWidth(), image.getHeight())
                                .isEqualTo(0xffffff);
                    }
                }
            }
        }
    }

    private static List<BufferedImage> awkward() {
        List<BufferedImage> images = new ArrayList<>();
        Plot wide = new Plot("A title that is much longer than its panel is wide, ".repeat(3), LOG, LOG);
        for (int i = 0; i < 24; i++) {
            wide.line("replace-M12.0-inf-R" + i + "-recentred-most-massive", X, X);
        }
        wide.line("A name longer than a sheet is wide ".repeat(5), X, X);
        images.add(new PlotSheet(new double[] {1}, 300).add(wide).draw());
        images.add(new PlotSheet(new double[] {1}, 200)
                .add(new Plot("", LOG, LOG).points("", X, X).rangeX(1e-300, 1e300))
                .draw());
        images.add(new PlotSheet(new double[] {1}, 200)
                .add(new Plot("", PlotAxis.linear("x"), LOG).points("", X, X).rangeX(0, 1.5e-200))
                .draw());
        Plot deep = new Plot("", LOG, PlotAxis.linear("An axis that says far more than has room ".repeat(4)))
                .line("l", X, Y);
        images.add(new PlotSheet(new double[] {1, 1, 1, 1}, 150, 100)
                .add(deep)
                .add(deep)
                .add(deep)
                .add(deep)
                .add(deep)
                .add(deep)
                .add(deep)
                .add(deep)
                .draw());
        images.add(new PlotSheet(new double[] {3, 1}, 90)
                .add(deep)
                .add(new Plot("empty", LOG, LOG))
                .draw());
        return images;
    }

    @Test
    void theSamePlotsGiveTheSameBytes() {
        assertThat(SyntheticReport.spectra().png())
                .isEqualTo(SyntheticReport.spectra().png());
    }

    @Test
    void panelsShareTheAxesOfTheirRowsAndColumns() {
        double[] one = {1};
        double[] ten = {10};
        Plot low = new Plot("", PlotAxis.linear("x"), PlotAxis.linear("y")).points("a", one, one);
        Plot high = new Plot("", PlotAxis.linear("x"), PlotAxis.linear("y")).points("b", one, ten);
        Plot empty = new Plot("", PlotAxis.linear("x"), PlotAxis.linear("y"));
        BufferedImage image = new PlotSheet(new double[] {1, 1, 1}, 400)
                .add(low)
                .add(empty)
                .add(high)
                .draw();
        double lower = height(image, Ink.number(0).colour().getRGB(), 0, image.getWidth() / 2);
        double upper = height(image, Ink.number(0).colour().getRGB(), image.getWidth() / 2, image.getWidth());
        // A single value has half of itself as margin: 0.5 to 1.5 and 5 to 15.
        assertThat(lower - upper).isCloseTo(1.5 * 400 * 9 / (15 - 0.5), within(8.0));
    }

    /** Mean row of the pixels closest to a colour, under the legend. */
    private static double height(BufferedImage image, int colour, int from, int to) {
        double sum = 0;
        int found = 0;
        for (int x = from; x < to; x++) {
            for (int y = 150; y < image.getHeight(); y++) {
                int rgb = image.getRGB(x, y);
                int distance =
                        Math.abs((rgb >> 16 & 255) - (colour >> 16 & 255)) + Math.abs((rgb & 255) - (colour & 255));
                if (distance < 120 && (rgb & 255) > (rgb >> 16 & 255) + 60) {
                    sum += y;
                    found++;
                }
            }
        }
        return sum / found;
    }

    @Test
    void refusesEmptyPlaces() {
        assertThatThrownBy(() -> new PlotSheet(new double[] {1, 1}, 200)
                        .add(new Plot("", LOG, LOG))
                        .png())
                .hasMessage("1 plots on a sheet of 2 x 1");
    }

    @Test
    void linesBreakWhereAnAxisHoldsNoValue() {
        double[] x = {1, 2, 3, 4};
        BufferedImage broken = new PlotSheet(new double[] {1}, 300)
                .add(new Plot("", PlotAxis.linear("x"), PlotAxis.linear("y"))
                        .line("", x, new double[] {1, 1, Double.NaN, 1})
                        .rangeY(0, 2))
                .draw();
        int row = rowOfInk(broken);
        int left = broken.getWidth() / 8;
        int blue = Ink.number(0).colour().getRGB();
        assertThat(hasInk(broken, row, left, broken.getWidth() / 3, blue)).isTrue();
        assertThat(hasInk(broken, row, broken.getWidth() / 2, broken.getWidth() * 9 / 10, blue))
                .isFalse();
    }

    private static int rowOfInk(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            if (hasInk(image, y, 200, 600, Ink.number(0).colour().getRGB())) {
                return y + 1;
            }
        }
        throw new AssertionError("no line");
    }

    private static boolean hasInk(BufferedImage image, int row, int from, int to, int colour) {
        for (int x = from; x < to; x++) {
            if (image.getRGB(x, row) == colour) {
                return true;
            }
        }
        return false;
    }

    @Test
    void logarithmicAxesNumberDecadesOrWhatFits() {
        assertThat(Ticks.choices(LOG, 2e11, 3e14).getFirst()).containsExactly(1e12, 1e13, 1e14);
        assertThat(Ticks.choices(LOG, 2e-3, 6e4).get(1)).containsExactly(1e-2, 1.0, 1e2, 1e4);
        assertThat(Ticks.choices(LOG, 1.5, 30).getFirst()).containsExactly(2.0, 5.0, 10.0, 20.0);
        assertThat(Ticks.choices(LOG, 2.2, 2.8).getFirst()).contains(2.5, 2.6);
        assertThat(Ticks.minor(0.8, 3)).containsExactly(0.8, 0.9, 1.0, 2.0, 3.0);
        assertThat(Ticks.minor(1e-20, 1)).hasSize(21);
    }
}
