package org.hydroreplace.baryons;

/**
 * What of a profile lies within a radius.
 *
 * @param radius Mpc/h
 */
record Inside(Profile profile, double radius) implements Profile {
    @Override
    public double density(double r) {
        return r <= radius ? profile.density(r) : 0;
    }

    @Override
    public double enclosedMass(double r) {
        return profile.enclosedMass(Math.min(r, radius));
    }

    @Override
    public double[] edges() {
        double[] inner = profile.edges();
        double[] all = java.util.Arrays.copyOf(inner, inner.length + 1);
        all[inner.length] = radius;
        return all;
    }
}
