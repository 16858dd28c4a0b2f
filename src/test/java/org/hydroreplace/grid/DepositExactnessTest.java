package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deposit loses no unit, makes no negative cell, and does not depend on the order of the particles. */
class DepositExactnessTest {
    private static final double[] BOXES = {100, 205, 0.1, 1.0 / 3};

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void everyParticleDepositsItsMassToTheLastUnit(MassAssignment scheme) {
        for (double box : BOXES) {
            for (int side : new int[] {4, 5, 6, 7, 8, 12, 31, 64}) {
                SplittableRandom random = new SplittableRandom(side);
                double[] edges = Deposited.awkward(box, side);
                for (int trial = 0; trial < 300; trial++) {
                    long[] units = {random.nextLong(1L << random.nextInt(1, 62))};
                    double[][] at = new double[3][];
                    for (int d = 0; d < 3; d++) {
                        at[d] = new double[] {
                            trial % 3 == 0 ? random.nextDouble(box) : edges[random.nextInt(edges.length)]
                        };
                    }
                    assertWhole(Deposited.grid(scheme, box, side, units, at[0], at[1]), units[0], at);
                    if (side <= 8) {
                        assertWhole(Deposited.grid(scheme, box, side, units, at), units[0], at);
                    }
                }
            }
        }
    }

    private static void assertWhole(MassGrid grid, long units, double[][] at) {
        assertThat(grid.total()).as("%s", Arrays.deepToString(at)).isEqualTo(units);
        assertThat(Arrays.stream(Deposited.cells(grid)).min().orElseThrow()).isNotNegative();
    }

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void theHeaviestParticleThatAGridHoldsIsSharedWithoutOverflow(MassAssignment scheme) {
        SplittableRandom random = new SplittableRandom(62);
        for (int trial = 0; trial < 2000; trial++) {
            double[][] at = {
                {random.nextDouble(1)}, {trial % 2 == 0 ? Math.nextDown(1.0) : random.nextDouble(1)}, {0.125 - 1e-17}
            };
            long[] units = {MassScale.MAX_TOTAL - random.nextLong(1000)};
            assertWhole(Deposited.grid(scheme, 1, 4, units, at), units[0], at);
        }
    }

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void noOrderAndNoPartitionChangesACell(MassAssignment scheme) {
        int n = 2000;
        for (int dimensions = 2; dimensions <= 3; dimensions++) {
            SplittableRandom random = new SplittableRandom(7);
            double[][] at = new double[dimensions][];
            for (int d = 0; d < dimensions; d++) {
                at[d] = Deposited.random(random, n, 205);
            }
            long[] units = random.longs(n, 0, 1L << 40).toArray();
            long[] expected = Deposited.cells(Deposited.grid(scheme, 205, 9, units, at));

            int[] shuffled = shuffled(random, n);
            MassGrid[] parts = {new MassGrid(dimensions, 9), new MassGrid(dimensions, 9), new MassGrid(dimensions, 9)};
            int from = 0;
            while (from < n) {
                int to = Math.min(n, from + random.nextInt(400));
                Deposited.add(parts[random.nextInt(3)], scheme, 205, units, shuffled, from, to, at);
                from = to;
            }
            parts[2].add(parts[0]);
            parts[2].add(parts[1]);
            assertThat(Deposited.cells(parts[2])).isEqualTo(expected);
        }
    }

    private static int[] shuffled(SplittableRandom random, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void onlyTheChosenParticlesAreDeposited(MassAssignment scheme) {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {5, 4, 3, 2, 1};
        long[] units = {1, 20, 300, 4000, 50_000};
        MassGrid grid = new MassGrid(2, 8);
        Deposit.of(scheme, 8).add(grid, x, y, units, new int[] {0, 3, 1, 4}, 1, 3);
        assertThat(grid.total()).isEqualTo(4020);
    }

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void aShiftByWholeCellsRollsTheGrid(MassAssignment scheme) {
        int n = 500;
        int side = 8;
        double box = 16;
        MassScale scale = MassScale.of(1, n);
        SplittableRandom random = new SplittableRandom(11);
        double[][] at = new double[3][];
        for (int d = 0; d < 3; d++) {
            at[d] = Deposited.random(random, n, box);
            // On a lattice of 2^-20 a shift is exact, so that no particle changes its nearest grid point.
            at[d] = Arrays.stream(at[d])
                    .map(x -> Math.floor(x * 0x1p20) * 0x1p-20)
                    .toArray();
            System.arraycopy(Deposited.awkward(box, side), 0, at[d], 0, 3);
            at[d][1] = 0.5 * box / side;
        }
        long[] units = new long[n];
        Arrays.fill(units, scale.toUnits(1));
        double[] still = Deposited.masses(Deposited.grid(scheme, box, side, units, at), scale);
        for (int[] shift : new int[][] {{1, 0, 0}, {0, 7, 0}, {0, 0, 3}, {5, 6, 7}}) {
            double[][] moved = new double[3][];
            double[] expected = new double[still.length];
            for (int d = 0; d < 3; d++) {
                double by = shift[d] * box / side;
                moved[d] = Arrays.stream(at[d]).map(x -> (x + by) % box).toArray();
            }
            for (int c = 0; c < still.length; c++) {
                int i = (c / 64 + shift[0]) % side;
                int j = (c / 8 + shift[1]) % side;
                int k = (c + shift[2]) % side;
                expected[(i * side + j) * side + k] = still[c];
            }
            Deposited.assertCellsAgree(
                    Deposited.masses(Deposited.grid(scheme, box, side, units, moved), scale),
                    expected,
                    1e-12,
                    scheme + " moved by " + Arrays.toString(shift));
        }
    }
}
