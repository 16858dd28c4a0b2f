package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;

/**
 * What the phases of a run take of memory, heap and all else together, in bytes: an upper bound that is nearly reached.
 * It depends on grids, halos, bins, fields and threads, and not on the number of particles.
 */
final class PassMemory {
    /** The Java machine itself: code, classes, compiler, stacks, libhdf5 and its caches. Measured. */
    static final long MACHINE = 112L << 20;

    /** Where new objects are made; the launcher fixes it ({@code -Xmn}), and all of it gets used. */
    static final long YOUNG = 48L << 20;

    /**
     * What MPI takes in a rank: our buffers, and the library's, of which 5 to 10 MiB were measured with up to four ranks of a
     * node (Open MPI 4.1, MPICH 4.0); networks take some for every rank they talk to. The launcher keeps as much from the heap.
     */
    static final long MPI = (12L << 20) + Ranks.BUFFER_BYTES;

    /** What the collector keeps beside the heap: marks and cards, in 1/32. */
    private static final int COLLECTOR_SHARE = 32;

    /** The phases that only some processes go through. */
    static final String SUMS = "sums over ranks";

    static final String PRODUCTS = "products";

    private final List<FieldSpec> fields;
    private final Wanted wanted;
    private final ProfilePlan profiles;
    private final Inputs inputs;
    private final long indexes;
    private final int threads;
    private final int ranks;
    private final double[] masses;
    private final Map<Long, ClassBound> bounds = new HashMap<>();

    PassMemory(
            List<FieldSpec> fields,
            Wanted wanted,
            ProfilePlan profiles,
            Inputs inputs,
            FieldRouter router,
            int threads,
            int ranks) {
        this.fields = fields;
        this.wanted = wanted;
        this.profiles = profiles;
        this.inputs = inputs;
        this.indexes = router.bytes();
        this.threads = threads;
        this.ranks = ranks;
        this.masses = inputs.matches() == null
                ? new double[0]
                : inputs.halos(HaloSet.DMO_PARTNERS).mass();
    }

    /** An empty table of classes for a pass over a run. */
    ClassTable classes(Source source, Portion portion) {
        return bound(portion).table(source, portion.classLimit());
    }

    private ClassBound bound(Portion portion) {
        return bounds.computeIfAbsent(portion.fields(), bits -> new ClassBound(fields, bits, masses));
    }

