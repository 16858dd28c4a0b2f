package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Particles of a test, and what the program's kernels make of them. */
public final class Deposited {
    private Deposited() {}

    /** A grid with all particles; as many columns of positions as dimensions. */
    public static MassGrid grid(MassAssignment scheme, double box, int side, long[] units, double[]... positions) {
        MassGrid grid = new MassGrid(positions.length, side);
        int[] all = IntStream.range(0, units.length).toArray();
        add(grid, scheme, box, units, all, 0, all.length, positions);
        return grid;
    }

    /** Adds some of the particles to a grid. */
    public static void add(
            MassGrid grid,
            MassAssignment scheme,
            double box,
            long[] units,
            int[] chosen,
            int from,
            int to,
            double[]... positions) {
        Deposit deposit = Deposit.of(scheme, box);
        if (positions.length == 2) {
            deposit.add(grid, positions[0], positions[1], units, chosen, from, to);
        } else {
            deposit.add(grid, positions[0], positions[1], positions[2], units, chosen, from, to);
        }
    }

    /** All cells in row order. */
    public static long[] cells(MassGrid grid) {
        return Arrays.stream(grid.slabs(grid.planes()))
                .flatMapToLong(Arrays::stream)
                .toArray();
    }

    /** All cells in row order as mass. */
    public static double[] masses(MassGrid grid, MassScale scale) {
        return Arrays.stream(cells(grid)).mapToDouble(scale::toMass).toArray();
    }

    /** Positions in [0, box). */
    public static double[] random(SplittableRandom random, int n, double box) {
        return random.doubles(n, 0, box).toArray();
    }

    /** Positions where kernels go wrong, for one side: faces, grid points, half-way points and their neighbours. */
    public static double[] awkward(double box, int side) {
        double cell = box / side;
        return Arrays.stream(
                        new double[] {0, 1, Math.floorDiv(side, 2), side - 1, side, 0.5, 1.5, side - 0.5, side - 1.5})
                .flatMap(u -> Arrays.stream(new double[] {Math.nextDown(u * cell), u * cell, Math.nextUp(u * cell)}))
                .map(x -> Math.clamp(x, 0, box))
                .toArray();
    }

    /** Compares cells with the largest cell as the measure. */
    public static void assertCellsAgree(double[] cells, double[] expected, double relative, String what) {
        assertThat(cells).as(what).hasSameSizeAs(expected);
        double largest = Arrays.stream(expected).max().orElseThrow();
        for (int i = 0; i < cells.length; i++) {
            assertThat(Math.abs(cells[i] - expected[i]))
                    .as("%s, cell %d: %s for %s", what, i, cells[i], expected[i])
                    .isLessThanOrEqualTo(relative * largest);
        }
    }
}
