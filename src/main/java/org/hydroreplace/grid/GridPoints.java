package org.hydroreplace.grid;

/** Where the points of a grid lie: two grids of the same particles make an interlaced one. */
public enum GridPoints {
    /** Point i at i L/N, as everywhere else. */
    ON_ORIGIN(0),
    /** Point i at (i - 1/2) L/N in every dimension, for the second of two interlaced grids. */
    HALF_CELL_BELOW(0.5);

    private final double shift;

    GridPoints(double shift) {
        this.shift = shift;
    }

    /** Cells that a particle lies further up on such a grid. */
    double shift() {
        return shift;
    }
}
