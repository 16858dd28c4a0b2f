package org.hydroreplace.spectrum;

import java.util.Arrays;

/**
 * Errors of a mean by the delete-one jackknife: of n samples each is left out once, and the variance of what is computed of
 * the others is (n - 1)/n times the sum of its squared deviations (Tukey 1958; Norberg et al. 2009, MNRAS 396, 19,
 * equation 7).
 */
public final class Jackknife {
    private Jackknife() {}

    /**
     * Means of all samples but one.
     *
     * @param samples at least two, each a row of values
     * @return for every sample the mean of the others
     */
    public static double[][] leavingOneOut(double[][] samples) {
        double[] sum = sum(samples);
        double[][] means = new double[samples.length][sum.length];
        for (int s = 0; s < samples.length; s++) {
            for (int b = 0; b < sum.length; b++) {
                means[s][b] = (sum[b] - samples[s][b]) / (samples.length - 1);
            }
        }
        return means;
    }

    /** Mean of all samples. */
    public static double[] mean(double[][] samples) {
        double[] mean = sum(samples);
        for (int b = 0; b < mean.length; b++) {
            mean[b] /= samples.length;
        }
        return mean;
    }

    /**
     * Standard errors.
     *
     * @param estimates for every sample what was computed of the others
     */
    public static double[] error(double[][] estimates) {
        int n = estimates.length;
        double[] mean = mean(estimates);
        double[] error = new double[mean.length];
        for (int b = 0; b < mean.length; b++) {
            double sum = 0;
            for (double[] estimate : estimates) {
                double deviation = estimate[b] - mean[b];
                sum += deviation * deviation;
            }
            error[b] = Math.sqrt(sum * (n - 1) / n);
        }
        return error;
    }

    /** Quotients value by value; NaN where the denominator is not positive. */
    public static double[] ratio(double[] numerator, double[] denominator) {
        double[] ratio = new double[numerator.length];
        Arrays.setAll(ratio, b -> denominator[b] > 0 ? numerator[b] / denominator[b] : Double.NaN);
        return ratio;
    }

    private static double[] sum(double[][] samples) {
        double[] sum = new double[samples[0].length];
        for (double[] sample : samples) {
            for (int b = 0; b < sum.length; b++) {
                sum[b] += sample[b];
            }
        }
        return sum;
    }
}
