package org.hydroreplace.halo;

import java.util.Arrays;
import org.hydroreplace.snapshot.PeriodicBox;

/**
 * Finds the spheres that hold a point: a grid of cells over the periodic box, each with the list of the spheres that
 * reach into it, so that a point looks into one cell only. Spheres keep the order in which they were given, and every
 * list is in that order: give the heaviest halo first, and it is found first.
 *
 * <p>Memory: 8 bytes a cell (at most 256^3 cells) and 36 bytes for every pair of a cell and a sphere in it, which holds a
 * copy of the sphere so that a look-up reads memory in one place; the cells are made coarse enough to stay below 1.2 GiB.
 * Immutable once built, and safe for any number of threads.
 */
public final class HaloIndex {
    private static final int MAX_CELLS_PER_SIDE = 256;

    /** Particles whose cells are found in one go. */
    private static final int BATCH = 256;

    private static final double MAX_ENTRIES = 1 << 25;

    private final PeriodicBox box;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] radiusSquared;
    private final int side;
    private final double cellsPerMpc;
    /**
     * Of each cell where its list begins and where the leading spheres in it end, next to each other, as a look-up needs both;
     * it ends where the next begins.
     */
    private final int[] bounds;

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
        this(box, x, y, z, radius, radius.length);
    }

    /**
     * Indexes spheres, the first of which can be looked up alone.
     *
     * @param leading how many
     */
    public HaloIndex(PeriodicBox box, double[] x, double[] y, double[] z, double[] radius, int leading) {
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
        Cells cells = new Cells(radius);
        this.bounds = new int[2 * side * side * side + 1];
        this.spheres = new int[cells.size];
        this.copies = new double[4 * cells.size];
        int[] next = starts(cells.list, cells.size);
        // Lists are in the order of the spheres.
        enter(0, leading, cells, next);
        for (int cell = 0; cell < next.length; cell++) {
            bounds[2 * cell + 1] = next[cell];
        }
        enter(leading, radius.length, cells, next);
    }

    /** Where the list of each cell begins. */
    private int[] starts(int[] entries, int size) {
        int[] next = new int[side * side * side];
        for (int i = 0; i < size; i++) {
            next[entries[i]]++;
        }
        int before = 0;
        for (int cell = 0; cell < next.length; cell++) {
            int count = next[cell];
            next[cell] = before;
            bounds[2 * cell] = before;
            before += count;
        }
        bounds[2 * next.length] = before;
        return next;
    }

    private void enter(int from, int to, Cells cells, int[] next) {
        for (int sphere = from; sphere < to; sphere++) {
            for (int i = cells.first[sphere]; i < cells.first[sphere + 1]; i++) {
                enter(sphere, next[cells.list[i]]++);
            }
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
        int side = Math.clamp(Math.round(3 * Math.cbrt(radius.length)), 1, MAX_CELLS_PER_SIDE);
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

    /** The cells that each sphere reaches into; up to 8 bytes each while the index is built. */
    private final class Cells {
        private final int[] first;
        private int[] list;
        private int size;

        Cells(double[] radius) {
            first = new int[radius.length + 1];
            list = new int[8 * radius.length];
            for (int i = 0; i < radius.length; i++) {
                touch(i, radius[i]);
                first[i + 1] = size;
            }
        }

        private void touch(int sphere, double radius) {
            Slices inX = new Slices(x[sphere], radius);
            Slices inY = new Slices(y[sphere], radius);
            Slices inZ = new Slices(z[sphere], radius);
            // A hair more than the radius: rounding in the gap must not lose a cell whose corner just touches.
            double limit = radiusSquared[sphere] * (1 + 1e-9) + 1e-18 * box.size() * box.size();
            for (int i = 0; i < inX.count; i++) {
                for (int j = 0; j < inY.count; j++) {
                    double gap = inX.gapSquared[i] + inY.gapSquared[j];
                    int row = (inX.cell(i) * side + inY.cell(j)) * side;
                    if (size + inZ.count > list.length) {
                        list = Arrays.copyOf(list, Math.max(2 * list.length, size + inZ.count));
                    }
                    for (int k = 0; k < inZ.count; k++) {
                        if (gap + inZ.gapSquared[k] <= limit) {
                            list[size++] = row + inZ.cell(k);
                        }
                    }
                }
            }
        }
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
        return 4L * bounds.length + 36L * spheres.length + 32L * x.length;
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

    /** The first sphere in the order given that holds a point, or -1. */
    public int first(double px, double py, double pz) {
        int cell = 2 * cell(px, py, pz);
        for (int e = bounds[cell]; e < bounds[cell + 2]; e++) {
            if (distanceSquared(px, py, pz, 4 * e) <= copies[4 * e + 3]) {
                return spheres[e];
            }
        }
        return -1;
    }

    private double distanceSquared(double px, double py, double pz, int copy) {
        return box.distanceSquared(px, py, pz, copies[copy], copies[copy + 1], copies[copy + 2]);
    }

    /** Which spheres are looked up. */
    public enum Spheres {
        LEADING(1),
        ALL(2);

        /** From where a list begins to where it ends, in {@link #bounds}: no branch, which the compiler would bet on. */
        private final int toEnd;

        Spheres(int toEnd) {
            this.toEnd = toEnd;
        }
    }

    /**
     * Finds the spheres that hold particles, until the list is full.
     *
     * @param x positions along x (and so on), comoving Mpc/h, in [0, box)
     * @param from the first particle to look up
     * @param to where the particles end
     * @param found what was found before is lost
     * @return the first particle that was not looked up, {@code to} if all were
     */
    public int find(Spheres which, double[] x, double[] y, double[] z, int from, int to, Encounters found) {
        int toEnd = which.toEnd;
        found.reset(0);
        int size = 0;
        int[] cells = new int[Math.min(BATCH, to - from)];
        for (int batch = from; batch < to; batch += BATCH) {
            int behindBatch = Math.min(batch + BATCH, to);
            // A loop of its own, which the compiler turns into vector instructions.
            for (int p = batch; p < behindBatch; p++) {
                cells[p - batch] = cell(x[p], y[p], z[p]);
            }
            for (int p = batch; p < behindBatch; p++) {
                int first = bounds[2 * cells[p - batch]];
                int behind = bounds[2 * cells[p - batch] + toEnd];
                if (first == behind) {
                    continue;
                }
                if (size + (behind - first) > found.particle.length) {
                    if (size > 0) {
                        found.size = size;
                        return p;
                    }
                    found.reset(behind - first);
                }
                size = look(p, x[p], y[p], z[p], first, behind, found, size);
            }
        }
        found.size = size;
        return to;
    }

    private int look(int particle, double px, double py, double pz, int first, int end, Encounters found, int before) {
        int size = before;
        for (int e = first; e < end; e++) {
            double d2 = distanceSquared(px, py, pz, 4 * e);
            if (d2 <= copies[4 * e + 3]) {
                found.particle[size] = particle;
                found.sphere[size] = spheres[e];
                found.distanceSquared[size++] = d2;
            }
        }
        return size;
    }
}
