package org.hydroreplace.field;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.snapshot.ParticleChunk;
import org.jspecify.annotations.Nullable;

/**
 * Answers for every particle which fields take it, and where. Built once from the fields of a run and the matched halos;
 * immutable, and safe for any number of threads.
 *
 * <p>All replace fields share one index of the DMO halos' largest spheres, so that a particle is looked up once however
 * many fields there are; a recentred field adds an index of its hydro spheres.
 */
public final class FieldRouter {
    /** Fields that one pass can serve: one bit each. */
    public static final int MAX_FIELDS = 64;

    private final List<FieldSpec> fields;
    private final long outsideDmo;
    private final long outsideHydro;
    private final long addedInPlace;
    private final @Nullable DmoSpheres spheres;
    private final List<Recentring> recentrings;

    /**
     * A router for some fields.
     *
     * @param matches matched halos; may be null if no field is a replaced one
     */
    public FieldRouter(List<FieldSpec> fields, @Nullable HaloMatches matches) {
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    fields.size() + " fields are more than one pass can serve (" + MAX_FIELDS + ")");
        }
        this.fields = List.copyOf(fields);
        HaloPairs pairs = matches == null ? null : HaloPairs.of(matches);
        long dmo = 0;
        long hydro = 0;
        long added = 0;
        List<Recentring> shifts = new ArrayList<>();
        boolean replaces = false;
        for (int f = 0; f < fields.size(); f++) {
            FieldSpec field = fields.get(f);
            dmo |= field.needsDmo() ? 1L << f : 0;
            hydro |= field instanceof FieldSpec.Hydro ? 1L << f : 0;
            if (field instanceof Replaced replaced) {
                if (pairs == null) {
                    throw new IllegalArgumentException("field " + field.name() + " needs matched halos");
                }
                replaces = true;
                if (replaced.replacement().centre() == Centre.DMO) {
                    added |= 1L << f;
                } else {
                    shifts.add(new Recentring(f, replaced.replacement(), pairs));
                }
            }
        }
        this.outsideDmo = dmo;
        this.outsideHydro = hydro;
        this.addedInPlace = added;
        this.recentrings = List.copyOf(shifts);
        this.spheres = replaces && pairs != null ? new DmoSpheres(this.fields, pairs) : null;
    }

    /** The fields, in the order of their bits. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** Bytes that the indexes of the spheres take. */
    public long bytes() {
        long bytes = spheres == null ? 0 : spheres.bytes();
        for (Recentring recentring : recentrings) {
            bytes += recentring.bytes();
        }
        return bytes;
    }

    /** Routes the particles of a chunk of one run. */
    public void route(Source source, ParticleChunk chunk, Routing routing) {
        routing.reset(chunk);
        double[] x = chunk.x();
        double[] y = chunk.y();
        double[] z = chunk.z();
        DmoSpheres dmoSpheres = spheres;
        for (int i = 0; i < chunk.size(); i++) {
            long inside = dmoSpheres == null ? 0 : dmoSpheres.fieldsInside(x[i], y[i], z[i]);
            routing.setInPlace(i, source == Source.DMO ? outsideDmo & ~inside : outsideHydro | (inside & addedInPlace));
        }
        if (source == Source.HYDRO) {
            for (Recentring recentring : recentrings) {
                recentring.route(chunk, routing);
            }
        }
    }
}
