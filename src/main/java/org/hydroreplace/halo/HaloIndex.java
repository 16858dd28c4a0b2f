package org.hydroreplace.halo;

import org.hydroreplace.snapshot.PeriodicBox;

/**
 * Finds the spheres that hold a point: a grid of cells over the periodic box, each with the list of the spheres that
 * reach into it, so that a point looks into one cell only. Spheres keep the order in which they were given, and every
 * list is in that order: give the heaviest halo first, and it is found first.
 *
 * <p>Memory: 4 bytes a cell (at most 256^3 cells) and 36 bytes for every pair of a cell and a sphere in it, which holds a
 * copy of the sphere so that a look-up reads memory in one place; the cells are made coarse enough to stay below 1.2 GiB.
 * Immutable once built, and safe for any number of threads.
 */
public final class HaloIndex {
    private static final int MAX_CELLS_PER_SIDE = 256;

    private static final double MAX_ENTRIES = 1 << 25;

    private final PeriodicBox box;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] radiusSquared;
    private final int side;
    private final double cellsPerMpc;
    private final int[] start;
    private final int[] spheres;
    /** x, y, z and squared radius of the sphere of each entry. */
    private final double[] copies;

    /**
     * Indexes spheres.
     *
     * @param x centres along x (and so on), comoving Mpc/h, in [0, box)
     * @param radius radii, comoving Mpc/h; a sphere may be larger than the box
     */
    public HaloIndex(PeriodicBox box, double[] x, double[] y, double[] z, double[] radius) {
        this.box = box;
        this.x = x.clone();
        this.y = y.clone();
        this.z = z.clone();
        this.radiusSquared = new double[radius.length];
        for (int i = 0; i < radius.length; i++) {
            radiusSquared[i] = radius[i] * radius[i];
        }
        this.side = side(radius, box.size());
        this.cellsPerMpc = side / box.size();
        this.start = new int[side * side * side + 1];
        int[] counts = start;
        long entries = 0;
        for (int i = 0; i < radius.length; i++) {
            entries += touch(i, radius[i], cell -> counts[cell + 1]++);
        }
        for (int cell = 0; cell < counts.length - 1; cell++) {
            counts[cell + 1] += counts[cell];
        }
        this.spheres = new int[(int) entries];
        this.copies = new double[4 * (int) entries];
        int[] next = counts.clone();
        for (int i = 0; i < radius.length; i++) {
            int sphere = i;
            touch(i, radius[i], cell -> enter(sphere, next[cell]++));
        }
    }

    private void enter(int sphere, int entry) {
        spheres[entry] = sphere;
        copies[4 * entry] = x[sphere];
        copies[4 * entry + 1] = y[sphere];
        copies[4 * entry + 2] = z[sphere];
        copies[4 * entry + 3] = radiusSquared[sphere];
    }

    /** As fine as is useful for so many spheres, and as coarse as large spheres need to keep the lists in bounds. */
    private static int side(double[] radius, double boxSize) {
        int side = Math.clamp(Math.round(4 * Math.cbrt(radius.length)), 1, MAX_CELLS_PER_SIDE);
        while (side > 1 && entriesAtMost(radius, side, boxSize) > MAX_ENTRIES) {
            side /= 2;
        }
        return side;
    }

    private static double entriesAtMost(double[] radius, int side, double boxSize) {
        double entries = 0;
        for (double r : radius) {
            double cells = Math.min(side, 2 * r * side / boxSize + 2);
            entries += cells * cells * cells;
        }
        return entries;
    }

    private interface CellVisitor {
        void visit(int cell);
    }

    /** Visits every cell that a sphere reaches into, once; returns how many. */
    private long touch(int sphere, double radius, CellVisitor visitor) {
        Slices inX = new Slices(x[sphere], radius);
        Slices inY = new Slices(y[sphere], radius);
        Slices inZ = new Slices(z[sphere], radius);
        // A hair more than the radius: rounding in the gap must not lose a cell whose corner just touches.
        double limit = radiusSquared[sphere] * (1 + 1e-9) + 1e-18 * box.size() * box.size();
        long visited = 0;
        for (int i = 0; i < inX.count; i++) {
            for (int j = 0; j < inY.count; j++) {
                double gap = inX.gapSquared[i] + inY.gapSquared[j];
                int row = (inX.cell(i) * side + inY.cell(j)) * side;
                for (int k = 0; k < inZ.count; k++) {
                    if (gap + inZ.gapSquared[k] <= limit) {
                        visitor.visit(row + inZ.cell(k));
                        visited++;
                    }
                }
            }
        }
        return visited;
    }

    /** The slices of cells along one axis that a sphere may reach, with their squared periodic distance to its centre. */
    private final class Slices {
        private final int first;
        private final int count;
        private final double[] gapSquared;

        Slices(double centre, double radius) {
            double low = Math.floor((centre - radius) * cellsPerMpc - 1e-6);
            double high = Math.floor((centre + radius) * cellsPerMpc + 1e-6);
            this.count = (int) Math.min(side, high - low + 1);
            this.first = count == side ? 0 : Math.floorMod((long) low, side);
            this.gapSquared = new double[count];
            double width = box.size() / side;
            for (int i = 0; i < count; i++) {
                double fromMiddle = Math.abs(box.nearest((cell(i) + 0.5) * width - centre));
                double gap = Math.max(0, fromMiddle - 0.5 * width);
                gapSquared[i] = gap * gap;
            }
        }

        int cell(int i) {
            int cell = first + i;
            return cell < side ? cell : cell - side;
        }
    }

    /** Bytes that the index takes. */
    public long bytes() {
        return 4L * start.length + 36L * spheres.length + 32L * x.length;
    }

    /** Number of spheres. */
    public int size() {
        return x.length;
    }

    /** The cell of a point in [0, box)^3. */
    int cell(double px, double py, double pz) {
        int last = side - 1;
        int i = Math.min((int) (px * cellsPerMpc), last);
        int j = Math.min((int) (py * cellsPerMpc), last);
        int k = Math.min((int) (pz * cellsPerMpc), last);
        return (i * side + j) * side + k;
    }

    /** Whether a sphere holds a point: its surface belongs to it. */
    public boolean contains(int sphere, double px, double py, double pz) {
        return box.distanceSquared(px, py, pz, x[sphere], y[sphere], z[sphere]) <= radiusSquared[sphere];
    }

    /** The first sphere in the order given that holds a point, or -1. */
    public int first(double px, double py, double pz) {
        int cell = cell(px, py, pz);
        for (int e = start[cell]; e < start[cell + 1]; e++) {
            if (distanceSquared(px, py, pz, 4 * e) <= copies[4 * e + 3]) {
                return spheres[e];
            }
        }
        return -1;
    }

    private double distanceSquared(double px, double py, double pz, int copy) {
        return box.distanceSquared(px, py, pz, copies[copy], copies[copy + 1], copies[copy + 2]);
    }

    /** A set of bits for a sphere that holds a point. */
    public interface SphereBits {
        long of(int sphere, double distanceSquared);
    }

    /**
     * The union of the bits of all spheres that hold a point.
     *
     * @param bits asked for every such sphere, with the squared distance of the point to its centre, (Mpc/h)^2
     */
    public long union(double px, double py, double pz, SphereBits bits) {
        int cell = cell(px, py, pz);
        long union = 0;
        for (int e = start[cell]; e < start[cell + 1]; e++) {
            double d2 = distanceSquared(px, py, pz, 4 * e);
            if (d2 <= copies[4 * e + 3]) {
                union |= bits.of(spheres[e], d2);
            }
        }
        return union;
    }

    /** Told of every sphere that holds a point. */
    public interface Visitor {
        void visit(int sphere, double distanceSquared);
    }

    /**
     * Tells of all spheres that hold a point, in the order given.
     *
     * @param visitor told of each with the squared distance of the point to its centre, (Mpc/h)^2
     */
    public void visit(double px, double py, double pz, Visitor visitor) {
        int cell = cell(px, py, pz);
        for (int e = start[cell]; e < start[cell + 1]; e++) {
            double d2 = distanceSquared(px, py, pz, 4 * e);
            if (d2 <= copies[4 * e + 3]) {
                visitor.visit(spheres[e], d2);
            }
        }
    }
}
