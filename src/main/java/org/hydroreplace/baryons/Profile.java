package org.hydroreplace.baryons;

/**
 * A spherical distribution of matter: one component of a halo, or a sum of them. Immutable.
 *
 * <p>Radii are comoving Mpc/h and not negative.
 */
public interface Profile {
    double[] NO_EDGES = {};

    /** Comoving density, (Msun/h)/(Mpc/h)^3; not negative. */
    double density(double r);

    /** Mass within r, Msun/h; not falling with r, 0 at r = 0. */
    double enclosedMass(double r);

    /** Radii at which the density jumps or is bent sharply; tabulations have nodes there. */
    default double[] edges() {
        return NO_EDGES;
    }
}
