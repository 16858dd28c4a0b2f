package org.hydroreplace.lensing;

import java.util.Arrays;
import org.hydroreplace.grid.Axis;

/**
 * Where particles lie on the planes of one realisation: their two coordinates, and which slice of the box they are in. Every
 * particle is in one slice, so that the slices of a box add up to it. For one thread; the arrays are used again for batch after
 * batch: {@value #BYTES_PER_PARTICLE} bytes a particle.
 *
 * <p>Slice s of n holds depths in [s L/n, (s + 1) L/n), the bounds as float64 computes s * L / n.
 */
public final class ChunkPlanes {
    /** Most slices of a box. */
    public static final int MAX_SLICES = 127;

    /** What the arrays take. */
    public static final int BYTES_PER_PARTICLE = 4 * Double.BYTES + Integer.BYTES + 1;

    private final double boxSize;
    private final int slices;
    private final double[] bounds;
    private final int[] starts;
    private double[] chosenOnes = {};
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

    /**
     * Places the particles {@code chosen[from..to)} and sorts them by slice, keeping their order within each. From then on
     * they go by their place in that stretch, from 0.
     *
     * @param x coordinates in [0, box size], Mpc/h
     */
    public void place(BoxTransform transform, double[] x, double[] y, double[] z, int[] chosen, int from, int to) {
        int count = to - from;
        if (depth.length < count) {
            chosenOnes = new double[count];
            depth = new double[count];
            first = new double[count];
            second = new double[count];
            slice = new byte[count];
            sorted = new int[count];
        }
        for (Axis axis : Axis.values()) {
            double[] all = axis == Axis.X ? x : axis == Axis.Y ? y : z;
            for (int n = 0; n < count; n++) {
                chosenOnes[n] = all[chosen[from + n]];
            }
            double[] into = axis == transform.projection() ? depth : axis == transform.first() ? first : second;
            transform.apply(axis, boxSize, chosenOnes, into, count);
        }
        for (int p = 0; p < count; p++) {
            slice[p] = (byte) sliceOf(depth[p]);
        }
        sort(count);
    }

    /** The slice whose bounds hold a depth in [0, box size): a division may be one off next to a bound. */
    private int sliceOf(double depth) {
        int s = Math.min((int) (depth * slices / boxSize), slices - 1);
        if (depth < bounds[s]) {
            return s - 1;
        }
        return depth < bounds[s + 1] ? s : s + 1;
    }

    /** Positions along the plane's first index, in [0, box size), by place; not a copy. */
    public double[] first() {
        return first;
    }

    /** Positions along the plane's second index. */
    public double[] second() {
        return second;
    }

    private void sort(int count) {
        Arrays.fill(starts, 0);
        for (int p = 0; p < count; p++) {
            starts[slice[p]]++;
        }
        int end = 0;
        for (int s = 0; s <= slices; s++) {
            end += starts[s];
            starts[s] = end;
        }
        for (int p = count - 1; p >= 0; p--) {
            sorted[--starts[slice[p]]] = p;
        }
    }

    /** The places of the particles, slice after slice; not a copy. */
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
