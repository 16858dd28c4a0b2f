package org.hydroreplace.mock;

import java.util.Arrays;
import java.util.List;

/** Sources one after the other. */
final class ParticleSequence implements ParticleSource {
    private final ParticleSource[] parts;

    /** Where each part begins, and the end of the last. */
    private final long[] begins;

    ParticleSequence(List<? extends ParticleSource> sources) {
        parts = sources.stream().filter(source -> source.count() > 0).toArray(ParticleSource[]::new);
        begins = new long[parts.length + 1];
        for (int i = 0; i < parts.length; i++) {
            begins[i + 1] = begins[i] + parts[i].count();
        }
    }

    @Override
    public long count() {
        return begins[parts.length];
    }

    @Override
    public void append(long first, int number, ParticleBuffer buffer) {
        long end = first + number;
        int found = Arrays.binarySearch(begins, first);
        int part = found < 0 ? -found - 2 : found;
        for (long at = first; at < end; at = begins[part++ + 1]) {
            int here = (int) (Math.min(end, begins[part + 1]) - at);
            parts[part].append(at - begins[part], here, buffer);
        }
    }
}
