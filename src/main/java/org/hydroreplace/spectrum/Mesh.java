package org.hydroreplace.spectrum;

import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;

/**
 * The periodic grid that a density is given on.
 *
 * @param dimensions 2 or 3
 * @param side cells along each dimension
 * @param boxSize Mpc/h
 * @param assignment how mass was assigned to the cells
 */
public record Mesh(int dimensions, int side, double boxSize, MassAssignment assignment) {
    /** Largest side: a squared length of a mode is an int, as is the number of a row. */
    private static final int MAX_SIDE = MassGrid.MAX_SIDE;

    public Mesh {
        if (dimensions < 2 || dimensions > 3 || side < 2 || side > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a spectrum of " + side + "^" + dimensions + " cells is not between 2^2 and " + MAX_SIDE + "^3");
        }
        if (!(boxSize > 0) || Double.isInfinite(boxSize)) {
            throw new IllegalArgumentException("box size " + boxSize + " Mpc/h is not a positive number");
        }
    }

    /** Area, (Mpc/h)^2, or volume, (Mpc/h)^3. */
    double volume() {
        return dimensions == 2 ? boxSize * boxSize : boxSize * boxSize * boxSize;
    }

    /** Wavenumber of one wave in the box, h/Mpc. */
    double fundamental() {
        return 2 * Math.PI / boxSize;
    }

    /** Power of a squared amplitude of the unnormalised transform of delta: V / N^(2 dimensions). */
    double powerUnit() {
        double perDimension = boxSize / side / side;
        return dimensions == 2 ? perDimension * perDimension : perDimension * perDimension * perDimension;
    }
}
