package org.hydroreplace.cosmology;

/** Which comoving wavenumbers the correlation function is made of. */
public enum WavenumberBand {
    /**
     * 5e-5 to 1e3 per Mpc (without h), as in the Core Cosmology Library, with its log-periodic transform. Below 0.1 Mpc/h
     * the cut at 1e3 per Mpc shows: xi has ripples of 1e-4 at 0.06 Mpc/h and 0.06 at 1e-3 Mpc/h, far inside any halo.
     */
    CCL(5e-5, 1e3),
    /** 1e-6 to 1e6 per Mpc: the same as no limit for separations of 1e-4 to 1e4 Mpc/h. */
    UNLIMITED(1e-6, 1e6);

    private final double lowest;
    private final double highest;

    WavenumberBand(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** In h/Mpc. */
    public double lowest(double hubble) {
        return lowest / hubble;
    }

    /** In h/Mpc. */
    public double highest(double hubble) {
        return highest / hubble;
    }
}
