package org.hydroreplace.baryons;

/**
 * How the growth of structure enters the bias of a halo (Sheth and Tormen 1999, MNRAS 308, 119; Cooray and Sheth 2002
 * equation 68). The two agree today.
 */
public enum BiasConvention {
    /** delta_c = 1.686 and nu = 1.686 / sigma(M, z). */
    STANDARD,
    /** As BaryonForge has it: delta_c = 1.686 / D(z) and nu = delta_c / sigma(M, z), so that growth enters twice. */
    DOUBLE_GROWTH;

    private static final double COLLAPSE = 1.686;

    /** b = 1 + (q nu^2 - 1) / delta_c + (2 p / delta_c) / (1 + (q nu^2)^p). */
    double bias(HaloContext halo, double p, double q) {
        double growth = this == STANDARD ? 1 : halo.matter().growth();
        double collapse = COLLAPSE / growth;
        double nu = halo.peakHeight() / growth;
        double height = q * nu * nu;
        return 1 + (height - 1) / collapse + 2 * p / collapse / (1 + StrictMath.pow(height, p));
    }
}
