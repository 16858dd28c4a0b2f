package org.hydroreplace.halo;

import org.hydroreplace.snapshot.PeriodicBox;

/**
 * A balanced k-d tree over points in a periodic box (Bentley 1975), for the few hundred thousand halos of a catalogue.
 * The tree is the order of one index array: the middle of a range splits it along the axis of its widest extent, so that
 * a halo takes 33 bytes, its coordinates included. A ball that reaches over a face of the box is asked for again
 * at its images.
 */
final class PeriodicKdTree {
    private static final int LEAF = 8;

    private final PeriodicBox box;
    private final double[][] coordinates;
    private final int[] halos;
    private final int[] points;
    private final byte[] axis;

    /** Takes each visited point. */
    interface Visitor {
        /**
         * A halo inside the ball.
         *
         * @param halo index into the catalogue
         * @param distanceSquared to the centre of the ball by the nearest image, (Mpc/h)^2
         */
        void visit(int halo, double distanceSquared);
    }

    /**
     * Builds the tree of some halos of a catalogue.
     *
     * @param halos indices into the catalogue, which visitors get back
     */
    PeriodicKdTree(HaloCatalogue catalogue, int[] halos) {
        int n = halos.length;
        this.box = catalogue.header().box();
        this.halos = halos.clone();
        this.points = new int[n];
        this.axis = new byte[n];
        this.coordinates = new double[3][n];
        for (int i = 0; i < n; i++) {
            points[i] = i;
            coordinates[0][i] = catalogue.x(halos[i]);
            coordinates[1][i] = catalogue.y(halos[i]);
            coordinates[2][i] = catalogue.z(halos[i]);
        }
        build(0, n);
    }

    private void build(int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        int middle = (from + to) >>> 1;
        int split = widest(from, to);
        select(from, to - 1, middle, coordinates[split]);
        axis[middle] = (byte) split;
        build(from, middle);
        build(middle + 1, to);
    }

    private int widest(int from, int to) {
        int widest = 0;
        double extent = -1;
        for (int d = 0; d < 3; d++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                low = Math.min(low, coordinates[d][points[i]]);
                high = Math.max(high, coordinates[d][points[i]]);
            }
            if (high - low > extent) {
                extent = high - low;
                widest = d;
            }
        }
        return widest;
    }

    /** Quickselect (Hoare 1961): afterwards no point before {@code k} lies above it, and none behind below. */
    private void select(int low, int high, int k, double[] key) {
        while (low < high) {
            double pivot = key[points[(low + high) >>> 1]];
            int i = low;
            int j = high;
            while (i <= j) {
                while (key[points[i]] < pivot) {
                    i++;
                }
                while (key[points[j]] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swap = points[i];
                    points[i++] = points[j];
                    points[j--] = swap;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** Visits every point at most {@code radius} away, once, in no particular order. */
    void within(double x, double y, double z, double radius, Visitor visitor) {
        double size = box.size();
        // A hair more than the radius: rounding in the images must not lose a point on the surface, which test()
        // judges.
        double reach = radius + 1e-12 * size;
        if (reach >= 0.5 * size) {
            // A point may then be met at several images; the ball is most of the box anyway.
            for (int point : points) {
                test(point, x, y, z, radius * radius, visitor);
            }
            return;
        }
        double[] centre = {x, y, z};
        for (int i = x - reach < 0 ? -1 : 0; i <= (x + reach >= size ? 1 : 0); i++) {
            for (int j = y - reach < 0 ? -1 : 0; j <= (y + reach >= size ? 1 : 0); j++) {
                for (int k = z - reach < 0 ? -1 : 0; k <= (z + reach >= size ? 1 : 0); k++) {
                    double[] image = {x - i * size, y - j * size, z - k * size};
                    search(0, points.length, image, reach, centre, radius * radius, visitor);
                }
            }
        }
    }

    private void search(
            int from, int to, double[] image, double reach, double[] centre, double limit, Visitor visitor) {
        if (to - from <= LEAF) {
            for (int i = from; i < to; i++) {
                if (isNear(points[i], image, reach)) {
                    test(points[i], centre[0], centre[1], centre[2], limit, visitor);
                }
            }
            return;
        }
        int middle = (from + to) >>> 1;
        int split = axis[middle];
        double plane = coordinates[split][points[middle]];
        if (isNear(points[middle], image, reach)) {
            test(points[middle], centre[0], centre[1], centre[2], limit, visitor);
        }
        if (image[split] - reach <= plane) {
            search(from, middle, image, reach, centre, limit, visitor);
        }
        if (image[split] + reach >= plane) {
            search(middle + 1, to, image, reach, centre, limit, visitor);
        }
    }

    /** Whether the point itself, not one of its images, lies in the cube round the image: so it is met once. */
    private boolean isNear(int point, double[] image, double reach) {
        return Math.abs(coordinates[0][point] - image[0]) <= reach
                && Math.abs(coordinates[1][point] - image[1]) <= reach
                && Math.abs(coordinates[2][point] - image[2]) <= reach;
    }

    private void test(int point, double x, double y, double z, double limit, Visitor visitor) {
        double d2 = box.distanceSquared(x, y, z, coordinates[0][point], coordinates[1][point], coordinates[2][point]);
        if (d2 <= limit) {
            visitor.visit(halos[point], d2);
        }
    }
}
