package org.hydroreplace.cosmology;

/** The logarithm of the gamma function of complex numbers: as much of it as a transform needs. */
final class LogGamma {
    private static final int SHIFT = 10;

    private LogGamma() {}

    /**
     * The continuous argument of Gamma(x + iy), x above 0, 0 for y = 0: Stirling's series (Abramowitz & Stegun 6.1.40) ten
     * units to the right, and the recurrence back. Good to 1e-13 of its own size.
     */
    static double argument(double x, double y) {
        double turned = 0;
        for (int i = 0; i < SHIFT; i++) {
            turned += StrictMath.atan2(y, x + i);
        }
        double re = x + SHIFT;
        double modulus2 = re * re + y * y;
        double angle = StrictMath.atan2(y, re);
        // Im of (z - 1/2) ln z - z + 1/(12 z) - 1/(360 z^3) + 1/(1260 z^5) - 1/(1680 z^7)
        double sum = (re - 0.5) * angle + y * (0.5 * StrictMath.log(modulus2) - 1);
        double inverseRe = re / modulus2;
        double inverseIm = -y / modulus2;
        double squareRe = inverseRe * inverseRe - inverseIm * inverseIm;
        double squareIm = 2 * inverseRe * inverseIm;
        double[] series = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680};
        double powerRe = inverseRe;
        double powerIm = inverseIm;
        for (double coefficient : series) {
            sum += coefficient * powerIm;
            double next = powerRe * squareRe - powerIm * squareIm;
            powerIm = powerRe * squareIm + powerIm * squareRe;
            powerRe = next;
        }
        return sum - turned;
    }
}
