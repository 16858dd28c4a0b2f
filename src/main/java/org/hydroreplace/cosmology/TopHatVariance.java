package org.hydroreplace.cosmology;

/**
 * The variance of a linear power spectrum in top-hat spheres, redshift 0:
 * sigma^2 = 1/(2 pi^2) integral k^3 P(k) W^2(kR) dlnk with W(x) = 3 (sin x - x cos x)/x^3.
 *
 * <p>By the trapezium rule in ln k, steps of 1/128 from 1e-5 to 1e5 h/Mpc and up to kR = 300. Holds 47 kB.
 */
final class TopHatVariance {
    private static final double STEP = 1.0 / 128;
    private static final double LOWEST = StrictMath.log(1e-5);
    private static final int WAVES = (int) (StrictMath.log(1e10) / STEP) + 1;
    private static final double LARGEST_PRODUCT = 300;

    private final double[] k = new double[WAVES];
    /** k^3 P / (2 pi^2) dlnk. */
    private final double[] weight = new double[WAVES];

    TopHatVariance(LinearPower power) {
        for (int i = 0; i < WAVES; i++) {
            k[i] = StrictMath.exp(LOWEST + i * STEP);
            weight[i] = k[i] * k[i] * k[i] * power.at(k[i]) * STEP / (2 * Math.PI * Math.PI);
        }
    }

    /** sigma^2 and its derivative by ln R, for a comoving radius in Mpc/h. */
    double[] at(double radius) {
        double variance = 0;
        double derivative = 0;
        for (int i = 0; i < WAVES && k[i] * radius < LARGEST_PRODUCT; i++) {
            double x = k[i] * radius;
            double window;
            double windowSlope;
            if (x < 0.2) {
                double x2 = x * x;
                window = 1 - x2 / 10 * (1 - x2 / 28 * (1 - x2 / 54));
                windowSlope = -x2 / 5 * (1 - x2 / 14 * (1 - x2 / 36));
            } else {
                double sinc = StrictMath.sin(x) / x;
                window = 3 * (sinc - StrictMath.cos(x)) / (x * x);
                windowSlope = 3 * (sinc - window);
            }
            variance += weight[i] * window * window;
            derivative += 2 * weight[i] * window * windowSlope;
        }
        return new double[] {variance, derivative};
    }
}
