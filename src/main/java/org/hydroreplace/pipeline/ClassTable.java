package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of the particles of one run: particles that the same fields take share one set of grids, and a field is
 * the sum of the classes that it takes. So a particle is deposited once, however many fields want it.
 *
 * <p>Few different sets of fields occur; should there be more than the limit, the particles of a further set are
 * deposited once for each of its fields, which gives the same sums. Safe for any number of threads.
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
            classes = new int[Long.bitCount(fields)];
            int n = 0;
            for (long rest = fields; rest != 0; rest &= rest - 1) {
                classes[n++] = classes(Long.lowestOneBit(rest))[0];
            }
        }
        classesOf.put(fields, classes);
        return classes;
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
