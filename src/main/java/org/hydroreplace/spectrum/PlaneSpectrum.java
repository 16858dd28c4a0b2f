package org.hydroreplace.spectrum;

import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.Precision;

/**
 * The power spectrum of a map: with delta = cell/mean - 1 and its transform delta_n, P = (L/N^2)^2 times the mean of
 * |delta_n|^2 over the modes of a bin, L the box and N the side.
 */
public final class PlaneSpectrum {
    private PlaneSpectrum() {}

    /**
     * Measures a spectrum. The result does not depend on the number of threads.
     *
     * @param cells rows of mass per cell, in any unit
     * @param side cells along each dimension, 2 to 46340
     * @param boxSize Mpc/h
     * @param assignment how mass was assigned to the cells; matters to the compensated window only
     * @throws IllegalArgumentException if the mean of the cells is not positive and finite
     */
    public static Spectrum of(
            CellRows cells, int side, double boxSize, MassAssignment assignment, Window window, int threads)
            throws InterruptedException {
        Mesh mesh = new Mesh(2, side, boxSize, assignment);
        return PowerSpectra.auto(DensityModes.of(mesh, cells, Precision.DOUBLE, threads), window, threads);
    }

    /** Bytes that a measurement takes at its peak. */
    public static long bytes(int side, int threads) {
        Mesh mesh = new Mesh(2, side, 1, MassAssignment.NGP);
        return DensityModes.bytes(mesh, Precision.DOUBLE, threads, 1) + ModeMeans.bytes(new ModeBins(2, side), 1, 1);
    }

    /** How many bins a spectrum of so many cells along a side has. */
    public static int bins(int side) {
        return PowerSpectra.bins(2, side);
    }
}
