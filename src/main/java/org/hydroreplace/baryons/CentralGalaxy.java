package org.hydroreplace.baryons;

/**
 * Stars of the central galaxy, rho = M / (4 pi^1.5 R_h r^2) exp[-(r / 2 R_h)^2]: Schneider et al. 2019 section 2 after
 * Mohammed et al. 2014.
 *
 * @param mass Msun/h
 * @param halfLight R_h, Mpc/h
 */
record CentralGalaxy(double mass, double halfLight) implements Profile {
    @Override
    public double density(double r) {
        double y = r / (2 * halfLight);
        return mass * StrictMath.exp(-y * y) / (Sphere.FOUR_PI * Math.sqrt(Math.PI) * halfLight * r * r);
    }

    @Override
    public double enclosedMass(double r) {
        return mass * ErrorFunction.erf(r / (2 * halfLight));
    }
}
