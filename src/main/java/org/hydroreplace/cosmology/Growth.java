package org.hydroreplace.cosmology;

/**
 * Linear growth of pressureless matter on all scales alike: D'' + (2 + dlnE/dlna) D' = 3/2 Omega_m(a) D, primes for d/dlna
 * with matter, radiation and a cosmological constant in E. It begins at a = 10^-6 on the
 * growing mode there, D = 1 + 3/2 a/a_eq with radiation (Meszaros 1974) and D = a without, and goes on by Runge-Kutta of
 * fourth order.
 */
final class Growth {
    private static final int STEPS = 1769;
    private static final double STEP = 1.0 / 128;

    private final double matter;
    private final double radiation;
    /** ln D over ln a. */
    private final CubicSpline logFactor;
    /** dlnD/dlna over ln a. */
    private final CubicSpline rate;

    Growth(double matter, double radiation) {
        this.matter = matter;
        this.radiation = radiation;
        double[] x = nodes();
        double[] logs = new double[x.length];
        double[] rates = new double[x.length];
        double[] bends = new double[x.length];
        double start = StrictMath.exp(x[0]);
        double d = radiation > 0 ? 1 + 1.5 * start * matter / radiation : start;
        double v = radiation > 0 ? d - 1 : start;
        for (int i = 0; i < x.length; i++) {
            logs[i] = StrictMath.log(d);
            rates[i] = v / d;
            bends[i] = acceleration(x[i], d, v) / d - rates[i] * rates[i];
            double half = 0.5 * STEP;
            double v1 = acceleration(x[i], d, v);
            double v2 = acceleration(x[i] + half, d + half * v, v + half * v1);
            double v3 = acceleration(x[i] + half, d + half * v + half * half * v1, v + half * v2);
            double v4 = acceleration(x[i] + STEP, d + STEP * v + STEP * half * v2, v + STEP * v3);
            d += STEP * v + STEP * STEP / 6 * (v1 + v2 + v3);
            v += STEP / 6 * (v1 + 2 * v2 + 2 * v3 + v4);
        }
        double today = logs[x.length - 1];
        for (int i = 0; i < x.length; i++) {
            logs[i] -= today;
        }
        logFactor = CubicSpline.hermite(x, logs, rates);
        rate = CubicSpline.hermite(x, rates, bends);
    }

    /** ln a from 10^-6 to exactly today. */
    static double[] nodes() {
        double[] x = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            x[i] = (i - STEPS) * STEP;
        }
        return x;
    }

    double factor(double logScale) {
        return StrictMath.exp(logFactor.at(logScale));
    }

    double rate(double logScale) {
        return rate.at(logScale);
    }

    private double acceleration(double logScale, double d, double v) {
        double y = StrictMath.exp(-logScale);
        double m = matter * y * y * y;
        double r = radiation * y * y * y * y;
        double e = Background.expansionSquared(matter, radiation, y);
        return 1.5 * m / e * d - (2 - (1.5 * m + 2 * r) / e) * v;
    }
}
