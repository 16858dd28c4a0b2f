package org.hydroreplace.spectrum;

/**
 * Squared amplitudes of one field, or of two and, as a third quantity, the real part of the product of one with the
 * conjugate of the other; all multiplied by what the window asks for.
 */
final class Products implements RowEstimator {
    private final ModeBins bins;
    private final DensityModes[] fields;
    private final WindowFactors[] windows;
    private final double[][] rows;

    Products(Window window, DensityModes... fields) {
        Mesh mesh = fields[0].mesh();
        this.bins = new ModeBins(mesh.dimensions(), mesh.side());
        this.fields = fields;
        this.rows = new double[fields.length][mesh.side() + 2];
        this.windows = new WindowFactors[fields.length == 1 ? 1 : 3];
        for (int q = 0; q < windows.length; q++) {
            windows[q] = new WindowFactors(
                    window,
                    fields[one(q)].mesh().assignment(),
                    fields[other(q)].mesh().assignment(),
                    mesh.side());
        }
    }

    private static int one(int quantity) {
        return quantity == 1 ? 1 : 0;
    }

    private static int other(int quantity) {
        return quantity == 0 ? 0 : 1;
    }

    @Override
    public void row(int row, double[][] values) {
        for (int f = 0; f < fields.length; f++) {
            fields[f].grid().modes(row, rows[f]);
        }
        for (int q = 0; q < windows.length; q++) {
            double factor = windows[q].of(bins.first(row)) * windows[q].of(bins.second(row));
            product(rows[one(q)], rows[other(q)], factor, windows[q], values[q]);
        }
    }

    private static void product(double[] a, double[] b, double factor, WindowFactors window, double[] into) {
        for (int n = 0; n < into.length; n++) {
            into[n] = (a[2 * n] * b[2 * n] + a[2 * n + 1] * b[2 * n + 1]) * factor * window.of(n);
        }
    }
}
