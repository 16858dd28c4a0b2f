package org.hydroreplace.cosmology;

/**
 * Natural cubic spline of ln P over ln k; beyond the ends a power law with the mean slope of the outermost tenth of a decade
 * (of the outermost interval where that is wider).
 */
final class SplinePower implements LinearPower {
    private static final double END = 0.1 * 2.302585092994046;

    private final CubicSpline spline;
    private final double amplitude;
    private final double lowSlope;
    private final double highSlope;
    private final String description;

    private SplinePower(CubicSpline spline, double amplitude, double lowSlope, double highSlope, String description) {
        this.spline = spline;
        this.amplitude = amplitude;
        this.lowSlope = lowSlope;
        this.highSlope = highSlope;
        this.description = description;
    }

    /** @param k rising, h/Mpc
     * @param power above 0 */
    static SplinePower through(double[] k, double[] power, String description) {
        double[] x = new double[k.length];
        double[] y = new double[k.length];
        for (int i = 0; i < k.length; i++) {
            x[i] = StrictMath.log(k[i]);
            y[i] = StrictMath.log(power[i]);
        }
        int last = k.length - 1;
        int low = 1;
        while (low < last && x[low + 1] - x[0] <= END) {
            low++;
        }
        int high = last - 1;
        while (high > 0 && x[last] - x[high - 1] <= END) {
            high--;
        }
        return new SplinePower(
                CubicSpline.natural(x, y),
                1,
                (y[low] - y[0]) / (x[low] - x[0]),
                (y[last] - y[high]) / (x[last] - x[high]),
                description);
    }

    /** The same shape, so that the top-hat variance at 8 Mpc/h is sigma8^2. */
    SplinePower normalisedTo(double sigma8) {
        double now = Math.sqrt(new TopHatVariance(this).at(8)[0]);
        return new SplinePower(
                spline,
                amplitude * (sigma8 / now) * (sigma8 / now),
                lowSlope,
                highSlope,
                description + ", normalised to sigma8 " + sigma8);
    }

    @Override
    public double at(double k) {
        double x = StrictMath.log(k);
        double y = spline.at(Math.clamp(x, spline.first(), spline.last()));
        y += lowSlope * Math.min(0, x - spline.first()) + highSlope * Math.max(0, x - spline.last());
        return amplitude * StrictMath.exp(y);
    }

    @Override
    public double slope(double k) {
        double x = StrictMath.log(k);
        if (x < spline.first()) {
            return lowSlope;
        }
        return x > spline.last() ? highSlope : spline.slope(x);
    }

    @Override
    public String description() {
        return description;
    }
}
