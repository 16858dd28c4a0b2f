package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.pipeline.HaloTable.RowsAre;
import org.jspecify.annotations.Nullable;

/**
 * All that profiles.h5 and statistics.h5 are written from.
 *
 * @param fields the profiled fields by name, in the order of the configuration
 * @param reference the gravity-only field that others are compared with, null if it is not profiled
 * @param stackMass M200c of the DMO halo of each row, Msun/h, by which halos are sorted into the stacks
 */
@SuppressWarnings("ArrayRecordComponent")
record HaloProducts(
        Profiles profiles,
        Map<String, FieldProfiles> fields,
        @Nullable FieldProfiles reference,
        RowsAre rows,
        double[] stackMass) {

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
                inputs.rows(),
                inputs.halos(Source.DMO).mass());
    }

    List<MassBin> massBins() {
        return MassBin.between(profiles.massBins());
    }

    /** The reference that a field is compared with; null for the reference itself and where there is none. */
    @Nullable
    FieldProfiles referenceFor(FieldProfiles field) {
        return field == reference ? null : reference;
    }

    /** Begins the group of a stack: how many halos of which masses are in it. */
    void beginStack(Hdf5Writer file, String group, MassBin bin, int[] halos) {
        file.group(group);
        file.attribute(group, "halos", (long) halos.length);
        file.attribute(group, "min_mass", bin.min());
        file.attribute(group, "max_mass", bin.max());
    }
}
