package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;

/**
 * What one pass over the particles accumulates: all that is asked for, or as much of it as the memory budget holds.
 *
 * @param fields fields whose grids are made, or whose mass is counted where there are no grids, as bits
 * @param canvases grids of each of them
 * @param profiles fields whose profiles are taken, as bits
 * @param written those of them that are written then; the others are kept for later
 * @param classLimit classes of particles of a run before sets of fields are split
 * @param sets sets of accumulators that threads add to at the same time
 * @param stretches of the planes of volumes: each is a pass of its own, after which it goes to the ranks that have its planes
 */
record Portion(
        long fields, List<Canvas> canvases, long profiles, long written, int classLimit, int sets, int stretches) {
    Portion {
        canvases = List.copyOf(canvases);
    }

    /** Whether a field is among those of {@link #fields}. */
    boolean has(int field) {
        return (fields >>> field & 1) != 0;
    }

    /** What the pass for a stretch of the planes accumulates: the first of them all else, too. */
    Portion stretch(int number) {
        List<Canvas> some = new ArrayList<>(number == 0 ? canvases : volumes());
        some.replaceAll(canvas -> canvas instanceof VolumeCanvas volume ? volume.stretch(number, stretches) : canvas);
        return new Portion(fields, some, number == 0 ? profiles : 0, written, classLimit, sets, 1);
    }

    /** Those of the canvases that are maps. */
    List<MapCanvas> maps() {
        return canvases.stream()
                .filter(MapCanvas.class::isInstance)
                .map(MapCanvas.class::cast)
                .toList();
    }

    /** Those of the canvases that are volumes. */
    List<VolumeCanvas> volumes() {
        return canvases.stream()
                .filter(VolumeCanvas.class::isInstance)
                .map(VolumeCanvas.class::cast)
                .toList();
    }

    /** Those of the canvases that are lens planes. */
    List<PlanesCanvas> planes() {
        return canvases.stream()
                .filter(PlanesCanvas.class::isInstance)
                .map(PlanesCanvas.class::cast)
                .toList();
    }

    /** Whether a run has particles for it. */
    boolean reads(Source source, List<FieldSpec> all) {
        return ((fields | profiles) & taking(source, all)) != 0;
    }

    /** The fields, as bits, that take particles of a run. */
    static long taking(Source source, List<FieldSpec> all) {
        long bits = 0;
        for (int f = 0; f < all.size(); f++) {
            bits |= all.get(f).needs(source) ? 1L << f : 0;
        }
        return bits;
    }
}
