package org.hydroreplace.cosmology;

/** Duffy+2008 (MNRAS 390, L64), table 1, NFW, full sample, 200c: c = 5.71 (M / 2e12 Msun/h)^-0.084 (1+z)^-0.47. */
record Duffy2008() implements Concentration {
    @Override
    public double of(double mass, double redshift, StructureFormation structure) {
        return 5.71 * StrictMath.pow(mass / 2e12, -0.084) * StrictMath.pow(1 + redshift, -0.47);
    }

    @Override
    public String label() {
        return "duffy08";
    }
}
