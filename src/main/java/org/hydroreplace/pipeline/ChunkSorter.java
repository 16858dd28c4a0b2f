package org.hydroreplace.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Sorts the particles of a chunk into lists by their class, so that each class is deposited in one go. Used again for chunk
 * after chunk by one thread: 4 bytes a deposit, with room for a whole chunk in every class that once had many.
 */
final class ChunkSorter {
    private static final int[] NONE = {};

    private final ClassTable table;
    /** The table's answers so far: it is shared, and asking it takes a lock. */
    private final Map<Long, int[]> known = new HashMap<>();

    private long lastFields;
    private int[] lastClasses = NONE;
    private int[][] members = {};
    private int[] sizes = {};

    ChunkSorter(ClassTable table) {
        this.table = table;
    }

    void clear() {
        Arrays.fill(sizes, 0);
    }

    /** Notes a particle that these fields (bits) take. */
    void note(int index, long fields) {
        if (fields != lastFields) {
            lastClasses = known.computeIfAbsent(fields, table::classes);
            lastFields = fields;
        }
        for (int c : lastClasses) {
            if (c >= sizes.length || sizes[c] == members[c].length) {
                grow(c);
            }
            members[c][sizes[c]++] = index;
        }
    }

    private void grow(int particleClass) {
        if (particleClass >= sizes.length) {
            int before = sizes.length;
            sizes = Arrays.copyOf(sizes, particleClass + 1);
            members = Arrays.copyOf(members, particleClass + 1);
            Arrays.fill(members, before, members.length, NONE);
        }
        members[particleClass] =
                Arrays.copyOf(members[particleClass], Math.max(1 << 10, 2 * members[particleClass].length));
    }

    /** Deposits what was noted into accumulators; positions and masses are those of the chunk noted from. */
    void depositInto(Accumulators sums, double[] x, double[] y, double[] z, long[] units) {
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] > 0) {
                sums.add(c, x, y, z, units, members[c], 0, sizes[c]);
            }
        }
    }
}
