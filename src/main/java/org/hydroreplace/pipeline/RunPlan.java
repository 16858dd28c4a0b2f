package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.field.Surroundings;

/**
 * How a run is going to be done: the passes over the particles and what they take.
 *
 * @param portions what each pass accumulates, in order
 * @param split who dealt them out
 * @param memory what they take
 * @param router which fields take each particle
 * @param profiles which fields are profiled
 * @param cone the light cone of the planes, if there are any
 * @param announcement why there is more than one pass; empty for one
 * @param budget bytes that the process may take
 * @param ranks processes that do it
 */
record RunPlan(
        List<Portion> portions,
        PassSplit split,
        PassMemory memory,
        FieldRouter router,
        ProfilePlan profiles,
        Optional<LightCone> cone,
        Optional<String> announcement,
        long budget,
        int ranks) {

    /**
     * Plans a run whose snapshots are open and whose halos are known.
     *
     * @param ranks how many processes share the particles
     * @param heap what the process may take with its heap at its limit: {@link #heapAllows}, the same on all ranks
     * @throws org.hydroreplace.io.InputException if the budget does not hold it
     */
    static RunPlan of(RunConfiguration configuration, Wanted wanted, Inputs inputs, int threads, int ranks, long heap) {
        List<FieldSpec> fields = configuration.fields();
        Optional<Profiles> profiles = wanted.profiles();
        boolean matched = inputs.matches() != null;
        Surroundings measured = profiles.map(p -> ProfilePlan.surroundings(fields, p, inputs.halos(), matched))
                .orElse(Surroundings.NOTHING);
        FieldRouter router = new FieldRouter(fields, inputs.matches(), measured, inputs.displacer(threads));
        ProfilePlan plan = profiles.map(p -> ProfilePlan.of(fields, p, router.surroundings(), matched))
                .orElse(ProfilePlan.NONE);
        Optional<LightCone> cone =
                wanted.lensPlanes().map(planes -> LightCone.of(configuration, planes, inputs.header()));
        PassMemory memory = new PassMemory(fields, wanted, plan, inputs, router, threads, ranks);
        PassSplit split = new PassSplit(configuration, wanted, wanted.canvases(cone), plan, memory, threads);
        long asked = configuration.memory().orElse(heap);
        // Rounded to whole mebibytes, the launcher's limit may be a little below what was asked for.
        boolean isLimit = asked <= heap + (16L << 20);
        long budget = isLimit ? asked : heap;
        List<Portion> portions = split.within(
                budget,
                configuration.memory().isPresent() && isLimit
                        ? "raise memory (or --memory)"
                        : "start with a larger Java heap (HYDRO_REPLACE_JAVA_OPTIONS=-Xmx...)");
        Optional<String> announcement =
                passes(portions) == 1 ? Optional.empty() : Optional.of(split.announcement(passes(portions), budget));
        return new RunPlan(portions, split, memory, router, plan, cone, announcement, budget, ranks);
    }

    /**
     * What the process may take with its heap at the limit that it was started with. The Java machine does not count one of
     * the two survivor spaces, an eighth of the young generation each.
     */
    static long heapAllows(int ranks) {
        long old = Runtime.getRuntime().maxMemory() - PassMemory.YOUNG * 7 / 8;
        return PassMemory.process(Math.max(0, old), ranks);
    }

    /** The largest amount of memory in each phase, over all portions, bytes of the whole process. */
    Map<String, Long> phases() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < portions.size(); i++) {
            memory.phases(portions.get(i), split.kept(i))
                    .forEach((phase, live) -> all.merge(phase, PassMemory.process(live, ranks), Math::max));
        }
        return all;
    }

    /** The largest amount of memory of a process that is not the first: it makes no products, but spectra of volumes. */
    long peakOfOthers() {
        return phases().entrySet().stream()
                .filter(phase -> memory.sharesSpectra() || !phase.getKey().equals(PassMemory.PRODUCTS))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** Bytes that a rank hands on to have the sums of all ranks added. */
    long moved() {
        return ranks == 1 ? 0 : portions.stream().mapToLong(memory::moved).sum();
    }

    /** The largest amount of memory of the process, bytes. */
    long peak() {
        return phases().values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** How many passes over particles there are. */
    int passes() {
        return passes(portions);
    }

    static int passes(List<Portion> portions) {
        return portions.stream().mapToInt(Portion::stretches).sum();
    }

    /** How often the particles of a run are read. */
    int passes(Source source) {
        int passes = 0;
        for (Portion portion : portions) {
            for (int stretch = 0; stretch < portion.stretches(); stretch++) {
                passes += portion.stretch(stretch).reads(source, router.fields()) ? 1 : 0;
            }
        }
        return passes;
    }
}
