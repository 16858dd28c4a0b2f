package org.hydroreplace.mock;

/**
 * Random numbers by name: a stream is fixed by (seed, purpose, index), so that the numbers of one halo or particle do
 * not depend on what was drawn before. SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators" (OOPSLA 2014), with the finalizer they call variant 13.
 */
final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** What a stream is for; the number decides the values. */
    enum Purpose {
        WAVES(1),
        HALO_MASS(2),
        HALO_CENTRE(3),
        HYDRO_HALO(4),
        MISSING_DMO(5),
        MISSING_HYDRO(6),
        DARK_MATTER(7),
        BARYON_DIRECTION(8),
        GAS_MASS(9),
        LATTICE(10),
        LATTICE_GAS(11),
        LATTICE_GAS_MASS(12),
        IDENTIFIERS(13);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private long state;

    /** The key of all streams of one purpose, for {@link #RandomStream(long, long)} or {@link #start}. */
    static long key(long seed, Purpose purpose) {
        return mix(mix(seed) + purpose.number * GOLDEN);
    }

    /** A key within a key, for purposes that are numbered by halo and by particle. */
    static long key(long key, long index) {
        return mix(key + index * GOLDEN);
    }

    RandomStream(long key, long index) {
        start(key, index);
    }

    /** Goes to the beginning of the stream of that index. */
    void start(long key, long index) {
        state = key(key, index);
    }

    long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    double next() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double next(double low, double high) {
        return low + (high - low) * next();
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
