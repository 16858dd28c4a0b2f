package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Source;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.spectrum.PlaneSpectrum;

/**
 * What the phases of a run take of memory, heap and all else together, in bytes: an upper bound that is nearly reached.
 * It depends on grids, halos, bins, fields and threads, and not on the number of particles.
 */
final class PassMemory {
    /** The Java machine itself: code, classes, compiler, stacks, libhdf5 and its caches. Measured. */
    static final long MACHINE = 112L << 20;

    /** Where new objects are made; the launcher fixes it ({@code -Xmn}), and all of it gets used. */
    static final long YOUNG = 48L << 20;

    /** What the collector keeps beside the heap: marks and cards, in 1/32. */
    private static final int COLLECTOR_SHARE = 32;

    /** Hits that one group of halos has waiting in a thread: lists that grow by doubling. */
    private static final long HITS = 20L * (3 << 18);

    private final List<FieldSpec> fields;
    private final Optional<Maps> maps;
    private final boolean spectra;
    private final ProfilePlan profiles;
    private final Inputs inputs;
    private final long indexes;
    private final int threads;
    private final double[] masses;

    PassMemory(
            List<FieldSpec> fields,
            Optional<Maps> maps,
            boolean spectra,
            ProfilePlan profiles,
            Inputs inputs,
            FieldRouter router,
            int threads) {
        this.fields = fields;
        this.maps = maps;
        this.spectra = spectra;
        this.profiles = profiles;
        this.inputs = inputs;
        this.indexes = router.bytes() + profiles.indexBytes();
        this.threads = threads;
        this.masses = inputs.matches() == null
                ? new double[0]
                : inputs.halos(Source.DMO).mass();
    }

    /** An empty table of classes for a pass over a run. */
    ClassTable classes(Source source, Portion portion) {
        return bound(portion).table(source, portion.classLimit());
    }

    private ClassBound bound(Portion portion) {
        return new ClassBound(fields, portion.fields(), masses);
    }

    /** Bytes of one set of accumulators of a run. */
    long set(Source source, Portion portion) {
        long grids = maps.map(m -> bound(portion).classes(source, portion.classLimit())
                        * (long) portion.axes().size()
                        * MassGrid.bytes(2, m.grid()))
                .orElse(0L);
        long profiled = 0;
        for (int f = 0; f < fields.size(); f++) {
            boolean needs = source == Source.DMO
                    ? fields.get(f).needsDmo()
                    : fields.get(f).needsHydro();
            profiled += needs ? portion.profiles() >>> f & 1 : 0;
        }
        return grids + profiled * profiles.bytesPerField();
    }

    /** Bytes of one thread of a pass over a run. */
    long thread(Source source, Portion portion) {
        Snapshot snapshot = inputs.snapshots().get(source);
        if (snapshot == null) {
            return 0;
        }
        long rows = snapshot.blocks(ParticlePass.blockRows()).stream()
                .mapToLong(ParticleBlock::rows)
                .max()
                .orElse(0);
        // Positions and mass, units, routing, two lists of classes that have grown by doubling.
        long bytes = rows * (32 + 8 + 8 + 3 * 4) + snapshot.bytesPerReader();
        long recentred = 0;
        for (int f = 0; f < fields.size(); f++) {
            recentred += source == Source.HYDRO && portion.has(f) && isRecentred(fields.get(f)) ? 1 : 0;
        }
        // A moved particle is in lists that have grown by doubling; half of all particles is more than is ever moved.
        return bytes + recentred * rows * (32 + 8 + 4) + profiles.groups().size() * HITS;
    }

    private static boolean isRecentred(FieldSpec field) {
        return field instanceof FieldSpec.Replaced replaced
                && replaced.replacement().centre() == Replacement.Centre.RECENTRED;
    }

    /** Live bytes of the halos and of what finds them. */
    long halos() {
        return inputs.haloBytes() + indexes;
    }

    /**
     * Live bytes of the heap in each phase of a portion, by its name.
     *
     * @param kept bytes that earlier portions left for later
     */
    Map<String, Long> phases(Portion portion, long kept) {
        Map<String, Long> phases = new LinkedHashMap<>();
        phases.put("matching", inputs.haloBytes() + inputs.matchingBytes());
        long before = halos() + kept;
        for (Source source : inputs.snapshots().keySet()) {
            if (portion.reads(source, fields)) {
                long set = set(source, portion);
                phases.put(
                        "pass over the " + source.label() + " particles",
                        before + portion.sets() * set + threads * thread(source, portion));
                before += set;
            }
        }
        phases.put("products", before + products());
        return phases;
    }

    /** What the writing of products takes: a spectrum, or the tables of one component of all halos. */
    private long products() {
        long spectrum =
                spectra ? maps.map(m -> PlaneSpectrum.bytes(m.grid(), threads)).orElse(0L) : 0;
        long tables = 0;
        for (ProfileGroup group : profiles.groups()) {
            long columns =
                    Math.max(group.bins().edges().length - 1, group.bins().radii().length);
            tables = 8L * 8 * group.spheres().size() * columns;
        }
        return Math.max(spectrum, tables);
    }

    /** All memory of the process with so many live bytes in the heap. */
    static long process(long live) {
        return MACHINE + YOUNG + live + (live + YOUNG) / COLLECTOR_SHARE;
    }

    /** All memory of the process at the peak of a portion. */
    long peak(Portion portion, long kept) {
        return process(phases(portion, kept).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0));
    }

    /** Bytes of the profiles of the field that others are compared with, which later portions need. */
    long reference(int field) {
        return field < 0 || (profiles.fields() >>> field & 1) == 0 ? 0 : profiles.bytesPerField();
    }
}
