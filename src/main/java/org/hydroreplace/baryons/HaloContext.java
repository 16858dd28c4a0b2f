package org.hydroreplace.baryons;

import org.hydroreplace.io.InputException;

/**
 * A gravity-only halo and its surroundings: all that a model knows of it.
 *
 * @param mass M200c, Msun/h
 * @param radius R200c, comoving Mpc/h
 * @param concentration c200c
 * @param peakHeight nu = 1.686 / sigma(M, z)
 * @param matter the matter round it
 */
public record HaloContext(double mass, double radius, double concentration, double peakHeight, CosmicMatter matter) {
    public HaloContext {
        if (!(mass > 0 && radius > 0 && concentration > 0 && peakHeight > 0)
                || !Double.isFinite(mass * radius * concentration * peakHeight)) {
            throw new InputException("a halo of M200c = " + mass + " Msun/h, R200c = " + radius
                    + " Mpc/h, concentration " + concentration + " and peak height " + peakHeight
                    + " has no profile; all four must be positive and finite");
        }
    }

    /** Scale radius r_s = R200c / c, comoving Mpc/h. */
    public double scaleRadius() {
        return radius / concentration;
    }

    /** A radius in Mpc (no h) in Mpc/h. */
    double megaparsecs(double mpc) {
        return mpc * matter.hubble();
    }

    HaloContext withConcentration(double c) {
        return new HaloContext(mass, radius, c, peakHeight, matter);
    }
}
