package org.hydroreplace.grid;

/** Cloud in cell: with u the position in cells, i = floor(u) and f = u - i, cell i takes 1 - f and cell i + 1 takes f. */
final class CicDeposit extends Deposit {
    CicDeposit(double boxSize, GridPoints points) {
        super(boxSize, points);
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        long[] cells = grid.slab(0);
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            double u = inCells(a[p], side);
            double v = inCells(b[p], side);
            int i = (int) u;
            int j = (int) v;
            int j0 = wrap(j, side);
            int j1 = wrap(j + 1, side);
            long upper = part(units[p], u - i);
            int row0 = wrap(i, side) * side;
            int row1 = wrap(i + 1, side) * side;
            share(cells, row0 + j0, row0 + j1, units[p] - upper, v - j);
            share(cells, row1 + j0, row1 + j1, upper, v - j);
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
            int i = (int) u;
            int j = (int) v;
            int k = (int) w;
            int row0 = wrap(j, side) * side;
            int row1 = wrap(j + 1, side) * side;
            int k0 = wrap(k, side);
            int k1 = wrap(k + 1, side);
            long upper = part(units[p], u - i);
            for (int s = 0; s < 2; s++) {
                long slabMass = s == 0 ? units[p] - upper : upper;
                long[] slab = grid.slab(wrap(i + s, side));
                long upperRow = part(slabMass, v - j);
                share(slab, row0 + k0, row0 + k1, slabMass - upperRow, w - k);
                share(slab, row1 + k0, row1 + k1, upperRow, w - k);
            }
        }
    }

    private static void share(long[] cells, int lower, int upper, long mass, double fraction) {
        long above = part(mass, fraction);
        cells[lower] += mass - above;
        cells[upper] += above;
    }
}
