package org.hydroreplace.baryons;

/**
 * Stars of the central galaxy, rho ~ r^-2 exp(-r/s): Schneider et al. 2025. The profile covers all radii, whatever the two
 * between which its mass is given.
 *
 * @param mass between the inner radius and the outer one, Msun/h
 * @param scale s, Mpc/h
 * @param inner Mpc/h
 * @param outer Mpc/h, or infinite
 */
record ExponentialCusp(double mass, double scale, double inner, double outer) implements Profile {
    @Override
    public double density(double r) {
        return norm() * StrictMath.exp(-r / scale) / (Sphere.shell(r) * scale);
    }

    @Override
    public double enclosedMass(double r) {
        return -norm() * StrictMath.expm1(-r / scale);
    }

    /** Mass in all of space. */
    private double norm() {
        return mass / (StrictMath.exp(-inner / scale) - StrictMath.exp(-outer / scale));
    }
}
