package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourierGridTest {
    @ParameterizedTest
    @CsvSource({
        "2, 1, DOUBLE", "2, 2, DOUBLE", "2, 3, DOUBLE", "2, 8, DOUBLE", "2, 15, DOUBLE", "2, 31, DOUBLE",
                "2, 66, DOUBLE",
        "2, 66, SINGLE", "3, 1, DOUBLE", "3, 2, DOUBLE", "3, 3, DOUBLE", "3, 7, DOUBLE", "3, 8, DOUBLE", "3, 9, SINGLE"
    })
    void agreesWithTheDefinition(int dimensions, int side, Precision precision) throws InterruptedException {
        double[] cells = random(dimensions, side);
        double[] scaled = Arrays.stream(cells).map(x -> 3 * x - 1).toArray();
        double[] expected = SlowTransform.ofGrid(scaled, dimensions, side);
        double tolerance = (precision == Precision.DOUBLE ? 1e-14 : 1e-6) * cells.length;

        FourierGrid grid = new FourierGrid(dimensions, side, precision);
        double mean = grid.fill(rows(cells, side), 1);
        assertThat(mean).isCloseTo(Arrays.stream(cells).average().orElseThrow(), within(1e-14));
        grid.forward(3, -1, 2);
        double[] row = new double[side + 2];
        for (int r = 0; r < grid.rows(); r++) {
            grid.modes(r, row);
            for (int n = 0; n < 2 * (side / 2 + 1); n++) {
                assertThat(row[n])
                        .as("row %d, number %d", r, n)
                        .isCloseTo(expected[2 * r * side + n], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, DOUBLE",
        "2, 2, DOUBLE",
        "2, 15, DOUBLE",
        "2, 66, DOUBLE",
        "2, 66, SINGLE",
        "3, 1, DOUBLE",
        "3, 7, DOUBLE",
        "3, 8, DOUBLE",
        "3, 9, SINGLE"
    })
    void thereAndBackAreTheCells(int dimensions, int side, Precision precision) throws InterruptedException {
        double[] cells = random(dimensions, side);
        double tolerance = precision == Precision.DOUBLE ? 1e-14 : 1e-6;
        FourierGrid grid = new FourierGrid(dimensions, side, precision);
        grid.fill(rows(cells, side), 1);
        grid.forward(1, 0, 2);
        double scale = 1.0 / cells.length;
        FourierGrid copy = grid.changed((row, modes) -> scaled(modes, 2 * scale), 2);
        FourierGrid columns = grid.changed((row, modes) -> scaled(modes, 3 * scale), 1);
        grid.change((row, modes) -> scaled(modes, scale), 2);
        grid.inverse(2);
        copy.inverse(1);
        columns.inverseAlongColumns(2);
        double[] row = new double[side];
        double[] half = new double[side + 2];
        for (int r = 0; r < grid.rows(); r++) {
            grid.cells().read(r, row);
            assertRow(row, cells, r * side, side, 1, tolerance);
            copy.cells().read(r, row);
            assertRow(row, cells, r * side, side, 2, tolerance);
            columns.modes(r, half);
            FourierTransform.of(side).realInverse(half, 0);
            assertRow(half, cells, r * side, side, 3, tolerance);
        }
    }

    private static void scaled(double[] modes, double scale) {
        for (int n = 0; n < modes.length; n++) {
            modes[n] *= scale;
        }
    }

    private static void assertRow(double[] row, double[] cells, int first, int side, double factor, double tolerance) {
        for (int k = 0; k < side; k++) {
            assertThat(row[k])
                    .as("cell %d", first + k)
                    .isCloseTo(factor * cells[first + k], within(factor * tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 64", "2, 131", "3, 16", "3, 21"})
    void theBitsDoNotDependOnTheNumberOfThreads(int dimensions, int side) throws InterruptedException {
        double[] cells = random(dimensions, side);
        double[] expected = transformed(cells, dimensions, side, 1);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(transformed(cells, dimensions, side, threads)).isEqualTo(expected);
        }
    }

    private static double[] transformed(double[] cells, int dimensions, int side, int threads)
            throws InterruptedException {
        FourierGrid grid = new FourierGrid(dimensions, side, Precision.DOUBLE);
        double mean = grid.fill(rows(cells, side), threads);
        grid.forward(1 / mean, -1, threads);
        int length = FourierTransform.halfComplex(side);
        double[] all = new double[grid.rows() * length];
        double[] row = new double[side + 2];
        for (int r = 0; r < grid.rows(); r++) {
            grid.modes(r, row);
            System.arraycopy(row, 0, all, r * length, length);
        }
        return all;
    }

    private static double[] random(int dimensions, int side) {
        int count = dimensions == 2 ? side * side : side * side * side;
        return new SplittableRandom(side).doubles(count).toArray();
    }

    private static CellRows rows(double[] cells, int side) {
        return (row, into) -> System.arraycopy(cells, row * side, into, 0, side);
    }

    @Test
    void bytesCountTheModes() {
        assertThat(FourierGrid.bytes(2, 4096, Precision.DOUBLE, 1))
                .isBetween(8L * 4096 * 4098, 8L * 4096 * 4098 + 4_000_000);
        assertThat(FourierGrid.bytes(3, 2048, Precision.SINGLE, 2)).isBetween(4L << 33, (4L << 33) + 40_000_000);
        assertThat(FourierGrid.bytes(3, MassGrid.MAX_SIDE, Precision.DOUBLE, 128))
                .isPositive();
    }

    @Test
    void impossibleGridsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FourierGrid(2, 46341, Precision.DOUBLE))
                .withMessage("a transform of 46341^2 cells is not between 1^2 and 46340^3");
        assertThatIllegalArgumentException().isThrownBy(() -> new FourierGrid(4, 8, Precision.DOUBLE));
        assertThatIllegalArgumentException().isThrownBy(() -> new FourierGrid(3, 0, Precision.DOUBLE));
    }
}
