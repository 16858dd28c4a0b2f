package org.hydroreplace.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Source;

/**
 * How many classes of particles can occur. Halos of one interval between the mass edges of the fields are selected by the
 * same fields, and these let go of a particle one after the other as it is nearer to the centre: a chain of sets, one for
 * each different radius. Where spheres overlap the sets are united; so what can occur is a union of one set from each
 * chain, counted here one by one. For one replace field these are 2 sets, for 4 radii at one mass edge 5, for the 32
 * published fields up to 625.
 */
final class ClassBound {
    /** More sets than any limit of classes: no need to count on. */
    private static final int ENOUGH = 1 << 12;

    private final List<FieldSpec> fields;
    private final long chosen;
    private final double[] masses;

    /**
     * A bound for some fields.
     *
     * @param fields all fields of the run
     * @param chosen those that a pass serves, as bits
     * @param masses M200c of the DMO halos that may be replaced, Msun/h; intervals without a halo do not count
     */
    ClassBound(List<FieldSpec> fields, long chosen, double[] masses) {
        this.fields = fields;
        this.chosen = chosen;
        this.masses = masses;
    }

    /** The fields that take every particle of a run that lies outside all spheres. */
    long outside(Source source) {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            boolean takes = source == Source.DMO ? fields.get(f).needsDmo() : fields.get(f) instanceof FieldSpec.Hydro;
            bits |= takes ? 1L << f : 0;
        }
        return bits & chosen;
    }

    /** The chosen fields that replace halos. */
    long replacing() {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            bits |= fields.get(f) instanceof Replaced ? 1L << f : 0;
        }
        return bits & chosen;
    }

    /** An empty table of classes for a run. */
    ClassTable table(Source source, int limit) {
        long outside = outside(source);
        return source == Source.DMO && replacing() != 0
                ? ClassTable.takingAway(limit, outside, outside & ~replacing())
                : new ClassTable(limit);
    }

    /** At most so many classes of a run occur with this limit. */
    int classes(Source source, int limit) {
        Set<Long> insides = insides();
        Set<Long> sets = new HashSet<>();
        for (long inside : insides) {
            sets.add(source == Source.DMO ? outside(source) & ~inside : outside(source) | (inside & inPlace()));
        }
        if (source == Source.HYDRO) {
            for (long rest = replacing() & ~inPlace(); rest != 0; rest &= rest - 1) {
                sets.add(Long.lowestOneBit(rest));
            }
        }
        sets.remove(0L);
        long singles = source == Source.DMO ? replacing() : outside(source) | replacing();
        return sets.size() <= limit ? sets.size() : limit + Long.bitCount(singles);
    }

    private long inPlace() {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            bits |= fields.get(f) instanceof Replaced r && r.replacement().centre() == Centre.DMO ? 1L << f : 0;
        }
        return bits & chosen;
    }

    /** All sets of fields that the spheres round a point may add up to, or {@link #ENOUGH} of them. */
    private Set<Long> insides() {
        Set<Long> selections = new HashSet<>();
        for (double mass : representatives()) {
            long selecting = 0;
            for (int f = 0; f < fields.size(); f++) {
                boolean selects =
                        fields.get(f) instanceof Replaced r && r.replacement().selects(mass);
                selecting |= selects ? 1L << f : 0;
            }
            selections.add(selecting & chosen);
        }
        Set<Long> unions = new HashSet<>(Set.of(0L));
        for (long selecting : selections) {
            Set<Long> chain = chain(selecting);
            for (long union : List.copyOf(unions)) {
                for (long part : chain) {
                    unions.add(union | part);
                    if (unions.size() >= ENOUGH) {
                        return unions;
                    }
                }
            }
        }
        return unions;
    }

    /** What one sphere after the other adds, from the outermost inwards. */
    private Set<Long> chain(long selecting) {
        Set<Long> chain = new HashSet<>();
        for (long outer = selecting; outer != 0; outer &= outer - 1) {
            double radius = replacement(Long.numberOfTrailingZeros(outer)).radius();
            long reaching = 0;
            for (long rest = selecting; rest != 0; rest &= rest - 1) {
                boolean reaches = replacement(Long.numberOfTrailingZeros(rest)).radius() >= radius;
                reaching |= reaches ? Long.lowestOneBit(rest) : 0;
            }
            chain.add(reaching);
        }
        return chain;
    }

    private Replacement replacement(int field) {
        return ((Replaced) fields.get(field)).replacement();
    }

    /** One halo of each interval between mass edges that has any. */
    private Set<Double> representatives() {
        TreeSet<Double> edges = new TreeSet<>();
        for (FieldSpec field : fields) {
            if (field instanceof Replaced r) {
                edges.add(r.replacement().minMass());
                edges.add(r.replacement().maxMass());
            }
        }
        Set<Double> found = new HashSet<>();
        for (double mass : masses) {
            Double edge = edges.floor(mass);
            if (edge != null) {
                found.add(edge);
            }
        }
        return found;
    }
}
