package org.hydroreplace.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Sorts the particles of a chunk by their class, so that each class is deposited in one go. Used again for chunk after
 * chunk by one thread: 12 bytes a deposit.
 */
final class ChunkSorter {
    private final ClassTable table;
    /** The table's answers so far: it is shared, and asking it takes a lock. */
    private final Map<Long, int[]> known = new HashMap<>();

    private long lastFields;
    private int[] lastClasses = {};
    private int deposits;
    private int[] particle = {};
    private int[] particleClass = {};
    private int[] sorted = {};
    private int[] ends = {};

    ChunkSorter(ClassTable table) {
        this.table = table;
    }

    void clear() {
        deposits = 0;
    }

    /** Notes a particle that these fields (bits) take. */
    void note(int index, long fields) {
        if (fields != lastFields) {
            lastClasses = known.computeIfAbsent(fields, table::classes);
            lastFields = fields;
        }
        for (int c : lastClasses) {
            if (deposits == particle.length) {
                int room = Math.max(1 << 12, 2 * deposits);
                particle = Arrays.copyOf(particle, room);
                particleClass = Arrays.copyOf(particleClass, room);
            }
            particle[deposits] = index;
            particleClass[deposits++] = c;
        }
    }

    /** Deposits what was noted into accumulators; positions and masses are those of the chunk noted from. */
    void depositInto(Accumulators sums, double[] x, double[] y, double[] z, long[] units) {
        if (sorted.length < deposits) {
            sorted = new int[particle.length];
        }
        int classes = 0;
        for (int n = 0; n < deposits; n++) {
            classes = Math.max(classes, particleClass[n] + 1);
        }
        ends = new int[classes];
        for (int n = 0; n < deposits; n++) {
            ends[particleClass[n]]++;
        }
        int begin = 0;
        for (int c = 0; c < classes; c++) {
            int count = ends[c];
            ends[c] = begin;
            begin += count;
        }
        for (int n = 0; n < deposits; n++) {
            sorted[ends[particleClass[n]]++] = particle[n];
        }
        int from = 0;
        for (int c = 0; c < classes; c++) {
            if (ends[c] > from) {
                sums.add(c, x, y, z, units, sorted, from, ends[c]);
            }
            from = ends[c];
        }
    }
}
