package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.hydroreplace.grid.Deposited;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneSpectrumTest {
    private static final double BOX = 205;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 30, 31, 32})
    void agreesWithTheDefinition(int side) throws InterruptedException {
        double[] cells =
                new SplittableRandom(side).doubles((long) side * side, 0, 5).toArray();
        for (MassAssignment scheme : MassAssignment.values()) {
            for (Window window : Window.values()) {
                Spectrum expected = SlowSpectrum.of(cells, new Mesh(2, side, BOX, scheme), window);
                Spectrum actual = PlaneSpectrum.of(SlowSpectrum.rows(cells, side), side, BOX, scheme, window, 1);
                assertThat(actual.modes()).isEqualTo(expected.modes());
                assertAgree(actual.k(), expected.k(), 1e-12);
                assertAgree(actual.power(), expected.power(), 1e-11);
            }
        }
    }

    private static void assertAgree(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int b = 0; b < actual.length; b++) {
            assertThat(actual[b])
                    .as("bin %d", b + 1)
                    .isCloseTo(expected[b], Percentage.withPercentage(100 * tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 4096", "33, 1089"})
    void everyModeCountsOnce(int side, int cells) throws InterruptedException {
        double[] map = new SplittableRandom(1).doubles(cells).toArray();
        long[] modes = measure(map, side, Window.NONE, 1).modes();
        // Without the zero mode; three more of an even side are their own conjugates.
        assertThat(LongStream.of(modes).sum()).isEqualTo(side % 2 == 0 ? (cells - 4) / 2 + 3 : (cells - 1) / 2);
        assertThat(modes).startsWith(4, 8, 10, 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64})
    void aShiftByWholeCellsChangesNothing(int side) throws InterruptedException {
        double[] cells = new SplittableRandom(side).doubles((long) side * side).toArray();
        double[] moved = new double[cells.length];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                moved[(i + 7) % side * side + (j + 50) % side] = cells[i * side + j];
            }
        }
        Spectrum expected = measure(cells, side, Window.COMPENSATED, 1);
        Spectrum actual = measure(moved, side, Window.COMPENSATED, 1);
        assertAgree(actual.power(), expected.power(), 1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 300})
    void theBitsDependNeitherOnThreadsNorOnTheUnitOfMass(int side) throws InterruptedException {
        double[] cells = new SplittableRandom(side).doubles((long) side * side).toArray();
        Spectrum expected = measure(cells, side, Window.COMPENSATED, 1);
        for (int threads : new int[] {2, 3, 16}) {
            Spectrum actual = measure(cells, side, Window.COMPENSATED, threads);
            assertThat(actual.power()).isEqualTo(expected.power());
            assertThat(actual.k()).isEqualTo(expected.k());
        }
        double[] heavier = Arrays.stream(cells).map(x -> 0x1p40 * x).toArray();
        assertThat(measure(heavier, side, Window.COMPENSATED, 2).power()).isEqualTo(expected.power());
    }

    /** delta = a cos(k x) has |delta_n| = a N^2/2 in one independent mode, so P = a^2 V/4 over the modes of its bin. */
    @ParameterizedTest
    @CsvSource({"64, 5, 3", "64, 0, 7", "64, -9, 0", "45, 4, -11", "1000, 30, 40"})
    void aWaveHasItsPowerInItsBinAlone(int side, int nx, int ny) throws InterruptedException {
        double amplitude = 0.01;
        double[] cells = new double[side * side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                cells[i * side + j] = 7 * (1 + amplitude * Math.cos(2 * Math.PI * (nx * i + ny * j) / side + 0.3));
            }
        }
        Spectrum spectrum = measure(cells, side, Window.NONE, 2);
        int bin = (int) Math.sqrt(nx * nx + ny * ny);
        double expected = amplitude * amplitude * BOX * BOX / 4 / spectrum.modes()[bin - 1];
        for (int b = 1; b <= spectrum.power().length; b++) {
            assertThat(spectrum.power()[b - 1])
                    .as("bin %d", b)
                    .isCloseTo(b == bin ? expected : 0, within(1e-10 * expected));
        }
    }

    /** Each mode of a Poisson process is exponentially distributed about V/n: the mean of M scatters by 1/sqrt(M). */
    @Test
    void particlesAtRandomHaveTheirShotNoise() throws InterruptedException {
        int side = 64;
        int particles = 200_000;
        double shotNoise = BOX * BOX / particles;
        SplittableRandom random = new SplittableRandom(20);
        double[] x = Deposited.random(random, particles, BOX);
        double[] y = Deposited.random(random, particles, BOX);

        // One independent draw a cell: the nearest grid point's power is white up to the corner, aliasing and all.
        Spectrum white = measure(deposited(MassAssignment.NGP, side, x, y), side, Window.NONE, 1);
        double mean = 0;
        long modes = 0;
        for (int b = 0; b < white.modes().length; b++) {
            mean += white.power()[b] * white.modes()[b];
            modes += white.modes()[b];
            double error = 5 * shotNoise / Math.sqrt((double) white.modes()[b]);
            assertThat(white.power()[b]).as("bin %d", b + 1).isCloseTo(shotNoise, within(error));
        }
        // Parseval: all modes together are the variance of the cells, whose relative scatter is sqrt(2/cells).
        assertThat(mean / modes).isCloseTo(shotNoise, within(5 * shotNoise * Math.sqrt(2.0 / (side * side))));

        for (MassAssignment scheme :
                new MassAssignment[] {MassAssignment.CIC, MassAssignment.TSC, MassAssignment.PCS}) {
            double[] cells = deposited(scheme, side, x, y);
            Spectrum compensated =
                    PlaneSpectrum.of(SlowSpectrum.rows(cells, side), side, BOX, scheme, Window.COMPENSATED, 1);
            for (int b = 0; b < side / 8; b++) {
                double error = 5 * shotNoise / Math.sqrt((double) white.modes()[b]);
                assertThat(compensated.power()[b]).as("bin %d", b + 1).isCloseTo(shotNoise, within(error));
            }
        }
    }

    private static double[] deposited(MassAssignment scheme, int side, double[] x, double[] y) {
        long[] units = new long[x.length];
        Arrays.fill(units, 1L << 30);
        MassGrid grid = Deposited.grid(scheme, BOX, side, units, x, y);
        return Arrays.stream(Deposited.cells(grid)).asDoubleStream().toArray();
    }

    private static Spectrum measure(double[] cells, int side, Window window, int threads) throws InterruptedException {
        return PlaneSpectrum.of(SlowSpectrum.rows(cells, side), side, BOX, MassAssignment.TSC, window, threads);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aMapWithoutMassIsRefused(double cell) {
        double[] cells = new double[64];
        Arrays.fill(cells, cell);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(cells, 8, Window.NONE, 2))
                .withMessage("the mean mass per cell is " + cell
                        + ": a power spectrum of the overdensity needs a positive and finite mean");
    }

    @Test
    void aBoxNeedsASize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlaneSpectrum.of(
                        (row, cells) -> Arrays.fill(cells, 1), 8, 0, MassAssignment.TSC, Window.NONE, 1))
                .withMessage("box size 0.0 Mpc/h is not a positive number");
    }

    @Test
    void bytesCountTheTransform() {
        assertThat(PlaneSpectrum.bytes(4096, 2)).isBetween(8L * 4096 * 4098, 8L * 4096 * 4098 + 30_000_000);
        assertThat(PlaneSpectrum.bytes(MassGrid.MAX_SIDE, 64)).isPositive();
    }

    @Test
    void windowsAreNamedInLowerCase() {
        assertThat(Window.COMPENSATED.label()).isEqualTo("compensated");
        assertThat(Window.NONE.label()).isEqualTo("none");
    }
}
