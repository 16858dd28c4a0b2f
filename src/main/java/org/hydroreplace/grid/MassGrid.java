package org.hydroreplace.grid;

import java.util.Arrays;
import java.util.List;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;

/**
 * Mass in the cells of a square or cubic periodic grid, counted in whole units.
 *
 * <p>Stored as one array for each first index, so that a grid may have more than 2^31 cells: 8 bytes a cell. Sides from
 * 4 (what the widest
 * cloud covers) to 46340. Not thread-safe.
 *
 * <p>A cubic grid may hold some of its planes only, those of other processes or passes being elsewhere: what is deposited
 * there goes to waste.
 */
public final class MassGrid {
    /** Largest side for which a slab of a three-dimensional grid fits into one array. */
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
        this(dimensions, side, PlaneRange.all(side));
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
        this.slabs = new long[side][];
        int cells = dimensions == 2 ? side : side * side;
        long[] waste = planes.count() < side ? new long[cells] : NOTHING;
        for (int i = 0; i < side; i++) {
            slabs[i] = planes.has(i) ? new long[cells] : waste;
        }
    }

    /** Bytes that a grid takes. */
    public static long bytes(int dimensions, int side) {
        return bytes(dimensions, side, side);
    }

    /** Bytes that so many planes of a grid in three dimensions take while particles are deposited. */
    public static long bytes(int side, PlaneRange planes) {
        return bytes(3, side, Math.min(side, planes.count() + 1));
    }

    private static long bytes(int dimensions, int side, int slabs) {
        long slab = dimensions == 2 ? side : (long) side * side;
        return slabs * (slab * Long.BYTES + 16) + 8L * (side - slabs);
    }

    /** The planes that are here: of a square grid, its rows. */
    public PlaneRange planes() {
        return planes;
    }

    /** Forgets all planes but some; nothing can be deposited any more. */
    public void keep(PlaneRange some) {
        planes = planes.and(some);
        for (int i = 0; i < side; i++) {
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

    /** The cells of one first index, the others in row order; not a copy. */
    public long[] slab(int first) {
        return slabs[first];
    }

    /** All slabs by their first index; not a copy. For those who add grids of several processes. */
    public long[][] rows() {
        return slabs;
    }

    /** Those of some planes that are here, by their first index; not a copy. */
    public long[][] rows(PlaneRange some) {
        PlaneRange found = planes.and(some);
        return Arrays.copyOfRange(slabs, found.from(), found.to());
    }

    /** All slabs by their first index; not a copy. */
    long[][] slabs() {
        return slabs;
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
        for (int i = 0; i < first.side; i++) {
            int slab = i;
            out.writeSum(parts.stream().map(part -> part.slabs[slab]).toList());
        }
    }

    /** Reads what {@link #saveSum} wrote and adds it to each of the targets, which have the shape of what was written. */
    public static void load(List<MassGrid> targets, StateInput in) {
        MassGrid first = targets.getFirst();
        in.expect(first.dimensions, "dimensions of a grid");
        in.expect(first.side, "cells along a grid");
        for (int i = 0; i < first.side; i++) {
            int slab = i;
            in.addTo(targets.stream().map(target -> target.slabs[slab]).toList());
        }
    }

    /** Sum over all cells that are here, in units. */
    public long total() {
        long total = 0;
        for (long[] slab : rows(planes)) {
            for (long cell : slab) {
                total += cell;
            }
        }
        return total;
    }
}
