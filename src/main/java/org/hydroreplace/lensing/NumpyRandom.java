package org.hydroreplace.lensing;

/**
 * The random numbers of numpy's legacy generator {@code numpy.random.RandomState}, bit for bit: the Mersenne Twister
 * MT19937 (Matsumoto &amp; Nishimura 1998, with their seeding of 2002) and numpy's ways from 32-bit words to numbers, which
 * numpy has frozen (NEP 19). Not thread-safe.
 */
public final class NumpyRandom {
    /** The largest seed that numpy takes as one number. */
    public static final long MAX_SEED = 0xFFFF_FFFFL;

    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908_B0DF;
    private static final int UPPER = 0x8000_0000;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    private NumpyRandom() {}

    /** The generator of {@code RandomState(seed)} for a whole number: init_genrand. */
    public static NumpyRandom of(long seed) {
        if (seed < 0 || seed > MAX_SEED) {
            throw new IllegalArgumentException("seed " + seed + " is not between 0 and " + MAX_SEED);
        }
        NumpyRandom random = new NumpyRandom();
        random.seed((int) seed);
        return random;
    }

    /** The generator of {@code RandomState([...])} for a list of 32-bit words, unsigned: init_by_array. */
    public static NumpyRandom ofArray(int... key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("a seed of no words");
        }
        NumpyRandom random = new NumpyRandom();
        random.seed(19650218);
        int[] state = random.state;
        int i = 1;
        for (int k = Math.max(SIZE, key.length), j = 0; k > 0; k--, j = (j + 1) % key.length) {
            state[i] = (state[i] ^ (mixed(state[i - 1]) * 1664525)) + key[j] + j;
            i = random.following(i);
        }
        for (int k = SIZE - 1; k > 0; k--) {
            state[i] = (state[i] ^ (mixed(state[i - 1]) * 1566083941)) - i;
            i = random.following(i);
        }
        state[0] = UPPER;
        return random;
    }

    private void seed(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * mixed(state[i - 1]) + i;
        }
    }

    private static int mixed(int word) {
        return word ^ (word >>> 30);
    }

    private int following(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    /** The next 32 bits. */
    public int nextWord() {
        if (next == SIZE) {
            refill();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        return y ^ (y >>> 18);
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & ~UPPER);
            state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) * TWIST);
        }
        next = 0;
    }

    /** {@code random_sample()}, also known as {@code rand()}: a multiple of 2^-53 in [0, 1). */
    public double sample() {
        int a = nextWord() >>> 5;
        int b = nextWord() >>> 6;
        return (a * 0x1p26 + b) / 0x1p53;
    }

    /** {@code uniform(low, high)}. */
    public double uniform(double low, double high) {
        return low + (high - low) * sample();
    }

    /** {@code randint(low, high)} with the default type, int64: low to high - 1, by masking and rejection. */
    public long integer(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("no whole number from " + low + " to below " + high);
        }
        long range = high - 1 - low;
        if (range == 0) {
            return low;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(range);
        boolean oneWord = Long.compareUnsigned(range, MAX_SEED) <= 0;
        long value;
        do {
            long bits = Integer.toUnsignedLong(nextWord());
            value = mask & (oneWord ? bits : bits << 32 | Integer.toUnsignedLong(nextWord()));
        } while (Long.compareUnsigned(value, range) > 0);
        return low + value;
    }
}
