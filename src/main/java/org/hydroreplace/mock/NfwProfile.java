package org.hydroreplace.mock;

/**
 * Enclosed mass of the profile of Navarro, Frenk and White (1997, ApJ 490, 493), and its inverse: mu(s) = ln(1 + s) - s
 * / (1 + s), s = r / r_s. The inverse is tabulated in sqrt(mu), in which it is smooth to the centre: its error is below
 * 1e-6 of s, or 5e-8 where that is more.
 */
final class NfwProfile {
    /** Halos are followed to this many R200c. */
    static final double EXTENT = 2.5;

    private static final double LARGEST_S = 32;
    private static final int INTERVALS = 8192;
    private static final double STEP = Math.sqrt(mu(LARGEST_S)) / INTERVALS;
    private static final double[] INVERSE = tabulate();

    private NfwProfile() {}

    static double mu(double s) {
        return StrictMath.log1p(s) - s / (1 + s);
    }

    /** The s of an enclosed mass mu(s), up to s = 32. */
    static double radius(double mu) {
        double t = Math.sqrt(mu) / STEP;
        int i = Math.min((int) t, INTERVALS - 1);
        return INVERSE[i] + (t - i) * (INVERSE[i + 1] - INVERSE[i]);
    }

    /** Mean concentration of a halo: 7 at 1e13 Msun/h, falling as M^-0.1 (Duffy et al. 2008 find such a slope). */
    static double concentration(double mass) {
        return 7 * StrictMath.pow(mass / 1e3, -0.1);
    }

    private static double[] tabulate() {
        double[] table = new double[INTERVALS + 1];
        double s = Math.sqrt(2) * STEP;
        for (int i = 1; i <= INTERVALS; i++) {
            double wanted = (i * STEP) * (i * STEP);
            for (int newton = 0; newton < 12; newton++) {
                s += (wanted - mu(s)) * (1 + s) * (1 + s) / s;
            }
            table[i] = s;
        }
        return table;
    }
}
