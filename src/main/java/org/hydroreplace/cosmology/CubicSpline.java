package org.hydroreplace.cosmology;

import java.util.Arrays;

/**
 * A piecewise cubic with continuous slope through given points; outside them the straight lines of the end slopes. Holds
 * 24 bytes a node. Immutable.
 */
final class CubicSpline {
    private final double[] x;
    private final double[] y;
    private final double[] slopes;

    private CubicSpline(double[] x, double[] y, double[] slopes) {
        this.x = x;
        this.y = y;
        this.slopes = slopes;
    }

    /** Through points of known slope; the abscissae rise. */
    static CubicSpline hermite(double[] x, double[] y, double[] slopes) {
        return new CubicSpline(x.clone(), y.clone(), slopes.clone());
    }

    /** With continuous second derivative that vanishes at both ends; the abscissae rise, at least 3. */
    static CubicSpline natural(double[] x, double[] y) {
        int n = x.length;
        // The slopes of the nodes solve a tridiagonal system; Thomas's elimination is stable as it is dominated by
        // its diagonal.
        double[] upper = new double[n];
        double[] slope = new double[n];
        upper[0] = 0.5;
        slope[0] = 1.5 * (y[1] - y[0]) / (x[1] - x[0]);
        for (int i = 1; i < n - 1; i++) {
            double below = 1 / (x[i] - x[i - 1]);
            double above = 1 / (x[i + 1] - x[i]);
            double right = 3 * (below * below * (y[i] - y[i - 1]) + above * above * (y[i + 1] - y[i]));
            double pivot = 2 * (below + above) - below * upper[i - 1];
            upper[i] = above / pivot;
            slope[i] = (right - below * slope[i - 1]) / pivot;
        }
        double last = 3 * (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]);
        slope[n - 1] = (last - slope[n - 2]) / (2 - upper[n - 2]);
        for (int i = n - 2; i >= 0; i--) {
            slope[i] -= upper[i] * slope[i + 1];
        }
        return new CubicSpline(x.clone(), y.clone(), slope);
    }

    double at(double where) {
        if (where < first()) {
            return y[0] + slopes[0] * (where - first());
        }
        if (where > last()) {
            return y[y.length - 1] + slopes[y.length - 1] * (where - last());
        }
        int i = interval(where);
        double width = x[i + 1] - x[i];
        double t = (where - x[i]) / width;
        double rise = y[i + 1] - y[i];
        double below = slopes[i] * width - rise;
        double above = rise - slopes[i + 1] * width;
        return y[i] + t * rise + t * (1 - t) * ((1 - t) * below + t * above);
    }

    double slope(double where) {
        if (where <= first()) {
            return slopes[0];
        }
        if (where >= last()) {
            return slopes[y.length - 1];
        }
        int i = interval(where);
        double width = x[i + 1] - x[i];
        double t = (where - x[i]) / width;
        double rise = y[i + 1] - y[i];
        double below = slopes[i] * width - rise;
        double above = rise - slopes[i + 1] * width;
        return (rise + (1 - 2 * t) * ((1 - t) * below + t * above) + t * (1 - t) * (above - below)) / width;
    }

    double first() {
        return x[0];
    }

    double last() {
        return x[x.length - 1];
    }

    private int interval(double where) {
        int found = Arrays.binarySearch(x, where);
        return Math.clamp(found < 0 ? -found - 2 : found, 0, x.length - 2);
    }
}
