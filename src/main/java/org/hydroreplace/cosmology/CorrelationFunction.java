package org.hydroreplace.cosmology;

import java.util.function.DoubleUnaryOperator;

/**
 * The correlation function of a power spectrum and its mean within a sphere,
 * xi(r) = 1/(2 pi^2) integral k^3 P j_0(kr) dlnk and 3/r^3 integral_0^r xi s^2 ds = 1/(2 pi^2) integral k^3 P 3 j_1(kr)/(kr) dlnk.
 *
 * <p>FFTLog (Hamilton 2000, MNRAS 312, 257, appendix B) without power-law bias: k^1.5 P, taken as periodic in ln k, becomes a
 * Fourier series, and each of its terms k^(it) has a known transform r^(-it) U(t),
 * U = 2^(it) Gamma((1.5+it)/2) / Gamma((1.5-it)/2) for j_0, and that times 3/(1.5-it) for the mean, which makes the mean the exact
 * integral of xi, term by term. The band of wavenumbers is cut into 2^14 cells, k at their middles.
 *
 * <p>Between 1/k_max and 1/k_min; below, both are constant, beyond, xi is 0. Immutable, 260 kB.
 */
final class CorrelationFunction {
    private static final int CELLS = 1 << 14;

    /** ln r of the first value. */
    private final double start;

    private final double step;
    /** r^1.5 xi(r). */
    private final double[] local;
    /** r^1.5 times the mean of xi within r. */
    private final double[] mean;

    /** @param power (Mpc/h)^3 over k in h/Mpc */
    CorrelationFunction(DoubleUnaryOperator power, double lowest, double highest) {
        int n = CELLS;
        double from = StrictMath.log(lowest);
        double length = StrictMath.log(highest) - from;
        step = length / n;
        double[] re = new double[n];
        double[] im = new double[n];
        for (int i = 0; i < n; i++) {
            double k = StrictMath.exp(from + (i + 0.5) * step);
            re[i] = k * Math.sqrt(k) * power.applyAsDouble(k);
        }
        FourierTransform.forward(re, im);

        double norm = Math.sqrt(0.5 * Math.PI) / (2 * Math.PI * Math.PI) / n;
        double[] sumRe = new double[n];
        double[] sumIm = new double[n];
        for (int m = 0; m < n / 2; m++) { // the highest frequency has no phase of its own and is left out
            double t = 2 * Math.PI * m / length;
            double phase = t * StrictMath.log(2) + 2 * LogGamma.argument(0.75, 0.5 * t);
            double cos = StrictMath.cos(phase) * norm;
            double sin = StrictMath.sin(phase) * norm;
            double xiRe = re[m] * cos - im[m] * sin;
            double xiIm = re[m] * sin + im[m] * cos;
            double scale = 3 / (2.25 + t * t);
            double meanRe = scale * (1.5 * xiRe - t * xiIm);
            double meanIm = scale * (1.5 * xiIm + t * xiRe);
            // Both results are real: xi goes into the real part and the mean into the imaginary part of one transform.
            sumRe[m] = xiRe - meanIm;
            sumIm[m] = xiIm + meanRe;
            if (m > 0) {
                sumRe[n - m] = xiRe + meanIm;
                sumIm[n - m] = meanRe - xiIm;
            }
        }
        FourierTransform.forward(sumRe, sumIm);
        local = sumRe;
        mean = sumIm;
        start = -(from + 0.5 * step + length);
    }

    /** xi at a comoving separation above 0, Mpc/h. */
    double at(double r) {
        return r >= end() ? 0 : read(local, r);
    }

    /** The mean of xi within a comoving radius above 0, Mpc/h. */
    double mean(double r) {
        double last = end();
        if (r >= last) {
            return read(mean, last) * (last / r) * (last / r) * (last / r);
        }
        return read(mean, r);
    }

    private double end() {
        return StrictMath.exp(start + (CELLS - 3) * step);
    }

    /** Lagrange's cubic through the four nearest nodes; they are 1e-3 apart in ln r. */
    private double read(double[] table, double r) {
        if (!(r > 0)) {
            throw new IllegalArgumentException("a separation of " + r + " Mpc/h is not above 0");
        }
        double x = Math.max(1, (StrictMath.log(r) - start) / step);
        int i = Math.clamp((long) x, 1, CELLS - 3);
        double t = x - i;
        double value = table[i] * (1 - t * t) * (2 - t) / 2
                + table[i + 1] * t * (1 + t) * (2 - t) / 2
                - table[i - 1] * t * (1 - t) * (2 - t) / 6
                - table[i + 2] * t * (1 - t * t) / 6;
        double within = StrictMath.exp(start + x * step);
        return value / (within * Math.sqrt(within));
    }
}
