package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.grid.Axis;

/**
 * What one pass over the particles accumulates: all that is asked for, or as much of it as the memory budget holds.
 *
 * @param fields fields whose maps are made, or whose mass is counted where there are no maps, as bits
 * @param axes directions of the maps
 * @param profiles fields whose profiles are taken, as bits
 * @param written those of them that are written then; the others are kept for later
 * @param classLimit classes of particles of a run before sets of fields are split
 * @param sets sets of accumulators that threads add to at the same time
 */
record Portion(long fields, List<Axis> axes, long profiles, long written, int classLimit, int sets) {
    Portion {
        axes = List.copyOf(axes);
    }

    /** Whether a field is among those of {@link #fields}. */
    boolean has(int field) {
        return (fields >>> field & 1) != 0;
    }

    /** Whether a run has particles for it. */
    boolean reads(Source source, List<FieldSpec> all) {
        for (int f = 0; f < all.size(); f++) {
            FieldSpec field = all.get(f);
            boolean needs = source == Source.DMO ? field.needsDmo() : field.needsHydro();
            if (needs && ((fields | profiles) >>> f & 1) != 0) {
                return true;
            }
        }
        return false;
    }
}
