package org.hydroreplace.baryons;

/**
 * A three-dimensional Gaussian: gas that has left its halo in all directions (Schneider and Teyssier 2015).
 *
 * @param mass Msun/h
 * @param width standard deviation along one axis, Mpc/h
 */
record EjectedGas(double mass, double width) implements Profile {
    private static final double SQRT_2 = Math.sqrt(2);
    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

    @Override
    public double density(double r) {
        double t = r / width;
        return mass * SQRT_2_OVER_PI / Sphere.FOUR_PI * StrictMath.exp(-0.5 * t * t) / (width * width * width);
    }

    @Override
    public double enclosedMass(double r) {
        return mass * within(r / width);
    }

    /** The share of a Gaussian of unit width within t: erf(t / sqrt 2) - sqrt(2/pi) t exp(-t^2/2). */
    static double within(double t) {
        if (t < 0.1) {
            double t2 = t * t;
            return SQRT_2_OVER_PI * t * t2 * (1.0 / 3 - t2 * (0.1 - t2 * (1.0 / 56 - t2 / 432)));
        }
        return ErrorFunction.erf(t / SQRT_2) - SQRT_2_OVER_PI * t * StrictMath.exp(-0.5 * t * t);
    }

    /** The t within which lies a share of a Gaussian, in (0, 1). */
    static double radius(double share) {
        double low = 0;
        double high = 40;
        for (int i = 0; i < 100; i++) {
            double t = 0.5 * (low + high);
            if (within(t) < share) {
                low = t;
            } else {
                high = t;
            }
        }
        return 0.5 * (low + high);
    }
}
