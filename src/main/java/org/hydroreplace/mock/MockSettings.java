package org.hydroreplace.mock;

import org.hydroreplace.io.UsageException;

/**
 * What defines a mock pair: the same settings and program version give the same bytes.
 *
 * @param particles dark-matter particles of each run; the hydro run has as many baryon particles besides
 * @param seed of all random numbers
 * @param boxSize side of the periodic box in comoving Mpc/h
 * @param files files of each snapshot and of each group catalogue
 */
public record MockSettings(long particles, long seed, double boxSize, int files) {
    /** Products of two particle indices must fit in 63 bits, and a file's particle count in 31. */
    static final long MAX_PARTICLES = 2_000_000_000L;

    static final int MAX_FILES = 1000;

    /** Mpc/h; MAX_PARTICLES resolve halos in boxes up to about this. */
    static final double MAX_BOX = 5000;

    public static final MockSettings DEFAULT = new MockSettings(128L * 128 * 128, 20_250_611L, 205.0, 4);

    public MockSettings {
        if (files < 1 || files > MAX_FILES) {
            throw new UsageException(
                    "A mock in " + files + " files is not possible: choose from 1 to " + MAX_FILES + ".");
        }
        double smallest = Math.ceil(10 * MockUniverse.smallestBox()) / 10;
        if (!(boxSize >= smallest && boxSize <= MAX_BOX)) {
            throw new UsageException("A mock box of " + boxSize + " Mpc/h is not possible: choose from " + smallest
                    + " (which holds halos of 1e12 Msun/h) to " + MAX_BOX + ".");
        }
        long fewest = MockUniverse.fewestParticles(boxSize);
        if (particles < fewest || particles > MAX_PARTICLES) {
            throw new UsageException("A mock of " + particles + " particles in a box of " + boxSize
                    + " Mpc/h is not possible: choose from " + fewest + " (with which the largest halos hold 40) to "
                    + MAX_PARTICLES + ", or another box.");
        }
    }

    public MockSettings withParticles(long value) {
        return new MockSettings(value, seed, boxSize, files);
    }

    public MockSettings withSeed(long value) {
        return new MockSettings(particles, value, boxSize, files);
    }

    public MockSettings withBoxSize(double megaparsecPerH) {
        return new MockSettings(particles, seed, megaparsecPerH, files);
    }

    public MockSettings withFiles(int value) {
        return new MockSettings(particles, seed, boxSize, value);
    }
}
