package org.hydroreplace.pipeline;

import java.util.Arrays;

/** Which particles of a chunk lie in which segment of which halo: 20 bytes each, used again for chunk after chunk. */
final class HitList {
    private int size;
    private int[] halo = new int[1 << 12];
    private int[] segment = new int[1 << 12];
    private int[] particle = new int[1 << 12];
    private long[] units = new long[1 << 12];

    void clear() {
        size = 0;
    }

    void add(int inHalo, int inSegment, int ofParticle, long inUnits) {
        if (size == halo.length) {
            halo = Arrays.copyOf(halo, 2 * size);
            segment = Arrays.copyOf(segment, 2 * size);
            particle = Arrays.copyOf(particle, 2 * size);
            units = Arrays.copyOf(units, 2 * size);
        }
        halo[size] = inHalo;
        segment[size] = inSegment;
        units[size] = inUnits;
        particle[size++] = ofParticle;
    }

    int size() {
        return size;
    }

    int halo(int hit) {
        return halo[hit];
    }

    int segment(int hit) {
        return segment[hit];
    }

    int particle(int hit) {
        return particle[hit];
    }

    /** Mass of the particle in units of its component. */
    long units(int hit) {
        return units[hit];
    }
}
