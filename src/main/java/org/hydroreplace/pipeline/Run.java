package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Power;
import org.hydroreplace.snapshot.Snapshot;

/** Carries out a configuration: checks the inputs, matches the halos, passes over the particles, writes the products. */
public final class Run {
    /**
     * How to run.
     *
     * @param command what the user called, for the manifest
     * @param products which products to make, as far as the configuration asks for them
     * @param threads number of threads
     * @param truth the truth of a mock, to score the matching against
     */
    public record Options(String command, Set<Product> products, int threads, Optional<Path> truth) {
        public Options {
            products = Set.copyOf(products);
        }
    }

    private final RunConfiguration configuration;
    private final Options options;
    private final Progress progress;
    private final Inputs inputs;
    private final Optional<Maps> maps;
    private final Optional<Power> power;
    private final Optional<Profiles> profiles;
    /** The fields that some product is made of. */
    private final List<FieldSpec> fields;

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<PassResult> passes = new ArrayList<>();

    private Run(RunConfiguration configuration, Options options, Progress progress) {
        this.configuration = configuration;
        this.options = options;
        this.progress = progress;
        this.inputs = new Inputs(configuration, options.truth());
        this.maps = configuration.maps().filter(m -> options.products().contains(Product.MAPS));
        this.power = configuration.power().filter(p -> options.products().contains(Product.POWER));
        this.profiles = configuration.profiles().filter(p -> options.products().contains(Product.PROFILES));
        this.fields = configuration.fields().stream()
                .filter(field -> maps.isPresent()
                        || profiles.filter(p -> p.covers(field)).isPresent())
                .toList();
    }

    /**
     * Runs a configuration and leaves its products in the output folder.
     *
     * @throws InputException if the inputs cannot be used or the memory budget is too small
     * @throws UsageException if the configuration or the output folder cannot be used
     */
    public static RunSummary execute(RunConfiguration configuration, Options options, Progress progress)
            throws InterruptedException {
        return new Run(configuration, options, progress).execute();
    }

    /**
     * Says what a run would take, from headers and catalogues alone.
     *
     * @throws InputException if the inputs cannot be used or the memory budget is too small
     * @throws UsageException if the configuration asks for nothing that particles are read for
     */
    public static PlanReport plan(RunConfiguration configuration, Options options) throws InterruptedException {
        Run run = new Run(configuration, options, Progress.NONE);
        if (run.fields.isEmpty()) {
            throw new UsageException(
                    "the configuration asks for no maps or profiles, so no particles would be read; add maps or profiles");
        }
        run.inputs.openSnapshots(run.fields);
        run.readHalos();
        return new PlanReport(
                run.plan(),
                run.inputs,
                ProductBytes.of(configuration, options.products(), run.inputs),
                options.threads());
    }

    private RunSummary execute() throws InterruptedException {
        boolean wantsMatches = wantsMatches();
        if (fields.isEmpty() && !wantsMatches) {
            throw new UsageException(
                    "the configuration asks for nothing that can be made; add maps or profiles, or simulation.hydro for matched halos");
        }
        if (!fields.isEmpty()) {
            timed("headers", () -> inputs.openSnapshots(fields));
        }
        try (OutputFolder folder = OutputFolder.open(configuration, options.products())) {
            readHalos();
            Optional<RunPlan> plan = fields.isEmpty() ? Optional.empty() : Optional.of(plan());
            long budget = plan.map(RunPlan::budget).orElseGet(RunPlan::heapAllows);
            Manifest manifest = new Manifest(folder.path(), options.command(), options.threads(), budget);
            manifest.inputs(inputs.files());
            announce(manifest, wantsMatches);
            manifest.write("running");
            try {
                HaloMatches matched = inputs.matches();
                if (wantsMatches && matched != null) {
                    timed("writing matched halos", () -> MatchedHalosFile.write(folder.path(), configuration, matched));
                    manifest.complete(MatchedHalosFile.NAME, List.of());
                }
                if (plan.isPresent()) {
                    plan.get().announcement().ifPresent(progress::note);
                    manifest.put("memory_planned", plan.get().peak());
                    passes(plan.get(), folder.path(), manifest);
                }
                RunSummary summary = new RunSummary(
                        configuration, folder.path(), matched, inputs.score(), List.copyOf(passes), seconds);
                summary.describe().forEach(manifest::put);
                seconds.forEach(manifest::timing);
                ProcessMemory.peak().ifPresent(peak -> manifest.put("memory_peak", peak));
                manifest.write("complete");
                folder.succeed();
                return summary;
            } catch (RuntimeException | Error | InterruptedException e) {
                noteFailure(manifest, e);
                throw e;
            }
        }
    }