    /** Particles that a portion's passes read. */
    long particlesRead(Portion portion) {
        long particles = 0;
        for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
            particles += portion.reads(entry.getKey(), fields)
                    ? entry.getValue().header().matterParticles()
                    : 0;
        }
        return particles;
    }

    /** How many ranks share the particles. */
    int ranks() {
        return ranks;
    }

    /** Whether ranks make products together. */
    boolean sharesSpectra() {
        return wanted.volume().isPresent();
    }

    /**
     * Bytes of all accumulators of a run, with so many sets that threads add to: of a portion whose volumes are made stretch by
     * stretch, those of one stretch.
     */
    long accumulators(Source source, Portion portion, int sets) {
        return accumulators(source, portion, widest(portion), sets);
    }

    private long accumulators(Source source, Portion portion, List<Canvas> canvases, int sets) {
        long shared = 0;
        long own = 0;
        for (Canvas canvas : canvases) {
            shared += canvas.isShared() ? canvas.bytes() : 0;
            own += canvas.isShared() ? 0 : canvas.bytes();
        }
        return bytesOfClasses(source, portion, shared + sets * own) + sets * profiled(source, portion);
    }

    /** The canvases of the stretch with most planes; they differ by one at most, and the last is never less. */
    private static List<Canvas> widest(Portion portion) {
        List<Canvas> canvases = new ArrayList<>(portion.canvases());
        if (portion.stretches() > 1) {
            canvases = new ArrayList<>(portion.stretch(0).canvases());
            canvases.replaceAll(canvas -> canvas instanceof VolumeCanvas volume
                    ? volume.stretch(portion.stretches() - 1, portion.stretches())
                    : canvas);
        }
        return canvases;
    }

    /** Bytes that a rank has of the accumulators of a run once all ranks have been added. */
    long held(Source source, Portion portion) {
        long canvases = portion.canvases().stream()
                .mapToLong(canvas -> canvas.bytesOfRank(ranks))
                .sum();
        return bytesOfClasses(source, portion, canvases) + profiled(source, portion);
    }

    /** So many bytes for each class of particles of a run. */
    private long bytesOfClasses(Source source, Portion portion, long canvases) {
        return canvases == 0 ? 0 : canvases * bound(portion).classes(source, portion.classLimit());
    }

    private long profiled(Source source, Portion portion) {
        long profiled = 0;
        int components = components(source);
        for (int f = 0; f < fields.size(); f++) {
            boolean counts = fields.get(f).needs(source) && (portion.profiles() >>> f & 1) != 0;
            profiled += counts ? profiles.bytes(f, components) : 0;
        }
        return profiled;
    }

    /** How many components the particles of a run have. */
    private int components(Source source) {
        Snapshot snapshot = inputs.snapshots().get(source);
        return snapshot == null
                ? 0
                : (int) ParticleType.all().stream()
                        .filter(type -> type.isMatter() && snapshot.header().count(type) > 0)
                        .map(Component::of)
                        .distinct()
                        .count();
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
        bytes += portion.stretch(0).canvases().stream()
                .mapToLong(canvas -> canvas.brushBytes(rows))
                .sum();
        long moving = 0;
        for (int f = 0; f < fields.size(); f++) {
            FieldSpec field = fields.get(f);
            boolean moves = source == Source.HYDRO ? isRecentred(field) : field instanceof FieldSpec.Baryonified;
            moving += moves && portion.has(f) ? 1 : 0;
        }
        // A moved particle is in lists that grow by doubling.
        return bytes + 2 * moving * FieldRouter.MOVED_AT_ONCE * (40 + 8 + 8 + 4) + Encounters.bytes();
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
        long after = before;
        for (Source source : inputs.snapshots().keySet()) {
            if (portion.reads(source, fields)) {
                long one = accumulators(source, portion, 1);
                long held = held(source, portion);
                boolean whole = portion.stretches() == 1;
                // Ranks are added when all passes are done, or else after each of the stretches.
                before += (inputs.parts(source) - 1) * (whole ? one : held);
                phases.put(
                        "pass over the " + source.label() + " particles",
                        before
                                + (whole ? 0 : held)
                                + accumulators(source, portion, portion.sets())
                                + threads * thread(source, portion));
                before += whole ? one : held;
                after += inputs.parts(source) * held;
            }
        }
        if (ranks > 1) {
            phases.put(SUMS, before + foreignClass(portion));
        }
        phases.put(PRODUCTS, after + products());
        return phases;
    }

    /** Grids of a class that another rank has met and this one has not, where it may have no more classes of its own. */
    private long foreignClass(Portion portion) {
        boolean full = inputs.snapshots().keySet().stream()
                .anyMatch(source -> bound(portion).classes(source, Integer.MAX_VALUE) > portion.classLimit());
        return !full ? 0 : widest(portion).stream().mapToLong(Canvas::bytes).sum();
    }

    /** Bytes that a rank hands on when the sums of all ranks are added, of all runs: at most, and nearly that. */
    long moved(Portion portion) {
        long bytes = 0;
        for (Source source : inputs.snapshots().keySet()) {
            bytes += portion.reads(source, fields)
                    ? inputs.parts(source) * accumulators(source, portion, portion.canvases(), 1)
                    : 0;
        }
        return bytes;
    }

    /** What the writing of products takes: a spectrum, or the tables of one component of all halos. */
    private long products() {
        long spectrum = PowerFile.bytes(wanted, threads, ranks);
        long tables = 0;
        for (ProfileGroup group : profiles.groups()) {
            long columns =
                    Math.max(group.bins().edges().length - 1, group.bins().radii().length);
            tables = 8L * 8 * group.spheres().size() * columns;
        }
        long planes =
                wanted.lensPlanes().map(p -> LensPlanesFiles.bytes(p, threads)).orElse(0L);
        return Math.max(Math.max(spectrum, tables), planes);
    }

    /** All memory of the process, one of so many, with so many live bytes in the heap. */
    static long process(long live, int ranks) {
        return MACHINE + (ranks > 1 ? MPI : 0) + YOUNG + live + (live + YOUNG) / COLLECTOR_SHARE;
    }

    /** All memory of the process at the peak of a portion. */
    long peak(Portion portion, long kept) {
        long live = phases(portion, kept).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return process(live, ranks);
    }

    /** Bytes of the profiles of the field that others are compared with, which later portions need. */
    long reference(int field) {
        return field < 0 ? 0 : inputs.parts(Source.DMO) * profiles.bytes(field, components(Source.DMO));
    }
}
