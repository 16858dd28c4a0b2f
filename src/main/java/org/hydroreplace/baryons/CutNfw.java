package org.hydroreplace.baryons;

/** The profile of Navarro, Frenk and White (1997, ApJ 490, 493) inside R200c, nothing beyond. */
final class CutNfw implements Profile {
    private final double radius;
    private final double scale;
    private final double mass;
    private final double muAtRadius;

    /** @param mass within R200c, Msun/h */
    CutNfw(double mass, double radius, double concentration) {
        this.mass = mass;
        this.radius = radius;
        this.scale = radius / concentration;
        this.muAtRadius = mu(concentration);
    }

    static CutNfw of(HaloContext halo) {
        return new CutNfw(halo.mass(), halo.radius(), halo.concentration());
    }

    /** mu(y) = ln(1 + y) - y / (1 + y). */
    static double mu(double y) {
        return y < 1e-3 ? y * y * (0.5 - y * (2.0 / 3 - y * (0.75 - 0.8 * y))) : StrictMath.log1p(y) - y / (1 + y);
    }

    @Override
    public double density(double r) {
        return r <= radius ? densityUncut(r) : 0;
    }

    private double densityUncut(double r) {
        double x = r / scale;
        return mass / (muAtRadius * Sphere.FOUR_PI * scale * scale * scale) / (x * (1 + x) * (1 + x));
    }

    /** The density at its edge, from inside. */
    double densityAtEdge() {
        return densityUncut(radius);
    }

    @Override
    public double enclosedMass(double r) {
        return r < radius ? mass * mu(r / scale) / muAtRadius : mass;
    }

    @Override
    public double[] edges() {
        return new double[] {radius};
    }
}
