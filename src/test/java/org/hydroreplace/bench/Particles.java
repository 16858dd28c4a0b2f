package org.hydroreplace.bench;

import java.util.Arrays;

/**
 * Particles in the unit box, the same as those of {@code bench/deposit_int64.c}: coordinates are float32 numbers in
 * [0, 1), from Marsaglia's (2003) 64-bit xorshift generator.
 */
@SuppressWarnings("ArrayRecordComponent") // columns, never compared as values
record Particles(double[] x, double[] y, double[] z) {
    /** Particles of a clump that lie next to each other in memory. */
    private static final int IN_CLUMP = 500;

    /** Largest radius of a clump in units of the box. */
    private static final double LARGEST_CLUMP = 0.002;

    /** Draws {@code count} particles: 24 bytes each. */
    static Particles draw(Order order, int count) {
        Particles particles = new Particles(new double[count], new double[count], new double[count]);
        XorShift random = new XorShift();
        double centreX = 0;
        double centreY = 0;
        double width = 0;
        for (int p = 0; p < count; p++) {
            if (order == Order.RANDOM) {
                particles.x[p] = stored(random.next());
                particles.y[p] = stored(random.next());
            } else {
                if (p % IN_CLUMP == 0) {
                    centreX = random.next();
                    centreY = random.next();
                    width = LARGEST_CLUMP * random.next();
                }
                double radius = width * random.next();
                radius *= random.next();
                double angle = 6.283185307179586 * random.next();
                particles.x[p] = stored(centreX + radius * StrictMath.cos(angle));
                particles.y[p] = stored(centreY + radius * StrictMath.sin(angle));
            }
            particles.z[p] = stored(random.next());
        }
        return particles;
    }

    /** The same clumps with a depth along z like that along x and y: for three dimensions. */
    Particles clumpedAlongZ() {
        double[] clumped = new double[z.length];
        Arrays.setAll(clumped, p -> {
            int first = p - p % IN_CLUMP;
            return stored(z[first] + 0.6 * (x[p] - x[first]) + 0.8 * (y[p] - y[first]));
        });
        return new Particles(x, y, clumped);
    }

    int size() {
        return x.length;
    }

    private static double stored(double coordinate) {
        float value = (float) (coordinate - Math.floor(coordinate));
        return value >= 1 ? 0 : value;
    }

    /** Uniform numbers in [0, 1). */
    private static final class XorShift {
        private long state = 88172645463325252L;

        double next() {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            return (state >>> 11) * 0x1p-53;
        }
    }
}
