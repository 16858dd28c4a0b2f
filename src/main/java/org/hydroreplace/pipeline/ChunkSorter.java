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

    /**
     * Sorts the particles from one to before another, and forgets those of before. Particles in a row that the same fields
     * take go into their lists at once: files are sorted by halo.
     *
     * @param fields the fields (bits) that take each particle
     * @param wanted those that count
     */
    void sort(long[] fields, int from, int to, long wanted) {
        Arrays.fill(sizes, 0);
        int begin = from;
        while (begin < to) {
            long some = fields[begin] & wanted;
            int end = begin + 1;
            while (end < to && (fields[end] & wanted) == some) {
                end++;
            }
            for (int c : classes(some)) {
                append(c, begin, end);
            }
            begin = end;
        }
    }

    private int[] classes(long fields) {
        if (fields != lastFields) {
            lastClasses = known.computeIfAbsent(fields, table::classes);
            lastFields = fields;
        }
        return lastClasses;
    }

    private void append(int particleClass, int begin, int end) {
        makeRoom(particleClass, end - begin);
        int[] list = members[particleClass];
        int size = sizes[particleClass];
        for (int i = begin; i < end; i++) {
            list[size++] = i;
        }
        sizes[particleClass] = size;
    }

    private void makeRoom(int particleClass, int more) {
        if (particleClass >= sizes.length) {
            int before = sizes.length;
            sizes = Arrays.copyOf(sizes, particleClass + 1);
            members = Arrays.copyOf(members, particleClass + 1);
            Arrays.fill(members, before, members.length, NONE);
        }
        int[] list = members[particleClass];
        int needed = sizes[particleClass] + more;
        if (needed > list.length) {
            members[particleClass] = Arrays.copyOf(list, Math.max(Math.max(1 << 10, 2 * list.length), needed));
        }
    }

    /** Deposits what was sorted into accumulators; positions and masses are those of the particles sorted. */
    void depositInto(Accumulators sums, double[] x, double[] y, double[] z, long[] units) {
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] > 0) {
                sums.add(c, x, y, z, units, members[c], 0, sizes[c]);
            }
        }
    }
}
