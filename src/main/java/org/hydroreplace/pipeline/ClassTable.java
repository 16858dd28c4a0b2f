package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of the particles of one run: particles that the same fields take share one set of grids, and a field is
 * the sum of the classes that it takes. So a particle is deposited once, however many fields want it.
 *
 * <p>Should there be more sets of fields than the limit, the particles of a further set are deposited once for each of
 * its fields; or, where nearly all fields take nearly all particles, once into the class of all and once for each field
 * that does not take them, from which that deposit is taken away again. Both give the same sums, in whole units. So there
 * are never more classes than the limit and the fields. Safe for any number of threads.
 */
final class ClassTable {
    private static final int[] NONE = {};

    private final int limit;
    /** The fields that take every particle outside all spheres; 0 where sets are split into single fields. */
    private final long all;

    private final Map<Long, int[]> classesOf = new HashMap<>();
    private final List<Long> codes = new ArrayList<>();

    /**
     * An empty table whose sets beyond the limit are split into single fields.
     *
     * @param limit classes before sets are split
     */
    ClassTable(int limit) {
        this(limit, 0, 0);
    }

    private ClassTable(int limit, long all, long core) {
        this.limit = limit;
        this.all = all;
        classesOf.put(0L, NONE);
        for (long fields : new long[] {all, core}) {
            if (fields != 0 && !classesOf.containsKey(fields)) {
                add(fields);
            }
        }
    }

    /**
     * A table whose sets beyond the limit are taken away from all; at most 63 fields.
     *
     * @param all the fields that take most particles
     * @param core those of them that take every particle: a class of its own, whatever the limit
     */
    static ClassTable takingAway(int limit, long all, long core) {
        return all < 0 ? new ClassTable(limit) : new ClassTable(limit, all, core);
    }

    /**
     * The classes that a particle is deposited into; empty if no field takes it.
     *
     * @param fields the fields that take it, as bits, or the code of a class
     */
    synchronized int[] classes(long fields) {
        int[] known = classesOf.get(fields);
        if (known != null) {
            return known;
        }
        boolean one = all == 0 ? Long.bitCount(fields) == 1 : fields < 0;
        if (one || codes.size() < limit) {
            return add(fields);
        }
        long missing = all & ~fields;
        boolean away = (fields & ~all) == 0;
        int[] classes = new int[away ? 1 + Long.bitCount(missing) : Long.bitCount(fields)];
        int n = 0;
        if (away) {
            classes[n++] = classes(all)[0];
        }
        for (long rest = away ? missing : fields; rest != 0; rest &= rest - 1) {
            long field = Long.lowestOneBit(rest);
            classes[n++] = away ? classes(~field)[0] : single(field);
        }
        classesOf.put(fields, classes);
        return classes;
    }

    private int single(long field) {
        int[] known = classesOf.get(field);
        return known != null && known.length == 1 ? known[0] : add(field)[0];
    }

    private int[] add(long code) {
        int[] classes = {codes.size()};
        codes.add(code);
        classesOf.put(code, classes);
        return classes;
    }

    /** How many classes there are. */
    synchronized int size() {
        return codes.size();
    }

    /**
     * The code of a class, by which another table knows it: the fields that take it, as bits, or the complement (a negative
     * number) of the field that it is taken away from.
     */
    synchronized long fields(int particleClass) {
        return codes.get(particleClass);
    }

    /** How often a field takes a class: 1, 0, or -1 where the class is taken away from it. */
    int times(int field, int particleClass) {
        long code = fields(particleClass);
        if (all == 0) {
            return (int) (code >>> field & 1);
        }
        return code >= 0 ? (int) (code >>> field & 1) : -(int) (~code >>> field & 1);
    }
}
