package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.halo.RadialBins;

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
     */
    static ProfilePlan of(List<FieldSpec> fields, Profiles profiles, Map<Source, HaloSpheres> spheres) {
        RadialBins bins = profiles.bins();
        List<ProfileGroup> groups = new ArrayList<>();
        for (Source centre : Source.values()) {
            long bits = 0;
            for (int f = 0; f < fields.size(); f++) {
                if (profiles.covers(fields.get(f)) && profiles.centreOf(fields.get(f)) == centre) {
                    bits |= 1L << f;
                }
            }
            HaloSpheres round = spheres.get(centre);
            if (bits != 0 && round != null) {
                groups.add(new ProfileGroup(centre, round, bins, bits));
            }
        }
        return new ProfilePlan(groups);
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

    /** Bytes of the indexes of the halos. */
    long indexBytes() {
        return groups.stream().mapToLong(ProfileGroup::indexBytes).sum();
    }
}
