package org.hydroreplace.field;

import java.util.EnumMap;
import java.util.Map;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.halo.HaloSpheres;
import org.jspecify.annotations.Nullable;

/**
 * Halos near which particles are to be found: one index for all who ask, that a particle is looked up in once. The sets
 * follow each other in the order of {@link HaloSet}; those of the pairs are in the order of the pairs.
 *
 * @param reach how far from them particles are to be found, in units of R200c
 */
public record Surroundings(Map<HaloSet, HaloSpheres> halos, double reach) {
    /** Nobody asks. */
    public static final Surroundings NOTHING = new Surroundings(Map.of(), 0);

    public Surroundings {
        EnumMap<HaloSet, HaloSpheres> ordered = new EnumMap<>(HaloSet.class);
        ordered.putAll(halos);
        halos = ordered;
    }

    /** The place of the first halo of a set in the index. */
    public int first(HaloSet set) {
        int before = 0;
        for (Map.Entry<HaloSet, HaloSpheres> entry : halos.entrySet()) {
            before += entry.getKey().compareTo(set) < 0 ? entry.getValue().size() : 0;
        }
        return before;
    }

    Surroundings with(HaloSet set, HaloSpheres spheres) {
        EnumMap<HaloSet, HaloSpheres> more = new EnumMap<>(HaloSet.class);
        more.putAll(halos);
        more.put(set, spheres);
        return new Surroundings(more, reach);
    }

    /**
     * The index, in which replace fields may have spheres that reach farther; null if there are no halos. Those of the
     * gravity-only run lead.
     */
    @Nullable
    HaloIndex index(@Nullable DmoSpheres spheres) {
        if (halos.isEmpty()) {
            return null;
        }
        int all = halos.values().stream().mapToInt(HaloSpheres::size).sum();
        double[][] columns = new double[4][all];
        halos.forEach((set, some) -> copy(some, columns, first(set)));
        HaloSpheres partners = halos.get(HaloSet.DMO_PARTNERS);
        for (int i = 0; spheres != null && partners != null && i < partners.size(); i++) {
            columns[3][i] = Math.max(columns[3][i], spheres.reach(i));
        }
        return new HaloIndex(
                halos.values().iterator().next().box(),
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                first(HaloSet.HYDRO_PARTNERS));
    }

    private void copy(HaloSpheres some, double[][] columns, int first) {
        for (int i = 0; i < some.size(); i++) {
            columns[0][first + i] = some.x()[i];
            columns[1][first + i] = some.y()[i];
            columns[2][first + i] = some.z()[i];
            columns[3][first + i] = reach * some.radius()[i];
        }
    }
}
