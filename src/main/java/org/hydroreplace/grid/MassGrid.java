package org.hydroreplace.grid;

import java.util.Arrays;
import java.util.List;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;

/**
 * Mass in the cells of a square or cubic periodic grid, counted in whole units: 8 bytes a cell. Sides from 4 (what the widest
 * cloud covers) to 46340. Not thread-safe.
 *
 * <p>A plane is one array, its cells in row order: a cubic grid, which may have more than 2^31 cells, has one for each first
 * index, a square one is a single plane. (With an array for each row, deposits took a tenth longer, as there are more
 * bounds to check, and the collector copied large grids row by row.)
 *
 * <p>A cubic grid may hold some of its planes only, those of other processes or passes being elsewhere: what is deposited
 * there goes to waste.
 */
public final class MassGrid {
    /** Largest side for which a plane fits into one array. */
    public static final int MAX_SIDE = 46340;

    /** Smallest side: what the widest cloud covers. */
    public static final int MIN_SIDE = 4;

    private static final long[] NOTHING = {};

    private final int side;
    private final int dimensions;
    private final long[][] slabs;
    private PlaneRange planes;

    /**
     * An empty grid.
     *
     * @param dimensions 2 or 3
     * @param side cells along each dimension
     */
    public MassGrid(int dimensions, int side) {
        this(dimensions, side, PlaneRange.all(planes(dimensions, side)));
    }

    /** Some planes of an empty grid in three dimensions. */
    public MassGrid(int side, PlaneRange planes) {
        this(3, side, planes);
    }

    private MassGrid(int dimensions, int side, PlaneRange planes) {
        if (dimensions < 2 || dimensions > 3 || side < MIN_SIDE || side > MAX_SIDE) {
            throw new IllegalArgumentException("a grid of " + side + "^" + dimensions + " cells is not between "
                    + MIN_SIDE + "^2 and " + MAX_SIDE + "^3");
        }
        this.side = side;
        this.dimensions = dimensions;
        this.planes = planes;
        this.slabs = new long[planes(dimensions, side)][];
        long[] waste = planes.count() < slabs.length ? new long[side * side] : NOTHING;
        for (int i = 0; i < slabs.length; i++) {
            slabs[i] = planes.has(i) ? new long[side * side] : waste;
        }
    }

    private static int planes(int dimensions, int side) {
        return dimensions == 2 ? 1 : side;
    }

    /** Bytes that a grid takes. */
    public static long bytes(int dimensions, int side) {
        return bytes(side, planes(dimensions, side), 0);
    }

    /** Bytes that so many planes of a grid in three dimensions take while particles are deposited. */
    public static long bytes(int side, PlaneRange planes) {
        int here = Math.min(side, planes.count() + 1);
        return bytes(side, here, side - here);
    }

    private static long bytes(int side, int planes, int others) {
        return planes * ((long) side * side * Long.BYTES + 16) + 8L * others;
    }

    /** The planes that are here: of a square grid, which is a single one, that or none. */
    public PlaneRange planes() {
        return planes;
    }

    /** Forgets all planes but some; nothing can be deposited any more. */
    public void keep(PlaneRange some) {
        planes = planes.and(some);
        for (int i = 0; i < slabs.length; i++) {
            slabs[i] = planes.has(i) ? slabs[i] : NOTHING;
        }
    }

    /** Takes planes over from another grid of the same shape: those that follow on the planes here. */
    public void join(MassGrid next) {
        if (planes.count() > 0 && next.planes.count() > 0 && planes.to() != next.planes.from()) {
            throw new IllegalArgumentException(next.planes + " do not follow on " + planes);
        }
        for (int i = next.planes.from(); i < next.planes.to(); i++) {
            slabs[i] = next.slabs[i];
        }
        if (next.planes.count() > 0) {
            planes = new PlaneRange(planes.count() > 0 ? planes.from() : next.planes.from(), next.planes.to());
        }
    }

    public int side() {
        return side;
    }

    public int dimensions() {
        return dimensions;
    }

    /** The cells of a plane in row order; not a copy. Of a square grid plane 0 has them all. */
    public long[] slab(int plane) {
        return slabs[plane];
    }

    /** Those of some planes that are here, one after the other; not a copy. */
    public long[][] slabs(PlaneRange some) {
        PlaneRange found = planes.and(some);
        return Arrays.copyOfRange(slabs, found.from(), found.to());
    }

    /** Adds another grid of the same shape. */
    public void add(MassGrid other) {
        if (other.side != side || other.dimensions != dimensions) {
            throw new IllegalArgumentException(
                    "grids of " + side + "^" + dimensions + " and " + other.side + "^" + other.dimensions + " cells");
        }
        if (!planes.equals(other.planes)) {
            throw new IllegalArgumentException(planes + " and " + other.planes);
        }
        for (int i = planes.from(); i < planes.to(); i++) {
            long[] into = slabs[i];
            long[] from = other.slabs[i];
            for (int j = 0; j < into.length; j++) {
                into[j] += from[j];
            }
        }
    }

    /** Writes the sum of grids of the same shape, slab by slab. */
    public static void saveSum(List<MassGrid> parts, StateOutput out) {
        MassGrid first = parts.getFirst();
        out.writeLong(first.dimensions);
        out.writeLong(first.side);
        for (int i = 0; i < first.slabs.length; i++) {
            int slab = i;
            out.writeSum(parts.stream().map(part -> part.slabs[slab]).toList());
        }
    }

    /** Reads what {@link #saveSum} wrote and adds it to each of the targets, which have the shape of what was written. */
    public static void load(List<MassGrid> targets, StateInput in) {
        MassGrid first = targets.getFirst();
        in.expect(first.dimensions, "dimensions of a grid");
        in.expect(first.side, "cells along a grid");
        for (int i = 0; i < first.slabs.length; i++) {
            int slab = i;
            in.addTo(targets.stream().map(target -> target.slabs[slab]).toList());
        }
    }

    /** Sum over all cells that are here, in units. */
    public long total() {
        long total = 0;
        for (long[] slab : slabs(planes)) {
            for (long cell : slab) {
                total += cell;
            }
        }
        return total;
    }
}
