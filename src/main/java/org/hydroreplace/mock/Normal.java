package org.hydroreplace.mock;

/** The normal distribution as 32768 equally probable values: out to 4.2 sigma, variance right to 1e-4. */
final class Normal {
    private static final int CLASSES = 1 << 15;
    private static final double[] VALUES =
            new Quantiles(-6, 6, 12_000, x -> StrictMath.exp(-0.5 * x * x)).classes(CLASSES);

    private Normal() {}

    /** Mean 0, variance 1. */
    static double draw(RandomStream random) {
        return VALUES[classOf(random)];
    }

    /** exp(sigma g) / exp(sigma^2 / 2) of every class: a lognormal of mean 1, to be indexed by {@link #classOf}. */
    static double[] lognormal(double sigma) {
        double[] values = new double[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            values[i] = StrictMath.exp(sigma * VALUES[i] - 0.5 * sigma * sigma);
        }
        return values;
    }

    static int classOf(RandomStream random) {
        return (int) (random.nextLong() >>> 49);
    }
}
