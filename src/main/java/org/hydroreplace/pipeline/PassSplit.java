package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.io.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Deals out what is asked for to as few passes over the particles as the memory budget allows: all canvases together or one
 * part after the other, and of each part fields one after the other while they fit. Every pass reads all particles of the
 * runs that its fields need; the sums, and so the bytes of the products, are the same.
 */
final class PassSplit {
    private final RunConfiguration configuration;
    private final Wanted wanted;
    private final List<Canvas> canvases;
    private final ProfilePlan profiles;
    private final PassMemory memory;
    private final int threads;
    private final int count;
    private final int reference;

    PassSplit(
            RunConfiguration configuration,
            Wanted wanted,
            List<Canvas> canvases,
            ProfilePlan profiles,
            PassMemory memory,
            int threads) {
        this.configuration = configuration;
        this.wanted = wanted;
        this.canvases = canvases;
        this.profiles = profiles;
        this.memory = memory;
        this.threads = threads;
        this.count = configuration.fields().size();
        this.reference = configuration.referenceField().orElse(-1);
    }

    /**
     * The passes.
     *
     * @param budget bytes that the process may take
     * @param remedy how the user raises the budget, for the message
     * @throws InputException if not even one map of one field fits
     */
    List<Portion> within(long budget, String remedy) {
        List<Portion> best = null;
        List<Portion> late = null;
        for (int limit : new int[] {fullLimit(), 2}) {
            for (int parts = 1; parts <= Math.max(1, canvases.size()); parts++) {
                for (int stretches = 1; stretches <= mostStretches(); stretches += step(stretches)) {
                    if (best != null && stretches >= RunPlan.passes(best)) {
                        break;
                    }
                    List<Portion> found = split(parts, limit, stretches, budget);
                    if (found != null && latePartner(found) >= 0) {
                        late = late == null ? found : late;
                    } else if (found != null && (best == null || isBetter(found, best))) {
                        best = found;
                    }
                }
            }
        }
        if (best == null && late != null) {
            throw new InputException(refusal(late));
        }
        if (best == null) {
            throw new InputException(refusal(budget, remedy));
        }
        List<Portion> filled = new ArrayList<>();
        for (Portion portion : best) {
            filled.add(withMostSets(portion, filled, budget));
        }
        return List.copyOf(filled);
    }

    /**
     * Fewer passes; of as many, those that do not read more particles but have fewer fields in one place: all fields at once
     * share classes of particles, so that whole canvases dealt out cost fewer deposits than fields dealt out.
     */
    private boolean isBetter(List<Portion> found, List<Portion> best) {
        return RunPlan.passes(found) < RunPlan.passes(best)
                || (RunPlan.passes(found) == RunPlan.passes(best)
                        && wanted.lensPlanes().isPresent()
                        && found.stream().mapToLong(memory::particlesRead).sum()
                                <= best.stream()
                                        .mapToLong(memory::particlesRead)
                                        .sum());
    }

    /**
     * How many stretches the planes of volumes may be cut into. A rank keeps its own planes of all stretches, so that one alone
     * would gain nothing.
     */
    private int mostStretches() {
        return memory.ranks() == 1 ? 1 : wanted.volume().map(Power.Volume::grid).orElse(1);
    }

    /** 1, 2, 3, 4, 6, 8, 12, 16 and so on: twice as many are never far. */
    private static int step(int stretches) {
        return Math.max(1, Integer.highestOneBit(stretches) / 2);
    }

    /**
     * A field is correlated with another when its transform is there: from a portion before, or its own. Says which one comes too
     * late, or -1.
     */
    private int latePartner(List<Portion> portions) {
        List<Integer> partners = wanted.volume()
                .map(volume -> PowerFile.partners(configuration, volume))
                .orElse(List.of());
        for (int partner : partners) {
            long before = (1L << partner) - 1;
            boolean late = !portions.getFirst().has(partner);
            if (late && (portions.getFirst().fields() & before) != 0) {
                return partner;
            }
        }
        return -1;
    }

    private String refusal(List<Portion> portions) {
        String name = configuration.fields().get(latePartner(portions)).name();
        return "within this memory budget the fields take " + portions.size() + " passes, and " + name
                + " of power.cross comes after fields that are to be correlated with it; move " + name
                + " to the top of fields, or raise memory (or --memory)";
    }

    /** Everything in one pass, with one set of accumulators. */
    Portion whole() {
        return portion(0, count, canvases, profiles.fields(), profiles.fields(), fullLimit(), 1);
    }

    /** Classes before sets of fields are split: with one replace field there is no need to. */
    private int fullLimit() {
        long more = configuration.fields().stream()
                .filter(field -> field instanceof FieldSpec.Replaced || field instanceof FieldSpec.Baryonified)
                .count();
        return (int) more + 2;
    }

    private Portion portion(
            int from, int to, List<Canvas> some, long measured, long written, int limit, int stretches) {
        long bits = 0;
        for (int f = from; f < to; f++) {
            bits |= 1L << f;
        }
        boolean cut = some.stream().anyMatch(VolumeCanvas.class::isInstance);
        return new Portion(bits, some, measured, written, limit, 1, cut ? stretches : 1);
    }

