package org.hydroreplace.baryons;

/**
 * The matter of other halos round a halo, rho = (1 + b xi) rho_m: Schneider et al. 2019. It holds the mean
 * density, so its mass grows as r^3.
 *
 * @param bias b
 */
record TwoHaloTerm(double bias, CosmicMatter matter) implements Profile {
    @Override
    public double density(double r) {
        return matter.meanDensity() * (1 + bias * matter.correlation(r));
    }

    @Override
    public double enclosedMass(double r) {
        return matter.meanDensity() * Sphere.volume(r) * (1 + bias * matter.meanCorrelation(r));
    }
}
