package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.grid.MassGrid;

/** Grids that the particles of every class are deposited into for one product: one, or several of the same shape. */
sealed interface Canvas permits MapCanvas, VolumeCanvas, PlanesCanvas {
    /** 2 or 3. */
    int dimensions();

    /** Cells along a side. */
    int side();

    /** The same with another number of cells along a side. */
    Canvas resized(int cells);

    /** How many grids. */
    int grids();

    /**
     * What deposits into such grids, for one thread.
     *
     * @param boxSize Mpc/h
     */
    Brush brush(double boxSize);

    /**
     * Whether all threads deposit into the same grids, of which a brush takes the lock, instead of each into its own.
     */
    default boolean isShared() {
        return false;
    }

    /** An empty one of the grids of a class. */
    default MassGrid newGrid() {
        return new MassGrid(dimensions(), side());
    }

    /** The canvas that this is a part of; itself if it is whole. */
    default Canvas whole() {
        return this;
    }

    /** Whether another canvas is this one, or a part of the same. */
    default boolean isOf(Canvas other) {
        return whole().equals(other.whole());
    }

    /** Bytes of the grids of one class in one of so many ranks, once the ranks have been added. */
    default long bytesOfRank(int ranks) {
        return bytes();
    }

    /** Bytes that a brush takes for chunks of so many particles. */
    default long brushBytes(long particles) {
        return 0;
    }

    /** Bytes of the grids of one class. */
    default long bytes() {
        return grids() * MassGrid.bytes(dimensions(), side());
    }

    /** Deposits particles; may keep arrays from one call to the next. */
    interface Brush {
        /**
         * Deposits the particles {@code chosen[from..to)}.
         *
         * @param grids those of a class, as many as the canvas says
         * @param x positions in [0, box], Mpc/h
         * @param units mass of each particle
         */
        void add(
                List<MassGrid> grids, double[] x, double[] y, double[] z, long[] units, int[] chosen, int from, int to);
    }
}
