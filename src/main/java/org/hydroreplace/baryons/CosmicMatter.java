package org.hydroreplace.baryons;

/** The matter round halos at one redshift: what a halo's profile needs of cosmology beyond the halo itself. */
public interface CosmicMatter {
    double redshift();

    /** Growth factor D(z) of linear perturbations, 1 today. */
    double growth();

    /** h, the Hubble constant in units of 100 km/s/Mpc. */
    double hubble();

    /** Omega_b / Omega_m. */
    double baryonFraction();

    /** Mean comoving matter density, (Msun/h)/(Mpc/h)^3. */
    double meanDensity();

    /** Linear correlation function of matter at comoving r, Mpc/h, at this redshift. */
    double correlation(double r);

    /** Its mean within r: 3/r^3 times the integral of xi s^2 ds from 0 to r. */
    double meanCorrelation(double r);
}
