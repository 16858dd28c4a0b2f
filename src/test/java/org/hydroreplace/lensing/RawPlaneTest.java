package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.Python;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawPlaneTest {
    private static final int SIDE = 12;

    @TempDir
    Path folder;

    static CellRows rows(double[] cells, int side) {
        return (row, into) -> System.arraycopy(cells, row * side, into, 0, side);
    }

    static double[] random(int side, long seed) {
        return new SplittableRandom(seed).doubles((long) side * side, 0, 1e13).toArray();
    }

    @Test
    void namesAndSizesAreThoseOfTheFormat() {
        assertThat(RawPlane.name(0, 0)).isEqualTo("LP_00/lenspot00.dat");
        assertThat(RawPlane.name(9, 39)).isEqualTo("LP_09/lenspot39.dat");
        assertThat(RawPlane.name(123, 104)).isEqualTo("LP_123/lenspot104.dat");
        assertThat(RawPlane.fileBytes(4096)).isEqualTo(134217736);
    }

    /** Read by the letter of the format, and written for any number of threads with the same bytes. */
    @Test
    void bytesAreThoseOfTheFormat() throws Exception {
        for (int side : new int[] {4, SIDE, 1501}) {
            double[] cells = random(side, side);
            Path file = folder.resolve("plane.dat");
            String checksum = RawPlane.write(file, side, rows(cells, side), 3);
            assertThat(checksum).isEqualTo(Checksum.sha256(file));
            ByteBuffer expected = ByteBuffer.allocate(8 + 8 * cells.length).order(ByteOrder.LITTLE_ENDIAN);
            expected.putInt(side);
            Arrays.stream(cells).forEach(expected::putDouble);
            expected.putInt(side);
            assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
            assertThat(RawPlane.write(file, side, rows(cells, side), 1)).isEqualTo(checksum);
            try (RawPlane plane = RawPlane.open(file)) {
                assertThat(plane.side()).isEqualTo(side);
                double[] row = new double[side];
                for (int i = side - 1; i >= 0; i--) {
                    plane.rows().read(i, row);
                    assertThat(row).isEqualTo(Arrays.copyOfRange(cells, i * side, (i + 1) * side));
                }
            }
        }
    }

    @Test
    void numpyReadsAPlane() throws Exception {
        double[] cells =
                IntStream.range(0, SIDE * SIDE).mapToDouble(i -> 1.0 / (i + 1)).toArray();
        Path file = folder.resolve("plane.dat");
        RawPlane.write(file, SIDE, rows(cells, SIDE), 2);
        String script = """
                import sys, struct, numpy as np
                with open(sys.argv[1], 'rb') as f:
                    n, = struct.unpack('<i', f.read(4))
                    a = np.frombuffer(f.read(8 * n * n), '<f8').reshape(n, n)
                    print(n, struct.unpack('<i', f.read(4))[0], len(f.read()), np.array_equal(a.ravel(), 1 / np.arange(1, n * n + 1)))
                """;
        assertThat(Python.run(script, file)).isEqualTo("12 12 0 True\n");
    }

    @Test
    void theContentIsMassOrContrastTimesThickness() {
        Cosmology cosmology = LightConeGeometryTest.TNG;
        PlaneNormalization normalization = PlaneNormalization.of(cosmology, 205, 102.5, SIDE);
        double mean = 27.7536627e10 * 0.3089 * 205 * 205 * 102.5 / SIDE / SIDE;
        assertThat(normalization.meanMass()).isCloseTo(mean, within(1e-14 * mean));
        double[] mass = random(SIDE, 1);
        double[] row = new double[SIDE];
        normalization.rows(PlaneContent.MASS, rows(mass, SIDE)).read(3, row);
        assertThat(row).isEqualTo(Arrays.copyOfRange(mass, 3 * SIDE, 4 * SIDE));
        normalization.rows(PlaneContent.DELTA, rows(mass, SIDE)).read(3, row);
        for (int j = 0; j < SIDE; j++) {
            assertThat(row[j]).isCloseTo((mass[3 * SIDE + j] / mean - 1) * 102.5, within(1e-11));
        }
        normalization
                .rows(PlaneContent.DELTA, rows(new double[SIDE * SIDE], SIDE))
                .read(0, row);
        assertThat(row).containsOnly(-102.5);
        assertThat(List.of(PlaneContent.MASS, PlaneContent.DELTA))
                .extracting(c -> c.label() + " " + c.unit())
                .containsExactly("mass Msun/h", "delta Mpc/h");
    }

    @Test
    void damagedPlanesAreRefused() throws Exception {
        Path file = folder.resolve("plane.dat");
        RawPlane.write(file, SIDE, rows(random(SIDE, 2), SIDE), 1);
        byte[] bytes = Files.readAllBytes(file);
        assertDamaged(
                file,
                Arrays.copyOf(bytes, bytes.length - 1),
                "a plane of 12 x 12 pixels takes 1160 bytes and it has 1159");
        assertDamaged(file, Arrays.copyOf(bytes, 3), "it begins with 0, which is no number of pixels");
        assertDamaged(file, new byte[40], "it begins with 0, which is no number of pixels");
        byte[] end = bytes.clone();
        end[bytes.length - 4] = 13;
        assertDamaged(file, end, "it begins with 12 and ends with 13");
        Path absent = folder.resolve("absent.dat");
        assertThatThrownBy(() -> RawPlane.open(absent))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("The plane " + absent + " cannot be read (")
                .hasMessageEndingWith("): make it again.");
    }

    private static void assertDamaged(Path file, byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> RawPlane.open(file))
                .isInstanceOf(InputException.class)
                .hasMessage("The plane " + file + " is damaged: " + what + "; make it again.");
    }

    @Test
    void aPlaneThatFailsLeavesNothing() throws Exception {
        Path file = folder.resolve("plane.dat");
        CellRows failing = (row, cells) -> {
            throw new IllegalStateException("row " + row);
        };
        assertThatThrownBy(() -> RawPlane.write(file, SIDE, failing, 1)).hasMessage("row 0");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        Path nowhere = folder.resolve("LP_00/plane.dat");
        assertThatThrownBy(() -> RawPlane.write(nowhere, SIDE, failing, 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + nowhere + ": " + nowhere.getParent()
                        + " does not exist; create it or choose another output folder.");
    }
}
