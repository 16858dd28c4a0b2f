package org.hydroreplace.mock;

/**
 * Factors on the masses of gas, lognormal with a width of 10 % and in pairs that add to 2, so that the mean over any
 * range of particles is 1 exactly and no pass to normalize them is needed.
 */
final class MassScatter {
    private static final double[] FACTORS = Normal.lognormal(0.1);

    private final long key;
    private final long count;
    private final RandomStream random = new RandomStream(0, 0);

    /**
     * @param key of the range
     * @param count particles in the range
     */
    MassScatter(long key, long count) {
        this.key = key;
        this.count = count;
    }

    /** The factor of one particle of the range. */
    double factor(long particle) {
        if (particle == count - 1 && particle % 2 == 0) {
            return 1;
        }
        random.start(key, particle / 2);
        double factor = FACTORS[Normal.classOf(random)];
        return particle % 2 == 0 ? factor : 2 - factor;
    }
}
