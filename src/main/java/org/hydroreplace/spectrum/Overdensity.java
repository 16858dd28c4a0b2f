package org.hydroreplace.spectrum;

import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.Precision;

/** Transforms of cell/mean - 1. */
final class Overdensity {
    private Overdensity() {}

    /** Reads all rows and transforms their overdensity. */
    static FourierGrid transform(int dimensions, int side, Precision precision, CellRows cells, int threads)
            throws InterruptedException {
        FourierGrid grid = new FourierGrid(dimensions, side, precision);
        double mean = grid.fill(cells, threads);
        if (!(mean > 0) || Double.isInfinite(mean)) {
            throw new IllegalArgumentException("the mean mass per cell is " + mean
                    + ": a power spectrum of the overdensity needs a positive and finite mean");
        }
        // The mean goes first, so that it leaves no rounding error in the modes.
        grid.forward(1 / mean, -1, threads);
        return grid;
    }
}
