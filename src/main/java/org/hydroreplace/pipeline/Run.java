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
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.io.UserException;
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
     * @param restart how the run is interrupted and taken up again
     */
    public record Options(String command, Set<Product> products, int threads, Optional<Path> truth, Restart restart) {
        public Options {
            products = Set.copyOf(products);
        }

        /** A run from the beginning that nobody stops. */
        public Options(String command, Set<Product> products, int threads, Optional<Path> truth) {
            this(command, products, threads, truth, Restart.fromTheBeginning());
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
     * @throws StoppedException if it was asked to stop; what it did is then in the checkpoint
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
        try (Checkpoint checkpoint = checkpoint();
                OutputFolder folder =
                        OutputFolder.open(configuration, options.products(), path -> findCheckpoint(checkpoint))) {
            readHalos();
            Optional<RunPlan> plan = fields.isEmpty() ? Optional.empty() : Optional.of(plan());
            long budget = plan.map(RunPlan::budget).orElseGet(RunPlan::heapAllows);
            if (plan.isPresent()) {
                checkpoint.inputs(inputs.files());
                requireOnePassToResume(plan.get(), checkpoint);
            }
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
                    passes(plan.get(), folder.path(), checkpoint, manifest);
                }
                RunSummary summary = new RunSummary(
                        configuration, folder.path(), matched, inputs.score(), List.copyOf(passes), seconds);
                summary.describe().forEach(manifest::put);
                seconds.forEach(manifest::timing);
                ProcessMemory.peak().ifPresent(peak -> manifest.put("memory_peak", peak));
                manifest.write("complete");
                folder.succeed();
                if (plan.isPresent()) {
                    // Last: a run that is killed before this line can still be resumed.
                    checkpoint.delete();
                }
                return summary;
            } catch (StoppedException e) {
                throw stopped(checkpoint, manifest);
            } catch (RuntimeException | Error | InterruptedException e) {
                noteEnd(manifest, "failed", e);
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

    private Checkpoint checkpoint() {
        CheckpointIdentity identity =
                CheckpointIdentity.of(configuration, options.products(), ParticlePass.blockRows());
        return new Checkpoint(configuration.output(), identity, options.restart(), progress);
    }

    /** Commands that read no particles leave the checkpoint of one that does alone. */
    private void findCheckpoint(Checkpoint checkpoint) {
        if (!fields.isEmpty()) {
            checkpoint.find();
        }
    }

    private static void requireOnePassToResume(RunPlan plan, Checkpoint checkpoint) {
        if (plan.portions().size() > 1 && checkpoint.isToBeResumed()) {
            throw new UsageException(
                    "the checkpoint is of a run in one pass, and with this memory budget there would be "
                            + plan.portions().size() + "; raise memory (or --memory), or run without --resume");
        }
    }

    /** Saves what has been accumulated; nobody adds to it any more. */
    private UserException stopped(Checkpoint checkpoint, Manifest manifest) {
        UserException end;
        String state;
        try {
            checkpoint.write();
            state = "interrupted";
            end = checkpoint.stopped(inputs.particles());
            manifest.put("resume_with", "the same command and --resume");
        } catch (UsageException e) {
            state = "failed";
            end = new UsageException(
                    "stopped by " + options.restart().stop().reason()
                            + ", and what was done since the last checkpoint is lost: " + e.getMessage(),
                    e);
        }
        seconds.forEach(manifest::timing);
        noteEnd(manifest, state, end);
        return end;
    }

    /** The manifest says how the run ended; should that fail, the first reason is the one to tell. */
    private static void noteEnd(Manifest manifest, String state, Throwable reason) {
        try {
            manifest.write(state);
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

    private void passes(RunPlan plan, Path folder, Checkpoint checkpoint, Manifest manifest)
            throws InterruptedException {
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
                        results.add(pass(plan, portion, source, entry.getValue(), checkpoint, manifest));
                        live += plan.memory().set(source, portion);
                    }
                }
                Heap.trim(live);
                passes.addAll(results);
                products.add(portion, results, number == plan.portions().size() - 1);
            }
        }
    }

    private PassResult pass(
            RunPlan plan, Portion portion, Source source, Snapshot snapshot, Checkpoint checkpoint, Manifest manifest)
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
                progress,
                options.restart().stop());
        // A run in several portions keeps no checkpoint: the products of earlier ones are half-written files.
        if (plan.portions().size() == 1 && checkpoint.begin(pass)) {
            manifest.put("particles_counted_before_resuming", checkpoint.particlesDone());
        }
        PassResult result = pass.run(options.threads(), checkpoint);
        note("pass over the " + source.label() + " particles", begin);
        checkpoint.seconds().ifPresent(s -> seconds.put("checkpoints", s));
        return result;
    }

    private interface Stage {
        void run() throws InterruptedException;
    }

    private void timed(String stage, Stage task) throws InterruptedException {
        options.restart().stop().check();
        long begin = System.nanoTime();
        task.run();
        note(stage, begin);
    }

    private void note(String stage, long begin) {
        seconds.merge(stage, (System.nanoTime() - begin) * 1e-9, Double::sum);
    }
}
