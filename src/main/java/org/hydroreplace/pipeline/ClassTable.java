package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of the particles of one run: particles that the same fields take share one set of grids, and a field is
 * the sum of the classes that it takes. So a particle is deposited once, however many fields want it.
 *
 * <p>Few different sets of fields occur often; should there be more than the limit, the particles of a further set are
 * deposited into several classes that together make it up: the largest known ones first, then one a field. That gives the
 * same sums. Safe for any number of threads.
 */
final class ClassTable {
    private static final int[] NONE = {};

    private final int limit;
    private final Map<Long, int[]> classesOf = new HashMap<>();
    private final List<Long> fieldsOf = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param limit classes of more than one field at most
     */
    ClassTable(int limit) {
        this.limit = limit;
        classesOf.put(0L, NONE);
    }

    /** The classes that a particle is deposited into whose fields are these bits; empty if no field takes it. */
    synchronized int[] classes(long fields) {
        int[] known = classesOf.get(fields);
        if (known != null) {
            return known;
        }
        int[] classes;
        if (Long.bitCount(fields) == 1 || fieldsOf.size() < limit) {
            classes = new int[] {fieldsOf.size()};
            fieldsOf.add(fields);
        } else {
            classes = parts(fields);
        }
        classesOf.put(fields, classes);
        return classes;
    }

    /** Disjoint known classes that make up a set of fields; a class for a single field is made where there is none. */
    private int[] parts(long fields) {
        int[] parts = new int[Long.bitCount(fields)];
        int n = 0;
        long rest = fields;
        while (rest != 0) {
            int largest = -1;
            for (int c = 0; c < fieldsOf.size(); c++) {
                boolean fits = (fieldsOf.get(c) & ~rest) == 0;
                if (fits && (largest < 0 || Long.bitCount(fieldsOf.get(c)) > Long.bitCount(fieldsOf.get(largest)))) {
                    largest = c;
                }
            }
            if (largest < 0) {
                largest = classes(Long.lowestOneBit(rest))[0];
            }
            parts[n++] = largest;
            rest &= ~fieldsOf.get(largest);
        }
        return Arrays.copyOf(parts, n);
    }

    /** How many classes there are. */
    synchronized int size() {
        return fieldsOf.size();
    }

    /** The fields that take a class, as bits. */
    synchronized long fields(int particleClass) {
        return fieldsOf.get(particleClass);
    }
}
