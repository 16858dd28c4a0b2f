package org.hydroreplace.cosmology;

/**
 * Diemer & Joyce 2019 (ApJ 871, 168), median of 200c, form and coefficients as in the first author's
 * code Colossus (modelDiemer19; the paper was not at hand): c = C G^-1( A/nu (1 + nu^2/B) ) with A = a0 (1 + a1 (n + 3)), B = b0 (1 + b1 (n + 3)), C = 1 - ca (1 - alpha),
 * G(x) = x / m(x)^((5+n)/6), m(x) = ln(1+x) - x/(1+x), n = -2 dlnsigma/dlnR - 3 at R = kappa R_L, alpha = -dlnD/dln(1+z).
 */
record DiemerJoyce2019() implements Concentration {
    private static final double KAPPA = 0.41;
    private static final double A0 = 2.45;
    private static final double A1 = 1.82;
    private static final double B0 = 3.20;
    private static final double B1 = 2.30;
    private static final double CA = 0.21;

    private static final double LOWEST = 0.1;
    private static final double HIGHEST = 1000;

    @Override
    public double of(double mass, double redshift, StructureFormation structure) {
        double n = structure.varianceSlope(KAPPA * structure.lagrangianRadius(mass));
        double nu = DiemerKravtsov2015.COLLAPSE / structure.sigma(mass, redshift);
        double a = A0 * (1 + A1 * (n + 3));
        double b = B0 * (1 + B1 * (n + 3));
        double growing = 1 - CA * (1 - structure.background().growthRate(redshift));
        return growing * inverse(a / nu * (1 + nu * nu / b), (5 + n) / 6);
    }

    /**
     * The x of 0.1 to 1000 on the rising branch of G with G(x) = value; for shallow spectra (n above -2) G has a minimum, and a
     * value below that takes the x of the minimum.
     */
    static double inverse(double value, double exponent) {
        double low = StrictMath.log(LOWEST);
        double high = StrictMath.log(HIGHEST);
        double turning = low;
        if (slope(LOWEST, exponent) < 0) {
            double right = high;
            while (right - turning > 1e-13) {
                double middle = 0.5 * (turning + right);
                if (slope(StrictMath.exp(middle), exponent) < 0) {
                    turning = middle;
                } else {
                    right = middle;
                }
            }
        }
        low = turning;
        double target = StrictMath.log(value);
        while (high - low > 1e-13) {
            double middle = 0.5 * (low + high);
            if (middle - exponent * StrictMath.log(enclosed(StrictMath.exp(middle))) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return StrictMath.exp(0.5 * (low + high));
    }

    /** dlnG/dlnx. */
    private static double slope(double x, double exponent) {
        return 1 - exponent * x * x / ((1 + x) * (1 + x) * enclosed(x));
    }

    private static double enclosed(double x) {
        return StrictMath.log1p(x) - x / (1 + x);
    }

    @Override
    public String label() {
        return "diemer19";
    }
}
