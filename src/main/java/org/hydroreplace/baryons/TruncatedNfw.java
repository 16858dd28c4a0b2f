package org.hydroreplace.baryons;

/**
 * The profile of Navarro, Frenk and White (1997) with a smooth outer fall, u = 1 / [x (1 + x)^2 (1 + (r/r_t)^2)^2], x =
 * r/r_s: Baltz, Marshall and Oguri 2009, JCAP 01, 015, with n = 2. Normalised to M200c
 * within R200c, so that its total mass is larger.
 */
final class TruncatedNfw implements Profile {
    private final double scale;
    /** Truncation radius over scale radius. */
    private final double t;

    private final double central;
    private final double total;

    /** @param truncation r_t, Mpc/h */
    TruncatedNfw(HaloContext halo, double truncation) {
        this.scale = halo.scaleRadius();
        this.t = truncation / scale;
        double massUnit = halo.mass() / shape(halo.concentration());
        this.central = massUnit / (Sphere.FOUR_PI * scale * scale * scale);
        this.total = massUnit * totalShape();
    }

    @Override
    public double density(double r) {
        double x = r / scale;
        return central * integrand(x) / (x * x);
    }

    @Override
    public double enclosedMass(double r) {
        return central * Sphere.FOUR_PI * scale * scale * scale * shape(r / scale);
    }

    /** Mass within any radius, Msun/h. */
    double totalMass() {
        return total;
    }

    /** x^2 u(x). */
    private double integrand(double x) {
        double outer = 1 + x / t * (x / t);
        return x / ((1 + x) * (1 + x) * outer * outer);
    }

    /** The integral of {@link #integrand} to x: closed, but by quadrature near the centre where its terms cancel. */
    private double shape(double x) {
        if (x < 0.1 * Math.min(1, t)) {
            return GaussLegendre.integrate(this::integrand, 0, 0.5 * x)
                    + GaussLegendre.integrate(this::integrand, 0.5 * x, x);
        }
        double t2 = t * t;
        double t4 = t2 * t2;
        double first = x
                / ((1 + x) * (t2 + x * x))
                * (x - 2 * t4 * t2 + t4 * x * (1 - 3 * x) + x * x + 2 * t2 * (1 + x - x * x));
        double logarithm = 2 * (StrictMath.log1p(x) - 0.5 * StrictMath.log1p(x * x / t2));
        double second = t * ((6 * t2 - 2) * StrictMath.atan(x / t) + t * (t2 - 3) * logarithm);
        return unit() * (first + second);
    }

    private double totalShape() {
        double t2 = t * t;
        return unit() * ((3 * t2 - 1) * (Math.PI * t - t2 - 1) + 2 * t2 * (t2 - 3) * StrictMath.log(t));
    }

    private double unit() {
        double t2 = t * t;
        double p = 1 + t2;
        return t2 / (2 * p * p * p);
    }
}
