package org.hydroreplace.cosmology;

/**
 * Diemer & Kravtsov 2015 (ApJ 799, 108), the median with the coefficients first published (Diemer &
 * Joyce 2019 fitted them anew; the two are up to 5 per cent apart). n is the slope of the power spectrum itself, oscillations
 * and all, at k = 2 pi/R_L; nu = 1.68647/sigma.
 */
record DiemerKravtsov2015() implements Concentration {
    /** (3/20) (12 pi)^(2/3). */
    static final double COLLAPSE = 1.68647019984;

    @Override
    public double of(double mass, double redshift, StructureFormation structure) {
        double n = structure.power().slope(2 * Math.PI / structure.lagrangianRadius(mass));
        double least = 6.58 + 1.27 * n;
        double ratio = COLLAPSE / structure.sigma(mass, redshift) / (7.28 + 1.56 * n);
        double c = 0.5 * least * (StrictMath.pow(ratio, -1.08) + StrictMath.pow(ratio, 1.77));
        // Spectra steeper than the fit knows give no number; 1 is what BaryonForge takes then.
        return c > 0 && c < Double.POSITIVE_INFINITY ? c : 1;
    }

    @Override
    public String label() {
        return "diemer15";
    }
}
