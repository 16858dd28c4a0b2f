package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
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
     */
    static ProfilePlan of(List<FieldSpec> fields, Profiles profiles, Surroundings halos) {
        List<ProfileGroup> groups = new ArrayList<>();
        for (Source centre : Source.values()) {
            long bits = fieldsRound(centre, fields, profiles);
            HaloSpheres round = centre == Source.DMO ? halos.dmo() : halos.hydro();
            if (bits != 0 && round != null) {
                groups.add(new ProfileGroup(centre, round, profiles.bins(), bits, halos.first(centre)));
            }
        }
        return new ProfilePlan(groups);
    }

    /** The halos round which fields are profiled, among those of the runs. */
    static Surroundings surroundings(List<FieldSpec> fields, Profiles profiles, Map<Source, HaloSpheres> halos) {
        return new Surroundings(
                fieldsRound(Source.DMO, fields, profiles) == 0 ? null : halos.get(Source.DMO),
                fieldsRound(Source.HYDRO, fields, profiles) == 0 ? null : halos.get(Source.HYDRO),
                profiles.bins().reach());
    }

    /** The fields, as bits, that are profiled round the halos of a run. */
    private static long fieldsRound(Source centre, List<FieldSpec> fields, Profiles profiles) {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            if (profiles.covers(fields.get(f)) && profiles.centreOf(fields.get(f)) == centre) {
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

    /** Empty sums for one field. */
    ProfileSums emptySums() {
        ProfileGroup first = groups.getFirst();
        return new ProfileSums(first.spheres().size(), first.bins());
    }

    /** Bytes of the sums of so many components of one field in one set of accumulators. */
    long bytesPerField(int components) {
        if (groups.isEmpty()) {
            return 0;
        }
        ProfileGroup first = groups.getFirst();
        return ProfileSums.bytes(first.spheres().size(), first.bins(), components);
    }
}
