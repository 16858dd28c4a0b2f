package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectraTest {
    private static final double BOX = 205;
    private static final List<Axis> AXES = List.of(Axis.X, Axis.Y, Axis.Z);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 11, 12})
    void agreesWithTheDefinition(int side) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(side);
        double[] cells = random.doubles((long) side * side * side, 0, 5).toArray();
        double[] others = random.doubles((long) side * side * side, 0, 2).toArray();
        Mesh mesh = new Mesh(3, side, BOX, MassAssignment.TSC);
        Mesh otherMesh = new Mesh(3, side, BOX, MassAssignment.CIC);
        DensityModes field = modes(mesh, cells, 1);
        DensityModes other = modes(otherMesh, others, 1);
        for (Window window : Window.values()) {
            Spectrum expected = SlowSpectrum.of(cells, mesh, window);
            Spectrum actual = PowerSpectra.auto(field, window, 1);
            assertThat(actual.modes()).isEqualTo(expected.modes());
            assertAgree(actual.k(), expected.k(), expected.k());
            assertAgree(actual.power(), expected.power(), expected.power());

            CrossSpectrum cross = PowerSpectra.cross(field, other, window, 1);
            double[] second = SlowSpectrum.of(others, otherMesh, window).power();
            assertThat(cross.first()).isEqualTo(actual.power());
            assertThat(cross.second())
                    .isEqualTo(PowerSpectra.auto(other, window, 1).power());
            assertAgree(cross.second(), second, second);
            assertAgree(
                    cross.power(),
                    SlowSpectrum.cross(cells, others, MassAssignment.CIC, mesh, window)
                            .power(),
                    expected.power());

            for (int axis = 0; axis < 3; axis++) {
                Multipoles multipoles = PowerSpectra.multipoles(field, AXES.get(axis), window, 1);
                assertThat(multipoles.monopole()).isEqualTo(actual.power());
                assertThat(multipoles.modes()).isEqualTo(actual.modes());
                assertAgree(multipoles.quadrupole(), slowMultipole(cells, mesh, window, 2, axis), expected.power());
                assertAgree(multipoles.hexadecapole(), slowMultipole(cells, mesh, window, 4, axis), expected.power());
            }
        }
    }

    private static double[] slowMultipole(double[] cells, Mesh mesh, Window window, int degree, int axis) {
        return SlowSpectrum.multipole(cells, cells, mesh.assignment(), mesh, window, degree, axis)
                .power();
    }

    private static void assertAgree(double[] actual, double[] expected, double[] measure) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int b = 0; b < actual.length; b++) {
            assertThat(actual[b]).as("bin %d", b + 1).isCloseTo(expected[b], within(1e-11 * measure[b]));
        }
    }

    private static DensityModes modes(Mesh mesh, double[] cells, int threads) throws InterruptedException {
        return DensityModes.of(mesh, SlowSpectrum.rows(cells, mesh.side()), Precision.DOUBLE, threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17})
    void everyModeCountsOnce(int side) throws InterruptedException {
        long cells = (long) side * side * side;
        Mesh mesh = new Mesh(3, side, BOX, MassAssignment.NGP);
        double[] density = new SplittableRandom(1).doubles(cells).toArray();
        long[] modes =
                PowerSpectra.auto(modes(mesh, density, 1), Window.NONE, 1).modes();
        // Without the zero mode; seven more of an even side are their own conjugates.
        assertThat(LongStream.of(modes).sum()).isEqualTo(side % 2 == 0 ? (cells - 8) / 2 + 7 : (cells - 1) / 2);
        assertThat(modes).startsWith(13, 33, 79, 117);
    }

    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() throws InterruptedException {
        int side = 20;
        Mesh mesh = new Mesh(3, side, BOX, MassAssignment.PCS);
        SplittableRandom random = new SplittableRandom(3);
        double[] cells = random.doubles(8000).toArray();
        double[] others = random.doubles(8000).toArray();
        DensityModes field = interlaced(mesh, cells, others, 1);
        CrossSpectrum cross = PowerSpectra.cross(field, modes(mesh, others, 1), Window.COMPENSATED, 1);
        Multipoles multipoles = PowerSpectra.multipoles(field, Axis.X, Window.COMPENSATED, 1);
        for (int threads : new int[] {2, 3, 9}) {
            DensityModes again = interlaced(mesh, cells, others, threads);
            CrossSpectrum crossAgain =
                    PowerSpectra.cross(again, modes(mesh, others, threads), Window.COMPENSATED, threads);
            Multipoles multipolesAgain = PowerSpectra.multipoles(again, Axis.X, Window.COMPENSATED, threads);
            assertThat(crossAgain.power()).isEqualTo(cross.power());
            assertThat(crossAgain.k()).isEqualTo(cross.k());
            assertThat(multipolesAgain.monopole()).isEqualTo(multipoles.monopole());
            assertThat(multipolesAgain.quadrupole()).isEqualTo(multipoles.quadrupole());
            assertThat(multipolesAgain.hexadecapole()).isEqualTo(multipoles.hexadecapole());
        }
    }

    private static DensityModes interlaced(Mesh mesh, double[] cells, double[] between, int threads)
            throws InterruptedException {
        return DensityModes.interlaced(
                mesh,
                SlowSpectrum.rows(cells, mesh.side()),
                SlowSpectrum.rows(between, mesh.side()),
                Precision.DOUBLE,
                threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16})
    void aShiftByWholeCellsChangesNothing(int side) throws InterruptedException {
        Mesh mesh = new Mesh(3, side, BOX, MassAssignment.TSC);
        double[] cells =
                new SplittableRandom(side).doubles((long) side * side * side).toArray();
        double[] moved = new double[cells.length];
        for (int c = 0; c < cells.length; c++) {
            int i = (c / side / side + 3) % side;
            int j = (c / side + side - 1) % side;
            int k = (c + 7) % side;
            moved[(i * side + j) * side + k] = cells[c];
        }
        double[] expected =
                PowerSpectra.auto(modes(mesh, cells, 1), Window.COMPENSATED, 1).power();
        double[] actual =
                PowerSpectra.auto(modes(mesh, moved, 1), Window.COMPENSATED, 1).power();
        assertAgree(actual, expected, expected);
    }

    /** Along its own wave vector mu is 1 and L_l(1) = 1, across it L_2(0) = -1/2 and L_4(0) = 3/8. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void aWaveAlongALineOfSightHasItsMultipoles(Axis waves) throws InterruptedException {
        int side = 12;
        int n = 3;
        double amplitude = 0.2;
        double[] cells = new double[side * side * side];
        for (int c = 0; c < cells.length; c++) {
            int at =
                    switch (waves) {
                        case X -> c / side / side;
                        case Y -> c / side % side;
                        case Z -> c % side;
                    };
            cells[c] = 1 + amplitude * Math.cos(2 * Math.PI * n * at / side + 1);
        }
        DensityModes field = modes(new Mesh(3, side, BOX, MassAssignment.CIC), cells, 1);
        for (Axis lineOfSight : Axis.values()) {
            Multipoles multipoles = PowerSpectra.multipoles(field, lineOfSight, Window.NONE, 1);
            double power =
                    amplitude * amplitude * BOX * BOX * BOX / 4 / multipoles.modes()[n - 1];
            boolean along = lineOfSight == waves;
            double[] expected = {power, 5 * power * (along ? 1 : -0.5), 9 * power * (along ? 1 : 0.375)};
            double[][] actual = {multipoles.monopole(), multipoles.quadrupole(), multipoles.hexadecapole()};
            for (int l = 0; l < 3; l++) {
                for (int b = 1; b <= multipoles.k().length; b++) {
                    assertThat(actual[l][b - 1])
                            .as("multipole %d of bin %d", 2 * l, b)
                            .isCloseTo(b == n ? expected[l] : 0, within(1e-10 * power));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 16", "3, 8"})
    void fieldsCorrelateWithThemselvesAndWithTheirOpposite(int dimensions, int side) throws InterruptedException {
        Mesh mesh = new Mesh(dimensions, side, BOX, MassAssignment.TSC);
        double[] cells = new SplittableRandom(5)
                .doubles((long) Math.pow(side, dimensions))
                .toArray();
        double mean = Arrays.stream(cells).average().orElseThrow();
        double[] opposite = Arrays.stream(cells).map(x -> 2 * mean - x).toArray();
        double[] half = Arrays.stream(cells).map(x -> mean + (x - mean) / 2).toArray();
        DensityModes field = modes(mesh, cells, 1);
        double[][] correlations = {
            PowerSpectra.cross(field, field, Window.COMPENSATED, 1).correlation(),
            PowerSpectra.cross(field, modes(mesh, half, 1), Window.COMPENSATED, 1)
                    .correlation(),
            PowerSpectra.cross(field, modes(mesh, opposite, 1), Window.COMPENSATED, 1)
                    .correlation()
        };
        for (int b = 0; b < correlations[0].length; b++) {
            assertThat(correlations[0][b]).isCloseTo(1, within(1e-12));
            assertThat(correlations[1][b]).isCloseTo(1, within(1e-12));
            assertThat(correlations[2][b]).isCloseTo(-1, within(1e-12));
        }
    }

    @Test
    void shotNoiseIsThatOfEqualOrUnequalParticles() {
        assertThat(PowerSpectra.shotNoise(8000, 100 * 3.0, 100 * 9.0)).isCloseTo(80, within(1e-12));
        assertThat(PowerSpectra.shotNoise(1, 1 + 3, 1 + 9)).isEqualTo(0.625);
    }

    @Test
    void fieldsOfDifferentShapeAreRefused() throws InterruptedException {
        double[] cells = new double[64];
        Arrays.fill(cells, 1);
        DensityModes cube = modes(new Mesh(3, 4, 100, MassAssignment.TSC), cells, 1);
        DensityModes larger = modes(new Mesh(3, 4, 200, MassAssignment.TSC), cells, 1);
        DensityModes plane = modes(new Mesh(2, 8, 100, MassAssignment.TSC), cells, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerSpectra.cross(cube, larger, Window.NONE, 1))
                .withMessage("a cross spectrum of 4^3 cells in 100.0 Mpc/h and 4^3 cells in 200.0 Mpc/h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerSpectra.cross(cube, plane, Window.NONE, 1))
                .withMessage("a cross spectrum of 4^3 cells in 100.0 Mpc/h and 8^2 cells in 100.0 Mpc/h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerSpectra.multipoles(plane, Axis.Z, Window.NONE, 1))
                .withMessage("multipoles of a field of 2 dimensions");
    }

    @Test
    void impossibleMeshesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mesh(3, 1, 100, MassAssignment.TSC))
                .withMessage("a spectrum of 1^3 cells is not between 2^2 and 46340^3");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mesh(2, 46341, 100, MassAssignment.TSC));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mesh(1, 64, 100, MassAssignment.TSC));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mesh(3, 64, -3, MassAssignment.TSC))
                .withMessage("box size -3.0 Mpc/h is not a positive number");
    }

    @Test
    void bytesCountTheModes() {
        Mesh mesh = new Mesh(3, 2048, BOX, MassAssignment.TSC);
        assertThat(DensityModes.bytes(mesh, Precision.DOUBLE, 8, 1)).isBetween(8L << 33, (8L << 33) + 200_000_000);
        assertThat(DensityModes.bytes(mesh, Precision.SINGLE, 8, 1)).isBetween(4L << 33, (4L << 33) + 200_000_000);
        assertThat(PowerSpectra.bytes(mesh, 1)).isBetween(1L << 20, 1L << 25);
        Mesh largest = new Mesh(3, MassGrid.MAX_SIDE, BOX, MassAssignment.TSC);
        assertThat(DensityModes.bytes(largest, Precision.DOUBLE, 128, 1)).isPositive();
    }
}