    /** Portions of so many parts of the canvases, fields as they fit; null if one field does not fit. */
    private @Nullable List<Portion> split(int parts, int limit, int stretches, long budget) {
        List<Portion> all = new ArrayList<>();
        for (int from = 0; from < count; ) {
            List<Portion> block = null;
            int to = from;
            while (to < count) {
                List<Portion> more = block(from, to + 1, parts, limit, stretches, all.isEmpty());
                if (!fits(more, all, budget)) {
                    break;
                }
                block = more;
                to++;
            }
            if (block == null) {
                return null;
            }
            all.addAll(block);
            from = to;
        }
        return all;
    }

    /** The portions of some fields: one for each part of the canvases, their profiles dealt out in order. */
    private List<Portion> block(int from, int to, int parts, int limit, int stretches, boolean first) {
        List<Portion> block = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<Canvas> some = canvases.subList(canvases.size() * part / parts, canvases.size() * (part + 1) / parts);
            long written = 0;
            for (int f = from + (to - from) * part / parts; f < from + (to - from) * (part + 1) / parts; f++) {
                written |= profiles.fields() & (1L << f);
            }
            long measured = written;
            if (reference >= 0) {
                // Others are compared with it: measured first of all, and only once.
                long bit = profiles.fields() & (1L << reference);
                measured = first && part == 0 ? measured | bit : measured & ~bit;
            }
            block.add(portion(from, to, some, measured, written, limit, stretches));
        }
        return block;
    }

    private boolean fits(List<Portion> block, List<Portion> before, long budget) {
        for (int i = 0; i < block.size(); i++) {
            if (memory.peak(block.get(i), kept(before.size() + i)) > budget) {
                return false;
            }
        }
        return true;
    }

    /** Bytes that a portion of this number finds taken by earlier ones. */
    long kept(int number) {
        return number == 0
                ? 0
                : memory.reference(reference)
                        + wanted.volume()
                                .map(v -> VolumeSpectra.keptBytes(v, memory.ranks()))
                                .orElse(0L);
    }

    private Portion withMostSets(Portion portion, List<Portion> before, long budget) {
        for (int sets = threads; sets > 1; sets--) {
            Portion more = new Portion(
                    portion.fields(),
                    portion.canvases(),
                    portion.profiles(),
                    portion.written(),
                    portion.classLimit(),
                    sets,
                    portion.stretches());
            if (memory.peak(more, kept(before.size())) <= budget) {
                return more;
            }
        }
        return portion;
    }

    /** What needs so many passes, for the line that is printed before the first of them. */
    String announcement(int passes, long budget) {
        return passes + " passes over the particles: " + needs() + " need "
                + MemorySize.format(memory.peak(whole(), 0)) + " of memory in one pass and "
                + MemorySize.format(budget) + " are allowed";
    }

    private String needs() {
        String of = " for " + count + (count == 1 ? " field" : " fields");
        List<String> all = new ArrayList<>();
        wanted.maps()
                .ifPresent(m -> all.add("maps of " + m.grid() + "^2 cells along "
                        + m.axes().size() + (m.axes().size() == 1 ? " axis" : " axes") + of));
        wanted.volume().ifPresent(v -> {
            int grids = v.canvases().stream().mapToInt(Canvas::grids).sum();
            all.add((grids == 1 ? "a grid" : grids + " grids") + " of " + v.grid() + "^3 cells" + of);
        });
        wanted.lensPlanes()
                .ifPresent(p -> all.add(
                        p.realizations() * p.planesPerSnapshot() + " lens planes of " + p.grid() + "^2 pixels" + of));
        String halos = halos();
        if (!halos.isEmpty()) {
            all.add(halos);
        }
        return String.join(" and ", all);
    }

    private String halos() {
        if (profiles.groups().isEmpty()) {
            return "";
        }
        ProfileGroup group = profiles.groups().getFirst();
        int fields = Long.bitCount(profiles.fields());
        return "profiles of " + group.spheres().size() + " halos in "
                + (group.bins().edges().length - 1) + " bins for " + fields + (fields == 1 ? " field" : " fields");
    }

    /** Ranks share volumes, and nothing of what else a process takes. */
    private boolean helpedByRanks(long budget) {
        return wanted.volume().isPresent() && PassMemory.process(memory.halos(), memory.ranks()) < budget;
    }

    private String refusal(long budget, String remedy) {
        long least = Long.MAX_VALUE;
        for (int f = 0; f < count; f++) {
            long of = 0;
            List<Portion> block = block(f, f + 1, Math.max(1, canvases.size()), 2, mostStretches(), f == 0);
            for (int part = 0; part < block.size(); part++) {
                of = Math.max(of, memory.peak(block.get(part), kept(f + part)));
            }
            least = f == 0 ? of : Math.max(least, of);
        }
        List<String> levers = new ArrayList<>();
        wanted.maps().ifPresent(m -> levers.add("maps.grid"));
        wanted.volume().ifPresent(v -> levers.add("power.grid"));
        wanted.lensPlanes().ifPresent(p -> levers.add("lens_planes.grid"));
        if (!profiles.groups().isEmpty()) {
            levers.add("profiles.edges.bins");
        }
        return needs() + " need " + MemorySize.format(least) + " of memory with a pass for every grid"
                + (memory.ranks() == 1 ? "" : " on each of " + memory.ranks() + " ranks") + ", and "
                + MemorySize.format(budget) + " are allowed; " + remedy
                + (helpedByRanks(budget) ? ", start more ranks (mpirun -n N), which share grids," : ",")
                + " or lower " + String.join(", ", levers)
                + " or --threads";
    }
}
