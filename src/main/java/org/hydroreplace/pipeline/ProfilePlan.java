package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.field.Surroundings;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.ProfileSums;

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
     * @param halos those that are found near particles
     * @param matched whether halos were matched
     */
    static ProfilePlan of(List<FieldSpec> fields, Profiles profiles, Surroundings halos, boolean matched) {
        List<ProfileGroup> groups = new ArrayList<>();
        halos.halos().forEach((set, spheres) -> {
            long bits = fieldsRound(set, fields, profiles, matched);
            if (bits != 0) {
                groups.add(new ProfileGroup(set, spheres, profiles.bins(), bits, halos.first(set)));
            }
        });
        return new ProfilePlan(groups);
    }

    /** The halos round which fields are profiled, among those that were read. */
    static Surroundings surroundings(
            List<FieldSpec> fields, Profiles profiles, Map<HaloSet, HaloSpheres> halos, boolean matched) {
        Map<HaloSet, HaloSpheres> needed = new EnumMap<>(HaloSet.class);
        halos.forEach((set, spheres) -> {
            if (fieldsRound(set, fields, profiles, matched) != 0) {
                needed.put(set, spheres);
            }
        });
        return new Surroundings(needed, profiles.bins().reach());
    }

    /** The fields, as bits, that are profiled round a set of halos. */
    private static long fieldsRound(HaloSet set, List<FieldSpec> fields, Profiles profiles, boolean matched) {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            if (profiles.covers(fields.get(f)) && profiles.halosOf(fields.get(f), matched) == set) {
                bits |= 1L << f;
            }
        }
        return bits;
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

    /** Empty sums for a field, by its place. */
    ProfileSums emptySums(int field) {
        ProfileGroup group = groupOf(field);
        return new ProfileSums(group.spheres().size(), group.bins());
    }

    private ProfileGroup groupOf(int field) {
        return groups.stream()
                .filter(group -> (group.fields() >>> field & 1) != 0)
                .findFirst()
                .orElseThrow();
    }

    /** Bytes of the sums of so many components of one field in one set of accumulators; 0 if it is not profiled. */
    long bytes(int field, int components) {
        if ((fields() >>> field & 1) == 0) {
            return 0;
        }
        ProfileGroup group = groupOf(field);
        return ProfileSums.bytes(group.spheres().size(), group.bins(), components);
    }
}
