package org.hydroreplace.pipeline;

import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassAssignment;

/**
 * The map through the whole box along an axis.
 *
 * @param axis direction of projection
 * @param side cells along a side
 */
record MapCanvas(Axis axis, int side, MassAssignment assignment) implements Canvas {
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
        return (grids, x, y, z, units, chosen, from, to) -> deposit.add(
                grids.getFirst(), along(axis.first(), x, y, z), along(axis.second(), x, y, z), units, chosen, from, to);
    }

    private static double[] along(Axis axis, double[] x, double[] y, double[] z) {
        return switch (axis) {
            case X -> x;
            case Y -> y;
            case Z -> z;
        };
    }
}
