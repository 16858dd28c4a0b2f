package org.hydroreplace.baryons;

import java.util.Arrays;

/**
 * Radii at which the mass of a halo is tabulated: ten an octave of r/R200c, and the edges of its components. From 6e-8 to
 * 4096 R200c, which holds 1e-6 to 100 Mpc/h for every halo above 1e9 Msun/h.
 */
final class RadialNodes {
    private static final int PER_OCTAVE = 10;
    private static final int FIRST_OCTAVE = -24;
    private static final int LAST_OCTAVE = 12;
    private static final double[] X = relative();

    private RadialNodes() {}

    private static double[] relative() {
        double[] x = new double[(LAST_OCTAVE - FIRST_OCTAVE) * PER_OCTAVE + 1];
        for (int i = 0; i < x.length; i++) {
            int octave = FIRST_OCTAVE + Math.floorDiv(i, PER_OCTAVE);
            double part = StrictMath.pow(2, (double) Math.floorMod(i, PER_OCTAVE) / PER_OCTAVE);
            x[i] = Math.scalb(part, octave);
        }
        return x;
    }

    /** Rising radii, Mpc/h, with R200c and the edges among them. */
    static double[] of(double radius200c, double... edges) {
        double[] r = new double[X.length + edges.length];
        for (int i = 0; i < X.length; i++) {
            r[i] = X[i] * radius200c;
        }
        int n = X.length;
        for (double edge : edges) {
            if (edge > r[0] && edge < r[X.length - 1]) {
                r[n++] = edge;
            }
        }
        double[] sorted = Arrays.copyOf(r, n);
        Arrays.sort(sorted);
        return distinct(sorted);
    }

    private static double[] distinct(double[] sorted) {
        int n = 1;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] > sorted[n - 1] * (1 + 1e-9)) {
                sorted[n++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, n);
    }
}
