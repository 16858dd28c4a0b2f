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

    /** Empty sums for one field. */
    ProfileSums emptySums() {
        ProfileGroup first = groups.getFirst();
        return new ProfileSums(first.spheres().size(), first.bins());
    }

    /** Bytes of the sums of all fields in one set of accumulators. */
    long bytes() {
        long bytes = 0;
        for (ProfileGroup group : groups) {
            bytes += Long.bitCount(group.fields())
                    * ProfileSums.bytes(group.spheres().size(), group.bins());
        }
        return bytes;
    }

    /** Bytes of the indexes of the halos. */
    long indexBytes() {
        return groups.stream().mapToLong(ProfileGroup::indexBytes).sum();
    }
}
