package org.hydroreplace.pipeline;

import java.util.ArrayList;
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
    static final long YOUNG = 96L << 20;

    /** What the collector keeps beside the heap: marks and cards, in 1/32. */
    private static final int COLLECTOR_SHARE = 32;

    private final List<FieldSpec> fields;
    private final Wanted wanted;
    private final ProfilePlan profiles;
    private final Inputs inputs;
    private final long indexes;
    private final int threads;
    private final int ranks;
    private final double[] masses;

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
        return new ClassBound(fields, portion.fields(), masses);
    }

    /** How many ranks share the particles. */
    int ranks() {
        return ranks;
    }

    /** Bytes of one set of accumulators of a run. */
    long set(Source source, Portion portion) {
        return set(
                source,
                portion,
                widest(portion).canvases().stream().mapToLong(Canvas::bytes).sum());
    }

    /** The part of a portion with most planes; they differ by one at most, and the last is never less. */
    private static Portion widest(Portion portion) {
        Portion first = portion.stretch(0);
        List<Canvas> canvases = new ArrayList<>(first.canvases());
        canvases.replaceAll(canvas -> canvas instanceof VolumeCanvas volume
                ? volume.stretch(portion.stretches() - 1, portion.stretches())
                : canvas);
        return new Portion(
                first.fields(), canvases, first.profiles(), first.written(), first.classLimit(), first.sets(), 1);
    }

    /** Bytes that a rank has of the accumulators of a run once all ranks have been added. */
    long held(Source source, Portion portion) {
        return set(
                source,
                portion,
                portion.canvases().stream()
                        .mapToLong(canvas -> canvas.bytesOfRank(ranks))
                        .sum());
    }

    private long set(Source source, Portion portion, long canvases) {
        long grids = canvases == 0 ? 0 : canvases * bound(portion).classes(source, portion.classLimit());
        long profiled = 0;
        int components = components(source);
        for (int f = 0; f < fields.size(); f++) {
            boolean needs = source == Source.DMO
                    ? fields.get(f).needsDmo()
                    : fields.get(f).needsHydro();
            profiled += needs && (portion.profiles() >>> f & 1) != 0 ? profiles.bytes(f, components) : 0;
        }
        return grids + profiled;
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
                long set = set(source, portion);
                long held = held(source, portion);
                boolean whole = portion.stretches() == 1;
                // Ranks are added when all passes are done, or else after each of the stretches.
                before += (inputs.parts(source) - 1) * (whole ? set : held);
                phases.put(
                        "pass over the " + source.label() + " particles",
                        before + (whole ? 0 : held) + portion.sets() * set + threads * thread(source, portion));
                before += whole ? set : held;
                after += inputs.parts(source) * held;
            }
        }
        phases.put("products", after + products());
        return phases;
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
        return field < 0 ? 0 : inputs.parts(Source.DMO) * profiles.bytes(field, components(Source.DMO));
    }
}
