package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.halo.RadialBins;
import org.jspecify.annotations.Nullable;

/**
 * Which fields are profiled, round which halos, in which bins. Row i of every field is the same halo, or its partner.
 *
 * @param groups fields that share their centres
 */
record ProfilePlan(List<ProfileGroup> groups) {
    /** No profiles. */
    static final ProfilePlan NONE = new ProfilePlan(List.of());

    ProfilePlan {
        groups = List.copyOf(groups);
    }

    /**
     * A plan.
     *
     * @param fields the fields of the run, whose places are the bits
     * @param spheres the halos by the run whose centres they are; the hydro ones where any field is centred there
     * @param dmoIndex finds the DMO halos as far as the bins reach
     */
    static ProfilePlan of(
            List<FieldSpec> fields, Profiles profiles, Map<Source, HaloSpheres> spheres, @Nullable HaloIndex dmoIndex) {
        RadialBins bins = profiles.bins();
        List<ProfileGroup> groups = new ArrayList<>();
        for (Source centre : Source.values()) {
            long bits = fieldsRound(centre, fields, profiles);
            HaloSpheres round = spheres.get(centre);
            if (bits != 0 && round != null) {
                HaloIndex index = centre == Source.DMO && dmoIndex != null ? dmoIndex : indexOf(round, bins.reach());
                groups.add(new ProfileGroup(centre, round, bins, bits, index));
            }
        }
        return new ProfilePlan(groups);
    }

    /** The fields, as bits, that are profiled round the halos of a run. */
    static long fieldsRound(Source centre, List<FieldSpec> fields, Profiles profiles) {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            if (profiles.covers(fields.get(f)) && profiles.centreOf(fields.get(f)) == centre) {
                bits |= 1L << f;
            }
        }
        return bits;
    }

    private static HaloIndex indexOf(HaloSpheres halos, double reach) {
        double[] radius = halos.radius().clone();
        for (int i = 0; i < radius.length; i++) {
            radius[i] *= reach;
        }
        return new HaloIndex(halos.box(), halos.x(), halos.y(), halos.z(), radius);
    }

    /** The plan of some of its fields (bits), round the same halos. */
    ProfilePlan only(long fields) {
        return new ProfilePlan(groups.stream()
                .filter(group -> (group.fields() & fields) != 0)
                .map(group -> group.only(fields))
                .toList());
    }

    /** The fields that are profiled, as bits. */
    long fields() {
        return groups.stream().mapToLong(ProfileGroup::fields).reduce(0, (a, b) -> a | b);
    }

    /** Empty sums for one field. */
    ProfileSums emptySums() {
        ProfileGroup first = groups.getFirst();
        return new ProfileSums(first.spheres().size(), first.bins());
    }

    /** Bytes of the sums of one field in one set of accumulators. */
    long bytesPerField() {
        if (groups.isEmpty()) {
            return 0;
        }
        ProfileGroup first = groups.getFirst();
        return ProfileSums.bytes(first.spheres().size(), first.bins());
    }

    /** Bytes of the index of the hydro halos; the router has that of the DMO halos. */
    long indexBytes() {
        return groups.stream()
                .filter(group -> group.centre() == Source.HYDRO)
                .mapToLong(group -> group.index().bytes())
                .sum();
    }
}
