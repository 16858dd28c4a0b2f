package org.hydroreplace.response;

import java.util.Arrays;

/**
 * Sums over the cells of a patch of a map: powers of the overdensity and the histogram of log10(1 + delta). Sums of patches
 * add up to those of a map, whose moments and density distribution follow from them.
 */
public final class MapSums {
    /** Edges of the histogram: tenths of log10(1 + delta) from -2 to 3. */
    private static final int BINS = 50;

    private static final double[] EDGES = new double[BINS + 1];

    static {
        // The edges in 1 + delta, so that no logarithm is taken of a cell.
        Arrays.setAll(EDGES, b -> StrictMath.pow(10, (b - 20) / 10.0));
    }

    private final double[] powers = new double[5];
    private final long[] histogram = new long[BINS];

    /** Adds a cell. */
    public void add(double overdensity) {
        double power = 1;
        for (int p = 0; p < powers.length; p++) {
            powers[p] += power;
            power *= overdensity;
        }
        int place = Arrays.binarySearch(EDGES, 1 + overdensity);
        int bin = place >= 0 ? place : -place - 2;
        if (bin >= 0 && bin < BINS) {
            histogram[bin]++;
        }
    }

    /** Adds the sums of another patch, {@code times} over: 1, or -1 to take them away. */
    public void add(MapSums other, int times) {
        for (int p = 0; p < powers.length; p++) {
            powers[p] += times * other.powers[p];
        }
        for (int b = 0; b < BINS; b++) {
            histogram[b] += times * other.histogram[b];
        }
    }

    /** Mean of a power of delta minus its mean. */
    private double central(int order) {
        double mean = powers[1] / powers[0];
        double sum = 0;
        double term = 1;
        // Binomial theorem, from the highest power of delta down.
        for (int k = order; k >= 0; k--) {
            sum += term * powers[k] / powers[0];
            term *= -mean * k / (order - k + 1);
        }
        return sum;
    }

    /** Variance of delta. */
    public double variance() {
        return central(2);
    }

    /** Third central moment over the variance to 3/2. */
    public double skewness() {
        double variance = variance();
        return central(3) / (variance * Math.sqrt(variance));
    }

    /** Fourth central moment over the squared variance, less the 3 of a Gaussian. */
    public double kurtosis() {
        double variance = variance();
        return central(4) / (variance * variance) - 3;
    }

    /** Share of the cells in each bin over its width, 1/10; cells outside all bins count in the whole. */
    public double[] density() {
        double[] density = new double[BINS];
        Arrays.setAll(density, b -> histogram[b] / (0.1 * powers[0]));
        return density;
    }

    /** Edges of the bins of {@link #density} in log10(1 + delta). */
    public static double[] edges() {
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, b -> (b - 20) / 10.0);
        return edges;
    }
}
