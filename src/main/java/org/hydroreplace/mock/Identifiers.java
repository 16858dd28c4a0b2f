package org.hydroreplace.mock;

import org.hydroreplace.mock.RandomStream.Purpose;

/**
 * ParticleIDs. Dark matter: a permutation of 1..N, 1 + (a j + b) mod N with a prime to N, the same in both runs. The
 * baryon of a particle: N more. Black holes: after 2 N.
 */
final class Identifiers {
    private final long particles;
    private final long factor;
    private final long shift;

    Identifiers(long particles, long seed) {
        this.particles = particles;
        var random = new RandomStream(RandomStream.key(seed, Purpose.IDENTIFIERS), 0);
        long candidate = (long) (random.next(0.55, 0.65) * particles);
        while (greatestCommonDivisor(candidate, particles) != 1) {
            candidate++;
        }
        factor = candidate;
        shift = (long) (random.next() * particles);
    }

    long dark(long particle) {
        return 1 + (factor * particle + shift) % particles;
    }

    long baryon(long particle) {
        return particles + dark(particle);
    }

    /** @param halo any number that is the halo's own and below N, as that of its first particle */
    long blackHole(long halo) {
        return 2 * particles + 1 + halo;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
