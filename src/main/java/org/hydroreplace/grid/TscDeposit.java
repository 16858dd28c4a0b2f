package org.hydroreplace.grid;

/**
 * Triangular-shaped cloud: with u the position in cells, i = floor(u + 1/2) and d = u - i, cells i - 1, i, i + 1 take
 * (1/2 - d)^2 / 2, 3/4 - d^2 and (1/2 + d)^2 / 2. The outer two together take at most half, so that the rest for the cell in
 * the middle is never negative.
 */
final class TscDeposit extends Deposit {
    TscDeposit(double boxSize, GridPoints points) {
        super(boxSize, points);
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            double u = inCells(a[p], side);
            double v = inCells(b[p], side);
            int i = (int) (u + 0.5);
            int j = (int) (v + 0.5);
            double d = u - i;
            double e = v - j;
            int left = wrap(j - 1, side);
            int centre = wrap(j, side);
            int right = wrap(j + 1, side);
            double leftWeight = lower(e);
            double rightWeight = upper(e);
            long mass = units[p];
            long first = part(mass, lower(d));
            long third = part(mass, upper(d));
            share(grid.slab(wrap(i - 1, side)), left, centre, right, first, leftWeight, rightWeight);
            share(grid.slab(wrap(i, side)), left, centre, right, mass - first - third, leftWeight, rightWeight);
            share(grid.slab(wrap(i + 1, side)), left, centre, right, third, leftWeight, rightWeight);
        }
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
                addToSlab(grid.slab(wrap(i + s, side)), side, slabMass, j, v - j, k, w - k);
            }
        }
    }

    private static void addToSlab(long[] slab, int side, long mass, int j, double e, int k, double f) {
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
