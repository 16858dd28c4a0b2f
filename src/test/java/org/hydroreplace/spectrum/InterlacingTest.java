package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.Deposited;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.FourierTransform;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.grid.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two grids half a cell apart give the spectrum of the particles, where one grid gives that of their images too. */
class InterlacingTest {
    private static final double BOX = 64;
    private static final int SIDE = 32;
    private static final MassScale SCALE = new MassScale(0x1p-30);

    /** A Gaussian field of P = k^-2 as masses of particles on a lattice: its power is known exactly, mode by mode. */
    @Test
    void aGaussianFieldComesBack() throws InterruptedException {
        int lattice = 96;
        double[] field = gaussianField(lattice, 20);
        double[][] at = new double[3][field.length];
        for (int c = 0; c < field.length; c++) {
            int[] point = {c / lattice / lattice, c / lattice % lattice, c % lattice};
            for (int d = 0; d < 3; d++) {
                at[d][c] = point[d] * BOX / lattice;
            }
        }
        Spectrum truth = PowerSpectra.auto(
                DensityModes.of(
                        new Mesh(3, lattice, BOX, MassAssignment.NGP),
                        SlowSpectrum.rows(field, lattice),
                        Precision.DOUBLE,
                        2),
                Window.NONE,
                2);
        Mesh mesh = new Mesh(3, SIDE, BOX, MassAssignment.TSC);
        long[] units = Arrays.stream(field).mapToLong(SCALE::toUnits).toArray();
        CellRows cells = grid(mesh, GridPoints.ON_ORIGIN, units, at);
        CellRows between = grid(mesh, GridPoints.HALF_CELL_BELOW, units, at);
        Spectrum interlaced = PowerSpectra.auto(
                DensityModes.interlaced(mesh, cells, between, Precision.DOUBLE, 2), Window.COMPENSATED, 2);
        Spectrum single = PowerSpectra.auto(DensityModes.of(mesh, cells, Precision.DOUBLE, 2), Window.COMPENSATED, 2);
        for (int b = 1; b <= 0.7 * SIDE / 2; b++) {
            assertThat(interlaced.power()[b - 1] / truth.power()[b - 1])
                    .as("bin %d", b)
                    .isCloseTo(1, within(0.001));
        }
        int nyquist = SIDE / 2 - 1;
        assertThat(single.power()[nyquist - 1] / truth.power()[nyquist - 1]).isGreaterThan(1.1);
        assertThat(interlaced.power()[nyquist - 1] / truth.power()[nyquist - 1]).isCloseTo(1, within(0.005));
    }

    /** Masses about 1 with a power spectrum of slope -2: noise, transformed, weighted, and transformed again. */
    private static double[] gaussianField(int side, long seed) {
        Random random = new Random(seed);
        double[] values = new double[2 * side * side * side];
        for (int c = 0; c < values.length; c += 2) {
            values[c] = random.nextGaussian();
        }
        transform(values, side);
        for (int c = 0; c < values.length / 2; c++) {
            int square = 0;
            for (int d = 0, step = 1; d < 3; d++, step *= side) {
                int n = FourierTransform.mode(c / step % side, side);
                square += n * n;
            }
            double amplitude = square == 0 ? 0 : 1 / Math.sqrt(square);
            values[2 * c] *= amplitude;
            values[2 * c + 1] *= amplitude;
        }
        transform(values, side);
        double[] field = IntStream.range(0, values.length / 2)
                .mapToDouble(c -> values[2 * c])
                .toArray();
        double lowest = Arrays.stream(field).min().orElseThrow();
        return Arrays.stream(field).map(x -> 1 - 0.9 * x / lowest).toArray();
    }

    private static void transform(double[] values, int side) {
        FourierTransform transform = FourierTransform.of(side);
        double[] line = new double[2 * side];
        for (int d = 0, step = 1; d < 3; d++, step *= side) {
            for (int first = 0; first < values.length / 2; first++) {
                if (first / step % side == 0) {
                    for (int j = 0; j < side; j++) {
                        line[2 * j] = values[2 * (first + j * step)];
                        line[2 * j + 1] = values[2 * (first + j * step) + 1];
                    }
                    transform.complex(line, 0);
                    for (int j = 0; j < side; j++) {
                        values[2 * (first + j * step)] = line[2 * j];
                        values[2 * (first + j * step) + 1] = line[2 * j + 1];
                    }
                }
            }
        }
    }

