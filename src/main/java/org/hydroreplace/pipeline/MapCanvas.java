package org.hydroreplace.pipeline;

import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;

/**
 * The map through the whole box along an axis.
 *
 * @param axis direction of projection
 * @param side cells along a side
 */
record MapCanvas(Axis axis, int side, MassAssignment assignment) implements Canvas {
    /**
     * Particles of one call of the kernel. A kernel that is called often is compiled as a whole; in a few long calls the
     * compiler would first replace each of its loops on the way, one compilation after the other.
     */
    private static final int AT_ONCE = 2048;

    @Override
    public MapCanvas resized(int cells) {
        return new MapCanvas(axis, cells, assignment);
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public int grids() {
        return 1;
    }

    @Override
    public Brush brush(double boxSize) {
        Deposit deposit = Deposit.of(assignment, boxSize);
        return (grids, x, y, z, units, chosen, from, to) -> {
            MassGrid grid = grids.getFirst();
            double[] a = along(axis.first(), x, y, z);
            double[] b = along(axis.second(), x, y, z);
            for (int begin = from; begin < to; begin += AT_ONCE) {
                deposit.add(grid, a, b, units, chosen, begin, Math.min(begin + AT_ONCE, to));
            }
        };
    }

    private static double[] along(Axis axis, double[] x, double[] y, double[] z) {
        return switch (axis) {
            case X -> x;
            case Y -> y;
            case Z -> z;
        };
    }
}
