package org.hydroreplace.spectrum;

import org.hydroreplace.grid.Axis;

/** Squared amplitudes times (2 l + 1) L_l(mu) for l = 0, 2, 4. */
final class LegendreProducts implements RowEstimator {
    private final Products products;
    private final ModeBins bins;
    private final Axis lineOfSight;

    LegendreProducts(Products products, int side, Axis lineOfSight) {
        this.products = products;
        this.bins = new ModeBins(3, side);
        this.lineOfSight = lineOfSight;
    }

    @Override
    public void row(int row, double[][] values) {
        products.row(row, values);
        int square = bins.square(row);
        int first = bins.first(row);
        int second = bins.second(row);
        for (int n = 0; n < values[0].length; n++) {
            int along =
                    switch (lineOfSight) {
                        case X -> first;
                        case Y -> second;
                        case Z -> n;
                    };
            // The zero mode has no direction, and its bin is dropped.
            int length = Math.max(1, square + n * n);
            double mu2 = (double) (along * along) / length;
            values[1][n] = values[0][n] * 2.5 * (3 * mu2 - 1);
            values[2][n] = values[0][n] * 1.125 * ((35 * mu2 - 30) * mu2 + 3);
        }
    }
}
