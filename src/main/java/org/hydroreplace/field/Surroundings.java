package org.hydroreplace.field;

import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.snapshot.PeriodicBox;
import org.jspecify.annotations.Nullable;

/**
 * Halos near which particles are to be found: one index for all who ask, that a particle is looked up in once. The DMO halos
 * come first, then those of the hydro run.
 *
 * @param dmo halos of the DMO run, those of the pairs in the same order where there are pairs; null if nobody asks
 * @param hydro halos of the hydro run; null if nobody asks
 * @param reach how far from them particles are to be found, in units of R200c
 */
public record Surroundings(
        @Nullable HaloSpheres dmo, @Nullable HaloSpheres hydro, double reach) {
    /** Nobody asks. */
    public static final Surroundings NOTHING = new Surroundings(null, null, 0);

    /** The place of the first halo of a run in the index. */
    public int first(Source source) {
        return source == Source.HYDRO ? dmoHalos() : 0;
    }

    private int dmoHalos() {
        return dmo == null ? 0 : dmo.size();
    }

    /** The index, in which replace fields may have spheres that reach farther; null if there are no halos. */
    @Nullable
    HaloIndex index(@Nullable DmoSpheres spheres) {
        HaloSpheres any = dmo == null ? hydro : dmo;
        if (any == null) {
            return null;
        }
        PeriodicBox box = any.box();
        int halos = dmoHalos() + (hydro == null ? 0 : hydro.size());
        double[][] columns = new double[4][halos];
        copy(dmo, columns, 0);
        copy(hydro, columns, dmoHalos());
        for (int i = 0; spheres != null && i < dmoHalos(); i++) {
            columns[3][i] = Math.max(columns[3][i], spheres.reach(i));
        }
        return new HaloIndex(box, columns[0], columns[1], columns[2], columns[3]);
    }

    private void copy(@Nullable HaloSpheres halos, double[][] columns, int first) {
        for (int i = 0; halos != null && i < halos.size(); i++) {
            columns[0][first + i] = halos.x()[i];
            columns[1][first + i] = halos.y()[i];
            columns[2][first + i] = halos.z()[i];
            columns[3][first + i] = reach * halos.radius()[i];
        }
    }
}
