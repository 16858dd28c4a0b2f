package org.hydroreplace.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.io.Hdf5Writer;
import org.jspecify.annotations.Nullable;

/**
 * All that profiles.h5 and statistics.h5 are written from.
 *
 * @param fields the profiled fields by name, in the order of the configuration
 * @param reference the gravity-only field that others are compared with, null if it is not profiled
 * @param pairMass M200c of the DMO halo of each pair, Msun/h; empty if halos were not matched
 */
@SuppressWarnings("ArrayRecordComponent")
record HaloProducts(
        Profiles profiles,
        Map<String, FieldProfiles> fields,
        @Nullable FieldProfiles reference,
        double[] pairMass) {

    /**
     * What the passes of a portion found.
     *
     * @param earlier the reference, where an earlier portion measured it
     */
    static HaloProducts of(
            RunConfiguration configuration,
            Profiles profiles,
            ProfilePlan plan,
            Portion portion,
            Inputs inputs,
            List<PassResult> passes,
            @Nullable FieldProfiles earlier) {
        Map<String, FieldProfiles> fields = new LinkedHashMap<>();
        FieldProfiles reference = earlier;
        int place = configuration.referenceField().orElse(-1);
        for (int f = 0; f < configuration.fields().size(); f++) {
            for (ProfileGroup group :
                    plan.only(portion.profiles() | portion.written()).groups()) {
                if ((group.fields() >>> f & 1) != 0) {
                    boolean known = f == place && earlier != null;
                    FieldProfiles measured = known ? earlier : new FieldProfiles(group, f, passes);
                    reference = f == place ? measured : reference;
                    if ((portion.written() >>> f & 1) != 0) {
                        fields.put(configuration.fields().get(f).name(), measured);
                    }
                }
            }
        }
        return new HaloProducts(
                profiles,
                fields,
                reference,
                inputs.matches() == null
                        ? new double[0]
                        : inputs.halos(HaloSet.DMO_PARTNERS).mass());
    }

    List<MassBin> massBins() {
        return MassBin.between(profiles.massBins());
    }

    /** M200c of the DMO halo of each row of a field, Msun/h, by which halos are sorted into the stacks. */
    double[] stackMass(FieldProfiles field) {
        return field.group().set() == HaloSet.SELECTED ? field.halos().mass() : pairMass;
    }

    /**
     * What a field is compared with, row by row of that field: NaN for halos that the reference was not measured round.
     *
     * @param table makes the table of the reference, so many columns wide
     * @return null for the reference itself and where there is none
     */
    double @Nullable [] below(FieldProfiles field, int columns, Function<FieldProfiles, double[]> table) {
        FieldProfiles known = reference;
        if (known == null || field == known) {
            return null;
        }
        double[] of = table.apply(known);
        if (field.group().set() != HaloSet.SELECTED || known.group().set() == HaloSet.SELECTED) {
            return of;
        }
        Map<Integer, Integer> rows = new HashMap<>();
        for (int i = 0; i < known.halos().size(); i++) {
            rows.put(known.halos().row()[i], i);
        }
        double[] moved = new double[field.halos().size() * columns];
        Arrays.fill(moved, Double.NaN);
        for (int i = 0; i < field.halos().size(); i++) {
            Integer row = rows.get(field.halos().row()[i]);
            if (row != null) {
                System.arraycopy(of, row * columns, moved, i * columns, columns);
            }
        }
        return moved;
    }

    /** Begins the group of a stack: how many halos of which masses are in it. */
    void beginStack(Hdf5Writer file, String group, MassBin bin, int[] halos) {
        file.group(group);
        file.attribute(group, "halos", (long) halos.length);
        file.attribute(group, "min_mass", bin.min());
        file.attribute(group, "max_mass", bin.max());
    }
}
