package org.hydroreplace.field;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.halo.HaloIndex.Spheres;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.snapshot.ParticleChunk;
import org.jspecify.annotations.Nullable;

/**
 * Answers for every particle which fields take it, and where. Built once from the fields of a run and the matched halos;
 * immutable, and safe for any number of threads.
 *
 * <p>All replace fields, and those who measure round the same DMO halos, share one index of the largest spheres: a particle
 * is looked up once however many fields there are. A recentred field adds an index of its hydro spheres.
 */
public final class FieldRouter {
    /** Fields that one pass can serve: one bit each. */
    public static final int MAX_FIELDS = 64;

    /** Particles that are moved in one batch, for each field that moves any. */
    public static final int MOVED_AT_ONCE = 1 << 14;

    private final List<FieldSpec> fields;
    private final long outsideDmo;
    private final long outsideHydro;
    private final long addedInPlace;
    private final @Nullable DmoSpheres spheres;
    private final Surroundings surroundings;
    private final @Nullable HaloIndex index;
    private final List<Recentring> recentrings;
    private final @Nullable Displacer displacer;

    /**
     * A router for some fields.
     *
     * @param matches matched halos; may be null if no field is a replaced one
     */
    public FieldRouter(List<FieldSpec> fields, @Nullable HaloMatches matches) {
        this(fields, matches, Surroundings.NOTHING, null);
    }

    /**
     * A router whose encounters serve others as well.
     *
     * @param matches matched halos; may be null if no field is a replaced one
     * @param measured halos round which others measure
     * @param displacer moves the matter of corrected fields; may be null if there are none
     */
    public FieldRouter(
            List<FieldSpec> fields,
            @Nullable HaloMatches matches,
            Surroundings measured,
            @Nullable Displacer displacer) {
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
            boolean moved = field instanceof FieldSpec.Baryonified;
            if (moved && displacer == null) {
                throw new IllegalArgumentException("field " + field.name() + " needs displacements");
            }
            dmo |= field.needsDmo() && !moved ? 1L << f : 0;
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
        this.displacer = displacer;
        this.surroundings =
                spheres != null && matches != null && !measured.halos().containsKey(HaloSet.DMO_PARTNERS)
                        ? measured.with(HaloSet.DMO_PARTNERS, HaloSpheres.dmoOf(matches))
                        : measured;
        this.index = surroundings.index(spheres);
    }

    /** The halos of {@link Routing#encounters}. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** The fields, in the order of their bits. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** Bytes that the indexes of the spheres take. */
    public long bytes() {
        long bytes = (spheres == null ? 0 : spheres.bytes()) + (index == null ? 0 : index.bytes());
        bytes += displacer == null ? 0 : displacer.bytes();
        for (Recentring recentring : recentrings) {
            bytes += recentring.bytes();
        }
        return bytes;
    }

    /** Begins with a chunk of one run: the fields of its particles where no halo is. */
    public void begin(Source source, ParticleChunk chunk, Routing routing) {
        routing.reset(chunk, source == Source.DMO ? outsideDmo : outsideHydro);
    }

    /**
     * Routes particles from one of the chunk on, until their encounters with the halos fill a batch. The encounters are the
     * routing's until the next call.
     *
     * @return the first particle that is not routed yet, the size of the chunk after the last
     */
    public int route(Source source, ParticleChunk chunk, int from, Routing routing) {
        HaloIndex halos = index;
        if (halos == null) {
            return chunk.size();
        }
        Encounters near = routing.encounters();
        // Round the hydro halos only the hydro field is measured.
        Spheres which = source == Source.DMO ? Spheres.LEADING : Spheres.ALL;
        int to = halos.find(which, chunk.x(), chunk.y(), chunk.z(), from, chunk.size(), near);
        if (spheres != null && source == Source.DMO) {
            takeAway(spheres, near, routing.inPlace());
        } else if (spheres != null && addedInPlace != 0) {
            add(spheres, near, routing.inPlace());
        }
        return to;
    }

    private static void takeAway(DmoSpheres spheres, Encounters near, long[] inPlace) {
        for (int n = 0; n < near.size(); n++) {
            inPlace[near.particle(n)] &= ~spheres.fieldsWithin(near.sphere(n), near.distanceSquared(n));
        }
    }

    private void add(DmoSpheres spheres, Encounters near, long[] inPlace) {
        for (int n = 0; n < near.size(); n++) {
            inPlace[near.particle(n)] |= addedInPlace & spheres.fieldsWithin(near.sphere(n), near.distanceSquared(n));
        }
    }

    /**
     * Moves particles from one of the chunk on: what fields take at other places. A batch at a time, which is the routing's
     * until the next call.
     *
     * @param wanted the fields that are wanted, as bits
     * @return the first particle that is not moved yet, the size of the chunk after the last
     */
    public int move(Source source, ParticleChunk chunk, int from, long wanted, Routing routing) {
        routing.clearMoved();
        int to = Math.min(chunk.size(), from + MOVED_AT_ONCE);
        if (source == Source.DMO) {
            return displacer == null ? chunk.size() : displacer.move(chunk, from, to, wanted, routing);
        }
        if (recentrings.isEmpty()) {
            return chunk.size();
        }
        for (Recentring recentring : recentrings) {
            if ((wanted >>> recentring.field() & 1) != 0) {
                recentring.route(chunk, from, to, routing);
            }
        }
        return to;
    }

    /** Whether any field takes particles of a run at another place. */
    public boolean moves(Source source) {
        return source == Source.DMO ? displacer != null : !recentrings.isEmpty();
    }

    /**
     * Finds the halos near moved particles, from one on, until they fill a batch.
     *
     * @return the first that was not looked up, their number after the last
     */
    public int findMoved(Routing routing, int from) {
        return index == null
                ? routing.moved()
                : index.find(
                        Spheres.LEADING,
                        routing.movedX(),
                        routing.movedY(),
                        routing.movedZ(),
                        from,
                        routing.moved(),
                        routing.encounters());
    }
}
