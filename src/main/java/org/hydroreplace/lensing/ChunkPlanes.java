package org.hydroreplace.lensing;

import java.util.Arrays;
import org.hydroreplace.grid.Axis;

/**
 * Where the particles of a chunk lie on the planes of one realisation: their two coordinates, and which slice of the box
 * they are in. Every particle is in one slice, so that the slices of a box add up to it. For one thread; the arrays are used
 * again for chunk after chunk: 25 bytes a particle.
 *
 * <p>Slice s of n holds depths in [s L/n, (s + 1) L/n), the bounds as float64 computes s * L / n.
 */
public final class ChunkPlanes {
    /** Most slices of a box. */
    public static final int MAX_SLICES = 127;

    private final double boxSize;
    private final int slices;
    private final double[] bounds;
    private final int[] starts;
    private double[] depth = {};
    private double[] first = {};
    private double[] second = {};
    private byte[] slice = {};
    private int[] sorted = {};

    /**
     * @param boxSize Mpc/h
     * @param slices planes for each box, 1 to {@value #MAX_SLICES}
     */
    public ChunkPlanes(double boxSize, int slices) {
        if (slices < 1 || slices > MAX_SLICES || !(boxSize > 0)) {
            throw new IllegalArgumentException(
                    slices + " slices, not 1 to " + MAX_SLICES + ", of a box of " + boxSize + " Mpc/h");
        }
        this.boxSize = boxSize;
        this.slices = slices;
        this.bounds = new double[slices + 1];
        for (int s = 0; s < slices; s++) {
            bounds[s] = s * boxSize / slices;
        }
        // Not slices * L / slices, which may round to less than L.
        bounds[slices] = Double.POSITIVE_INFINITY;
        this.starts = new int[slices + 1];
    }

    /** Places particles 0 to {@code count} - 1; coordinates in [0, box size), Mpc/h. */
    public void place(BoxTransform transform, double[] x, double[] y, double[] z, int count) {
        if (depth.length < count) {
            depth = new double[count];
            first = new double[count];
            second = new double[count];
            slice = new byte[count];
        }
        double[][] from = {x, y, z};
        apply(transform, transform.first(), from, first, count);
        apply(transform, transform.second(), from, second, count);
        apply(transform, transform.projection(), from, depth, count);
        for (int p = 0; p < count; p++) {
            slice[p] = (byte) sliceOf(depth[p]);
        }
    }

    private void apply(BoxTransform transform, Axis axis, double[][] from, double[] into, int count) {
        transform.apply(axis, boxSize, from[axis.number()], into, count);
    }

    /** The slice whose bounds hold a depth in [0, box size): a division may be one off next to a bound. */
    private int sliceOf(double depth) {
        int s = Math.min((int) (depth * slices / boxSize), slices - 1);
        if (depth < bounds[s]) {
            return s - 1;
        }
        return depth < bounds[s + 1] ? s : s + 1;
    }

    /** Positions along the plane's first index, in [0, box size), by particle; not a copy. */
    public double[] first() {
        return first;
    }

    /** Positions along the plane's second index. */
    public double[] second() {
        return second;
    }

    /** Sorts some of the particles by slice, keeping their order within each. */
    public void sort(int[] chosen, int from, int to) {
        if (sorted.length < to - from) {
            sorted = new int[to - from];
        }
        Arrays.fill(starts, 0);
        for (int n = from; n < to; n++) {
            starts[slice[chosen[n]]]++;
        }
        int end = 0;
        for (int s = 0; s <= slices; s++) {
            end += starts[s];
            starts[s] = end;
        }
        for (int n = to - 1; n >= from; n--) {
            sorted[--starts[slice[chosen[n]]]] = chosen[n];
        }
    }

    /** The particles of the last {@link #sort}, slice after slice; not a copy. */
    public int[] sorted() {
        return sorted;
    }

    /** Where a slice begins in {@link #sorted}; it ends where the next begins. */
    public int from(int slice) {
        return starts[slice];
    }

    /** Where a slice ends in {@link #sorted}. */
    public int to(int slice) {
        return starts[slice + 1];
    }
}
