package org.hydroreplace.cosmology;

import java.util.Locale;

/**
 * Linear bias of halos, Sheth & Tormen 1999 (MNRAS 308, 119), eq. 12 with a = 0.707 and p = 0.3 (Cooray & Sheth 2002, eq. 68):
 * b = 1 + (q nu^2 - 1)/d + (2p/d)/(1 + (q nu^2)^p), nu = d/sigma(M, z).
 */
public enum HaloBias {
    /** d = 1.686 at all redshifts. */
    SHETH_TORMEN,
    /**
     * d = 1.686/D(z), with sigma(M, z) carrying D(z) already: the growth factor enters twice. For comparison with BaryonForge,
     * which computes this; at redshift 0 the two agree.
     */
    BARYON_FORGE;

    /** Critical overdensity of spherical collapse, as these relations use it. */
    public static final double COLLAPSE = 1.686;

    private static final double P = 0.3;
    private static final double Q = 0.707;

    /** @param sigma of the mass at the redshift
     * @param growth D(z) */
    double of(double sigma, double growth) {
        return of(sigma, growth, P, Q);
    }

    /** With other p and q than Sheth & Tormen's. */
    public double of(double sigma, double growth, double p, double q) {
        double threshold = this == SHETH_TORMEN ? COLLAPSE : COLLAPSE / growth;
        double nu = threshold / sigma;
        double height = q * nu * nu;
        return 1 + (height - 1) / threshold + 2 * p / threshold / (1 + StrictMath.pow(height, p));
    }

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
