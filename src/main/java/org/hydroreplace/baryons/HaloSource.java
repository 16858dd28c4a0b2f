package org.hydroreplace.baryons;

/** Halos of any mass at one redshift, as a cosmology has them. Safe for threads. */
public interface HaloSource {
    /** A halo of M200c (Msun/h) with the mean concentration of its mass. */
    HaloContext halo(double mass);

    /** A halo of M200c (Msun/h) and concentration c200c. */
    default HaloContext halo(double mass, double concentration) {
        return halo(mass).withConcentration(concentration);
    }
}
