package org.hydroreplace.grid;

/**
 * Piecewise cubic spline: with s the distance of a grid point in cells, the four nearest take (4 - 6 s^2 + 3 s^3)/6 for
 * s below 1 and (2 - s)^3/6 from 1 to 2.
 */
final class PcsDeposit extends Deposit {
    PcsDeposit(double boxSize, GridPoints points) {
        super(boxSize, points);
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        long[] cells = grid.slab(0);
        long[] slabShare = new long[4];
        double[] weights = new double[4];
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            double u = inCells(a[p], side);
            double v = inCells(b[p], side);
            int i = (int) u;
            int j = (int) v;
            split(units[p], weights(u - i, weights), slabShare);
            weights(v - j, weights);
            for (int s = 0; s < 4; s++) {
                share(cells, wrap(i - 1 + s, side) * side, j, side, slabShare[s], weights);
            }
        }
    }

    @Override
    public void add(MassGrid grid, double[] a, double[] b, double[] c, long[] units, int[] chosen, int from, int to) {
        int side = grid.side();
        long[] slabShare = new long[4];
        long[] rowShare = new long[4];
        double[] weights = new double[4];
        double[] rowWeights = new double[4];
        for (int n = from; n < to; n++) {
            int p = chosen[n];
            double u = inCells(a[p], side);
            double v = inCells(b[p], side);
            double w = inCells(c[p], side);
            int i = (int) u;
            int j = (int) v;
            int k = (int) w;
            split(units[p], weights(u - i, weights), slabShare);
            weights(v - j, rowWeights);
            weights(w - k, weights);
            for (int s = 0; s < 4; s++) {
                split(slabShare[s], rowWeights, rowShare);
                long[] slab = grid.slab(wrap(i - 1 + s, side));
                for (int t = 0; t < 4; t++) {
                    share(slab, wrap(j - 1 + t, side) * side, k, side, rowShare[t], weights);
                }
            }
        }
    }

    /** Weights of the cells i - 1 to i + 2 for a particle at i + f. */
    private static double[] weights(double f, double[] weights) {
        double g = 1 - f;
        weights[0] = g * g * g / 6;
        weights[1] = (4 - 6 * f * f + 3 * f * f * f) / 6;
        weights[2] = (4 - 6 * g * g + 3 * g * g * g) / 6;
        weights[3] = f * f * f / 6;
        return weights;
    }

    /** The second weight is at least 1/6: there the rest of the mass goes. */
    private static void split(long mass, double[] weights, long[] shares) {
        shares[0] = part(mass, weights[0]);
        shares[2] = part(mass - shares[0], mass, weights[2]);
        shares[3] = part(mass - shares[0] - shares[2], mass, weights[3]);
        shares[1] = mass - shares[0] - shares[2] - shares[3];
    }

    private static void share(long[] cells, int offset, int j, int side, long mass, double[] weights) {
        long first = part(mass, weights[0]);
        long third = part(mass - first, mass, weights[2]);
        long fourth = part(mass - first - third, mass, weights[3]);
        cells[offset + wrap(j - 1, side)] += first;
        cells[offset + wrap(j, side)] += mass - first - third - fourth;
        cells[offset + wrap(j + 1, side)] += third;
        cells[offset + wrap(j + 2, side)] += fourth;
    }
}
