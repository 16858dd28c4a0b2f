package org.hydroreplace.spectrum;

import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.grid.SlabExchange;

/**
 * The Fourier transform of the overdensity cell/mean - 1 of one field. Several processes may have it together, each some
 * planes of the grid; all of them then call the same.
 */
public final class DensityModes {
    private final Mesh mesh;
    private final FourierGrid modes;

    private DensityModes(Mesh mesh, FourierGrid modes) {
        this.mesh = mesh;
        this.modes = modes;
    }

    /**
     * Transforms one grid, reading each row once.
     *
     * @param cells rows of mass per cell, in any unit
     * @throws IllegalArgumentException if the mean of the cells is not positive and finite
     */
    public static DensityModes of(Mesh mesh, CellRows cells, Precision precision, int threads)
            throws InterruptedException {
        return of(mesh, cells, precision, SlabExchange.ALONE, threads);
    }

    /**
     * Transforms one grid of several processes, each of which reads the rows of its planes once.
     *
     * @param cells rows of mass per cell, in any unit
     * @throws IllegalArgumentException if the mean of the cells is not positive and finite
     */
    public static DensityModes of(Mesh mesh, CellRows cells, Precision precision, SlabExchange ranks, int threads)
            throws InterruptedException {
        FourierGrid grid = new FourierGrid(mesh.dimensions(), mesh.side(), precision, ranks);
        double mean = grid.fill(cells, threads);
        if (!(mean > 0) || Double.isInfinite(mean)) {
            throw new IllegalArgumentException("the mean mass per cell is " + mean
                    + ": a power spectrum of the overdensity needs a positive and finite mean");
        }
        return about(mean, mesh, grid, threads);
    }

    /**
     * Transforms one grid about a mean that is not its own, in one process.
     *
     * @param grid takes the modes; what it holds is lost
     */
    static DensityModes about(double mean, Mesh mesh, CellRows cells, FourierGrid grid, int threads)
            throws InterruptedException {
        grid.fill(cells, threads);
        return about(mean, mesh, grid, threads);
    }

    private static DensityModes about(double mean, Mesh mesh, FourierGrid grid, int threads)
            throws InterruptedException {
        // The mean goes first, so that it leaves no rounding error in the modes.
        grid.forward(1 / mean, -1, threads);
        return new DensityModes(mesh, grid);
    }

    /**
     * Transforms two grids of the same particles and averages them: images of odd order cancel, which leaves little
     * aliased power up to some 0.7 of the Nyquist wavenumber (Hockney &amp; Eastwood 1988, chapter 7; Sefusatti et al. 2016,
     * arXiv:1512.07295).
     *
     * @param between the second grid, its points {@link org.hydroreplace.grid.GridPoints#HALF_CELL_BELOW}
     * @throws IllegalArgumentException if the mean of the cells of a grid is not positive and finite
     */
    public static DensityModes interlaced(Mesh mesh, CellRows cells, CellRows between, Precision precision, int threads)
            throws InterruptedException {
        return interlaced(mesh, cells, between, precision, SlabExchange.ALONE, threads);
    }

    /** The same of several processes. */
    public static DensityModes interlaced(
            Mesh mesh, CellRows cells, CellRows between, Precision precision, SlabExchange ranks, int threads)
            throws InterruptedException {
        DensityModes modes = of(mesh, cells, precision, ranks, threads);
        modes.modes.interlace(of(mesh, between, precision, ranks, threads).modes, threads);
        return modes;
    }

    /**
     * Bytes that modes take in one of so many processes, with what threads take while they are made; interlaced ones twice as
     * much until they are made.
     */
    public static long bytes(Mesh mesh, Precision precision, int threads, int ranks) {
        return FourierGrid.bytes(mesh.dimensions(), mesh.side(), precision, threads, ranks);
    }

    public Mesh mesh() {
        return mesh;
    }

    FourierGrid grid() {
        return modes;
    }
}
