package org.hydroreplace.baryons;

import java.util.Arrays;

/** What of a profile lies within a radius. */
final class Inside implements Profile {
    private final Profile profile;
    private final double radius;
    private final double mass;

    /** @param radius Mpc/h */
    Inside(Profile profile, double radius) {
        this.profile = profile;
        this.radius = radius;
        this.mass = profile.enclosedMass(radius);
    }

    @Override
    public double density(double r) {
        return r <= radius ? profile.density(r) : 0;
    }

    @Override
    public double enclosedMass(double r) {
        return r < radius ? profile.enclosedMass(r) : mass;
    }

    @Override
    public double[] edges() {
        double[] inner = profile.edges();
        double[] all = Arrays.copyOf(inner, inner.length + 1);
        all[inner.length] = radius;
        return all;
    }
}