    private boolean wantsMatches() {
        return options.products().contains(Product.MATCHED_HALOS)
                && configuration.simulation().hydro().isPresent();
    }

    private void readHalos() throws InterruptedException {
        boolean forProfiles =
                profiles.isPresent() && configuration.simulation().hydro().isPresent();
        if (wantsMatches() || forProfiles || fields.stream().anyMatch(FieldSpec.Replaced.class::isInstance)) {
            timed("matching", inputs::match);
        } else if (profiles.isPresent()) {
            timed("halos", inputs::selectDmoHalos);
        }
    }

    /** The manifest says that the run failed; should that fail too, the first reason is the one to tell. */
    private static void noteFailure(Manifest manifest, Throwable reason) {
        try {
            manifest.write("failed");
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void announce(Manifest manifest, boolean wantsMatches) {
        if (wantsMatches) {
            manifest.pending(MatchedHalosFile.NAME);
        }
        maps.ifPresent(m -> manifest.pending(MapsFile.NAME));
        power.ifPresent(p -> manifest.pending(PowerFile.NAME));
        profiles.ifPresent(p -> {
            manifest.pending(ProfilesFile.NAME);
            manifest.pending(StatisticsFile.NAME);
        });
    }

    private RunPlan plan() {
        return RunPlan.of(configuration, maps, power.isPresent(), profiles, inputs, options.threads());
    }

    private void passes(RunPlan plan, Path folder, Manifest manifest) throws InterruptedException {
        try (Products products = new Products(
                configuration, maps, power, profiles, plan, inputs, folder, manifest, options.threads(), seconds)) {
            for (int number = 0; number < plan.portions().size(); number++) {
                Portion portion = plan.portions().get(number);
                List<PassResult> results = new ArrayList<>();
                long live = plan.memory().halos() + plan.split().kept(number);
                for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
                    Source source = entry.getKey();
                    if (portion.reads(source, configuration.fields())) {
                        Heap.trim(live);
                        results.add(pass(plan, portion, source, entry.getValue()));
                        live += plan.memory().set(source, portion);
                    }
                }
                Heap.trim(live);
                passes.addAll(results);
                products.add(portion, results, number == plan.portions().size() - 1);
            }
        }
    }

    private PassResult pass(RunPlan plan, Portion portion, Source source, Snapshot snapshot)
            throws InterruptedException {
        long begin = System.nanoTime();
        ParticlePass pass = new ParticlePass(
                source,
                snapshot,
                plan.router(),
                maps,
                plan.profiles(),
                portion,
                plan.memory().classes(source, portion),
                progress);
        PassResult result = pass.run(options.threads());
        note("pass over the " + source.label() + " particles", begin);
        return result;
    }

    private interface Stage {
        void run() throws InterruptedException;
    }

    private void timed(String stage, Stage task) throws InterruptedException {
        long begin = System.nanoTime();
        task.run();
        note(stage, begin);
    }

    private void note(String stage, long begin) {
        seconds.merge(stage, (System.nanoTime() - begin) * 1e-9, Double::sum);
    }
}
