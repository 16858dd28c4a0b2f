package org.hydroreplace.grid;

/**
 * Triangular-shaped cloud: with u the position in cells, i = floor(u + 1/2) and d = u - i, cells i - 1, i, i + 1 take
 * (1/2 - d)^2 / 2, 3/4 - d^2 and (1/2 + d)^2 / 2. The outer two together take at most half, so that the rest for the cell in
 * the middle is never negative.
 */
final class TscDeposit extends Deposit {
    private static final int BATCH = 128;

    TscDeposit(double boxSize, GridPoints points) {
        super(boxSize, points);
    }

    /**
     * Batch by batch, and each step by step in columns (7 kB a call): the compiler turns loops without branches, divisions
     * above all, into vector instructions. All steps are in one method on purpose: apart, they took a third longer.
     */
    @Override
    public void add(MassGrid grid, double[] a, double[] b, long[] units, int[] chosen, int from, int to) {
        double[] d = new double[BATCH];
        double[] e = new double[BATCH];
        int[] row = new int[BATCH];
        int[] centre = new int[BATCH];
        long[] before = new long[BATCH];
        long[] here = new long[BATCH];
        long[] after = new long[BATCH];
        int side = grid.side();
        int last = side - 1;
        long[] cells = grid.slab(0);
        for (int batch = from; batch < to; batch += BATCH) {
            int count = Math.min(BATCH, to - batch);
            long all = 0;
            for (int q = 0; q < count; q++) {
                int p = chosen[batch + q];
                d[q] = a[p];
                e[q] = b[p];
                here[q] = units[p];
                all |= units[p];
            }
            for (int q = 0; q < count; q++) {
                double u = inCells(d[q], side);
                double v = inCells(e[q], side);
                row[q] = (int) (u + 0.5);
                centre[q] = (int) (v + 0.5);
                d[q] = u - (int) (u + 0.5);
                e[q] = v - (int) (v + 0.5);
            }
            for (int q = 0; q < count; q++) {
                long mass = here[q];
                long low = smallPart(mass, lower(d[q]));
                long high = smallPart(mass, upper(d[q]));
                before[q] = low;
                here[q] = mass - low - high;
                after[q] = high;
            }
            boolean small = all < SMALL;
            for (int q = 0; q < count; q++) {
                int r = row[q];
                int c = centre[q];
                if (r > 0 && r < last && c > 0 && c < last && small) {
                    double left = lower(e[q]);
                    double right = upper(e[q]);
                    int at = r * side + c;
                    shareInside(cells, at - side, before[q], left, right);
                    shareInside(cells, at, here[q], left, right);
                    shareInside(cells, at + side, after[q], left, right);
                } else {
                    addToPlane(cells, side, units[chosen[batch + q]], r, d[q], c, e[q]);
                }
            }
        }
    }

    private static void shareInside(long[] cells, int centre, long mass, double leftWeight, double rightWeight) {
        long left = smallPart(mass, leftWeight);
        long right = smallPart(mass, rightWeight);
        cells[centre - 1] += left;
        cells[centre] += mass - left - right;
        cells[centre + 1] += right;
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, double[] c, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            double u = inCells(a[p], side);
            double v = inCells(b[p], side);
            double w = inCells(c[p], side);
            int i = (int) (u + 0.5);
            int j = (int) (v + 0.5);
            int k = (int) (w + 0.5);
            long first = part(units[p], lower(u - i));
            long third = part(units[p], upper(u - i));
            for (int s = -1; s <= 1; s++) {
                long slabMass = s < 0 ? first : s > 0 ? third : units[p] - first - third;
                addToPlane(grid.slab(wrap(i + s, side)), side, slabMass, j, v - j, k, w - k);
            }
        }
    }

    /** A mass, at an edge of the plane or not, at (j + e, k + f) in cells. */
    private static void addToPlane(long[] slab, int side, long mass, int j, double e, int k, double f) {
        int left = wrap(k - 1, side);
        int centre = wrap(k, side);
        int right = wrap(k + 1, side);
        double leftWeight = lower(f);
        double rightWeight = upper(f);
        long first = part(mass, lower(e));
        long third = part(mass, upper(e));
        int row = wrap(j - 1, side) * side;
        share(slab, row + left, row + centre, row + right, first, leftWeight, rightWeight);
        row = wrap(j, side) * side;
        share(slab, row + left, row + centre, row + right, mass - first - third, leftWeight, rightWeight);
        row = wrap(j + 1, side) * side;
        share(slab, row + left, row + centre, row + right, third, leftWeight, rightWeight);
    }

    private static void share(
            long[] cells, int left, int centre, int right, long mass, double leftWeight, double rightWeight) {
        long first = part(mass, leftWeight);
        long third = part(mass, rightWeight);
        cells[left] += first;
        cells[centre] += mass - first - third;
        cells[right] += third;
    }

    private static double lower(double d) {
        return 0.5 * (0.5 - d) * (0.5 - d);
    }

    private static double upper(double d) {
        return 0.5 * (0.5 + d) * (0.5 + d);
    }
}
