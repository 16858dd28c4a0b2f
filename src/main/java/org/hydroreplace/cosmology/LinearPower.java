package org.hydroreplace.cosmology;

/** The linear power spectrum of matter at redshift 0. Growth is the same on all scales: P(k, z) = D^2(z) P(k). */
public interface LinearPower {
    /** @param k comoving wavenumber above 0, h/Mpc
     * @return P in (Mpc/h)^3 */
    double at(double k);

    /** dlnP/dlnk at a comoving wavenumber in h/Mpc. */
    double slope(double k);

    /** Where it comes from and how it was normalised, for products and logs. */
    String description();
}
