package org.hydroreplace.grid;

/** Nearest grid point: the cell of floor(u + 1/2), u the position in cells. */
final class NgpDeposit extends Deposit {
    NgpDeposit(double boxSize, GridPoints points) {
        super(boxSize, points);
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        long[] cells = grid.slab(0);
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            cells[nearest(a[p], side) * side + nearest(b[p], side)] += units[p];
        }
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, double[] c, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            grid.slab(nearest(a[p], side))[nearest(b[p], side) * side + nearest(c[p], side)] += units[p];
        }
    }

    private int nearest(double position, int side) {
        return wrap((int) (inCells(position, side) + 0.5), side);
    }
}
