package org.hydroreplace.halo;

import java.util.Arrays;

/**
 * Which particles of a chunk lie in which spheres, and how far from the centre: what {@link HaloIndex#find} fills and
 * everybody who asks for halos reads, so that a particle is looked up once. In the order of the particles, and for each in
 * that of the spheres. Used again for batch after batch by one thread: 16 bytes each.
 */
public final class Encounters {
    /** Encounters of a batch: few enough to stay in cache. A particle with more has a batch of its own. */
    static final int ROOM = 1 << 14;

    int size;
    int[] particle = new int[ROOM];
    int[] sphere = new int[ROOM];
    double[] distanceSquared = new double[ROOM];

    /** Bytes that a thread holds. */
    public static long bytes() {
        return 16L * ROOM;
    }

    /** Forgets what was found before, and makes room. */
    void reset(int room) {
        size = 0;
        if (room > particle.length) {
            particle = Arrays.copyOf(particle, room);
            sphere = Arrays.copyOf(sphere, room);
            distanceSquared = Arrays.copyOf(distanceSquared, room);
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The particle, by its place in the chunk. */
    public int particle(int encounter) {
        return particle[encounter];
    }

    /** The sphere, by its place in the index. */
    public int sphere(int encounter) {
        return sphere[encounter];
    }

    /** Squared distance of the particle to the centre of the sphere, (Mpc/h)^2. */
    public double distanceSquared(int encounter) {
        return distanceSquared[encounter];
    }
}
