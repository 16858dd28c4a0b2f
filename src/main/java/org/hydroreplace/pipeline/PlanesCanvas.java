package org.hydroreplace.pipeline;

import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.lensing.BoxTransform;
import org.hydroreplace.lensing.ChunkPlanes;

/**
 * The lens planes of one realisation: the box turned, shifted and flipped, and cut into slices, each a grid of its own.
 *
 * @param realization from 0
 * @param slices planes of the box
 * @param side pixels along a side
 */
record PlanesCanvas(int realization, BoxTransform transform, int slices, int side, MassAssignment assignment)
        implements Canvas {
    /** Particles that are placed at once: their 45 bytes each stay in the second-level cache. */
    private static final int BATCH = 1 << 14;

    @Override
    public PlanesCanvas resized(int cells) {
        return new PlanesCanvas(realization, transform, slices, cells, assignment);
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public int grids() {
        return slices;
    }

    /** There are tens of them: a thread that finds one busy is rare, and a copy for each thread would not fit. */
    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public long brushBytes(long particles) {
        return Math.min(particles, BATCH) * (ChunkPlanes.BYTES_PER_PARTICLE + Long.BYTES);
    }

    @Override
    public Brush brush(double boxSize) {
        Deposit deposit = Deposit.of(assignment, boxSize);
        ChunkPlanes planes = new ChunkPlanes(boxSize, slices);
        long[] mass = new long[BATCH];
        return (grids, x, y, z, units, chosen, from, to) -> {
            for (int begin = from; begin < to; begin += BATCH) {
                int count = Math.min(BATCH, to - begin);
                planes.place(transform, x, y, z, chosen, begin, begin + count);
                for (int n = 0; n < count; n++) {
                    mass[n] = units[chosen[begin + n]];
                }
                for (int slice = 0; slice < slices; slice++) {
                    MassGrid grid = grids.get(slice);
                    synchronized (grid) {
                        deposit.add(
                                grid,
                                planes.first(),
                                planes.second(),
                                mass,
                                planes.sorted(),
                                planes.from(slice),
                                planes.to(slice));
                    }
                }
            }
        };
    }
}
