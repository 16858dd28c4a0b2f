package org.hydroreplace.baryons;

/** erf, from StrictMath alone so that all machines agree. Absolute error below 1e-15. */
final class ErrorFunction {
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
    private static final double SERIES_TO = 2.5;
    private static final double ONE_FROM = 6;

    private ErrorFunction() {}

    /** erf(x) for x >= 0. Abramowitz and Stegun 1964, 7.1.6 (series) and 7.1.14 (continued fraction). */
    static double erf(double x) {
        if (x >= ONE_FROM) {
            return 1;
        }
        return x < SERIES_TO ? series(x) : 1 - complement(x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * StrictMath.exp(-x * x) * sum;
    }

    private static double complement(double x) {
        double fraction = x;
        for (int k = 60; k >= 1; k--) {
            fraction = x + 0.5 * k / fraction;
        }
        return 0.5 * TWO_OVER_SQRT_PI * StrictMath.exp(-x * x) / fraction;
    }
}