    private static CellRows grid(Mesh mesh, GridPoints points, long[] units, double[][] at) {
        MassGrid grid = new MassGrid(3, mesh.side());
        int[] all = IntStream.range(0, units.length).toArray();
        Deposit.of(mesh.assignment(), mesh.boxSize(), points).add(grid, at[0], at[1], at[2], units, all, 0, all.length);
        return CellRows.of(SCALE, List.of(grid));
    }

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void particlesAtRandomHaveTheirShotNoise(MassAssignment scheme) throws InterruptedException {
        int particles = 100_000;
        SplittableRandom random = new SplittableRandom(21);
        double[][] at = new double[3][];
        for (int d = 0; d < 3; d++) {
            at[d] = Deposited.random(random, particles, BOX);
        }
        long[] units = new long[particles];
        Arrays.fill(units, SCALE.toUnits(1));
        double shotNoise = PowerSpectra.shotNoise(BOX * BOX * BOX, particles, particles);
        Mesh mesh = new Mesh(3, SIDE, BOX, scheme);
        DensityModes field = DensityModes.interlaced(
                mesh,
                grid(mesh, GridPoints.ON_ORIGIN, units, at),
                grid(mesh, GridPoints.HALF_CELL_BELOW, units, at),
                Precision.DOUBLE,
                2);
        Spectrum spectrum = PowerSpectra.auto(field, Window.COMPENSATED, 2);
        for (int b = 1; b <= 0.7 * SIDE / 2; b++) {
            // The images that remain in the nearest grid point's are not small.
            double bias = scheme == MassAssignment.NGP ? 0.1 : 0.005;
            double error = 4 / Math.sqrt((double) spectrum.modes()[b - 1]) + bias;
            assertThat(spectrum.power()[b - 1] / shotNoise).as("bin %d", b).isCloseTo(1, within(error));
        }
    }

    /** One particle has modes exp(-i k x): two grids that disagreed about x would not average to that. */
    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void twoGridsAgreeAboutThePlaceOfAParticle(MassAssignment scheme) throws InterruptedException {
        for (double[] place :
                new double[][] {{0, 0, 0}, {1, 2, 3}, {63.99, 0.01, 31}, {BOX, BOX, BOX}, {17.3, 55.1, 40.9}}) {
            for (int dimensions = 2; dimensions <= 3; dimensions++) {
                Mesh mesh = new Mesh(dimensions, 16, BOX, scheme);
                FourierGrid first = transformed(mesh, GridPoints.ON_ORIGIN, place);
                FourierGrid second = transformed(mesh, GridPoints.HALF_CELL_BELOW, place);
                first.interlace(second, 1);
                double[] row = new double[18];
                first.modes(0, row);
                for (int n = 0; n <= 2; n++) {
                    double angle = -2 * Math.PI * n * place[dimensions - 1] / BOX;
                    double x = Math.PI * n / 16;
                    double window = n == 0 ? 1 : Math.pow(Math.sin(x) / x, scheme.order());
                    // What remains are images of even order, (n / (n + 32 m))^p times the mode; a wrong half cell is
                    // 0.4.
                    double tolerance = scheme == MassAssignment.NGP ? 0.25 : 0.02;
                    assertThat(row[2 * n] / window).isCloseTo(Math.cos(angle), within(tolerance));
                    assertThat(row[2 * n + 1] / window).isCloseTo(Math.sin(angle), within(tolerance));
                }
            }
        }
    }

    private static FourierGrid transformed(Mesh mesh, GridPoints points, double[] place) throws InterruptedException {
        MassGrid grid = new MassGrid(mesh.dimensions(), mesh.side());
        Deposit deposit = Deposit.of(mesh.assignment(), mesh.boxSize(), points);
        long[] units = {1L << 40};
        double[][] at = {{place[0]}, {place[1]}, {place[2]}};
        if (mesh.dimensions() == 2) {
            deposit.add(grid, at[0], at[1], units, new int[] {0}, 0, 1);
        } else {
            deposit.add(grid, at[0], at[1], at[2], units, new int[] {0}, 0, 1);
        }
        assertThat(grid.total()).isEqualTo(1L << 40);
        FourierGrid fourier = new FourierGrid(mesh.dimensions(), mesh.side(), Precision.DOUBLE);
        fourier.fill(CellRows.of(new MassScale(0x1p-40), List.of(grid)), 1);
        fourier.forward(1, 0, 1);
        return fourier;
    }

    @Test
    void gridsOfDifferentShapeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FourierGrid(3, 4, Precision.DOUBLE).interlace(new FourierGrid(2, 4, Precision.DOUBLE), 1))
                .withMessage("transforms of 4^3 and 4^2 cells");
    }
}
