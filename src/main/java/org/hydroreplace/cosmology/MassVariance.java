package org.hydroreplace.cosmology;

/**
 * sigma(R) in top-hat spheres at redshift 0 and its slope: a cubic Hermite spline of ln sigma over ln R through 203 radii with
 * the slope of each, good to 1e-7 (slope 1e-5). Immutable.
 */
final class MassVariance {
    /** Comoving Mpc/h. */
    static final double SMALLEST_RADIUS = 4e-3;

    static final double LARGEST_RADIUS = 100;

    private static final int RADII = 203;

    private final CubicSpline logSigma;

    MassVariance(LinearPower power) {
        TopHatVariance variance = new TopHatVariance(power);
        double[] x = new double[RADII];
        double[] y = new double[RADII];
        double[] slopes = new double[RADII];
        double from = StrictMath.log(SMALLEST_RADIUS);
        double to = StrictMath.log(LARGEST_RADIUS);
        for (int i = 0; i < RADII; i++) {
            x[i] = from + i * (to - from) / (RADII - 1);
            double[] sums = variance.at(StrictMath.exp(x[i]));
            y[i] = 0.5 * StrictMath.log(sums[0]);
            slopes[i] = 0.5 * sums[1] / sums[0];
        }
        logSigma = CubicSpline.hermite(x, y, slopes);
    }

    /** @param radius comoving, 4e-3 to 100 Mpc/h */
    double sigma(double radius) {
        return StrictMath.exp(logSigma.at(checked(radius)));
    }

    /** dlnsigma/dlnR. */
    double slope(double radius) {
        return logSigma.slope(checked(radius));
    }

    private static double checked(double radius) {
        if (!(radius >= SMALLEST_RADIUS && radius <= LARGEST_RADIUS)) {
            throw new IllegalArgumentException("sigma(R) is known for radii of " + SMALLEST_RADIUS + " to "
                    + LARGEST_RADIUS + " Mpc/h, not " + radius);
        }
        return StrictMath.log(radius);
    }
}
