package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.io.UserException;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Power;
import org.hydroreplace.snapshot.OutputHeader;
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

    private RunSummary execute() throws InterruptedException {
        boolean hasHydro = configuration.simulation().hydro().isPresent();
        boolean wantsMatches = options.products().contains(Product.MATCHED_HALOS) && hasHydro;
        boolean needsMatches =
                fields.stream().anyMatch(FieldSpec.Replaced.class::isInstance) || (profiles.isPresent() && hasHydro);
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
            if (needsMatches || wantsMatches) {
                timed("matching", inputs::match);
            } else if (profiles.isPresent()) {
                timed("halos", inputs::selectDmoHalos);
            }
            ProfilePlan plan = profiles.map(p -> ProfilePlan.of(configuration.fields(), p, inputs.halos()))
                    .orElse(ProfilePlan.NONE);
            long budget = budget();
            Optional<PassMemory> memory = fields.isEmpty() ? Optional.empty() : Optional.of(memory(plan, budget));
            if (memory.isPresent()) {
                checkpoint.inputs(inputs.files());
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
                if (memory.isPresent()) {
                    pass(plan, memory.get(), checkpoint, manifest);
                    writeProducts(plan, folder.path(), manifest);
                }
                RunSummary summary = new RunSummary(
                        configuration, folder.path(), matched, inputs.score(), List.copyOf(passes), seconds);
                summary.describe().forEach(manifest::put);
                seconds.forEach(manifest::timing);
                manifest.write("complete");
                folder.succeed();
                if (memory.isPresent()) {
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

    private long budget() {
        long heap = Runtime.getRuntime().maxMemory();
        return Math.min(configuration.memory().orElse(heap), heap);
    }

    private PassMemory memory(ProfilePlan plan, long budget) {
        String remedy = budget == Runtime.getRuntime().maxMemory()
                ? "start with a larger Java heap (HYDRO_REPLACE_JAVA_OPTIONS=-Xmx...)"
                : "raise memory (or --memory)";
        return PassMemory.plan(maps, power.isPresent(), plan, fields, options.threads(), budget, remedy);
    }

    private void pass(ProfilePlan plan, PassMemory memory, Checkpoint checkpoint, Manifest manifest)
            throws InterruptedException {
        FieldRouter router = new FieldRouter(configuration.fields(), inputs.matches());
        for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
            long begin = System.nanoTime();
            ParticlePass pass = new ParticlePass(
                    entry.getKey(),
                    entry.getValue(),
                    router,
                    maps,
                    plan,
                    memory,
                    progress,
                    options.restart().stop());
            if (checkpoint.begin(pass)) {
                manifest.put("particles_counted_before_resuming", checkpoint.particlesDone());
            }
            passes.add(pass.run(options.threads(), checkpoint));
            note("pass over the " + entry.getKey().label() + " particles", begin);
        }
        checkpoint.seconds().ifPresent(s -> seconds.put("checkpoints", s));
    }

    private void writeProducts(ProfilePlan plan, Path folder, Manifest manifest) throws InterruptedException {
        List<String> names = fields.stream().map(FieldSpec::name).toList();
        OutputHeader header = inputs.header();
        if (maps.isPresent()) {
            Maps m = maps.get();
            timed("writing maps", () -> MapsFile.write(folder, configuration, m, header, passes));
            manifest.complete(MapsFile.NAME, names);
            if (power.isPresent()) {
                Power p = power.get();
                timed(
                        "spectra of the maps",
                        () -> PowerFile.write(folder, configuration, m, p, header, passes, options.threads()));
                manifest.complete(PowerFile.NAME, p.fields().isEmpty() ? names : p.fields());
            }
        }
        if (profiles.isPresent()) {
            HaloProducts products = HaloProducts.of(
                    configuration,
                    profiles.get(),
                    plan,
                    inputs.rows(),
                    inputs.halos(Source.DMO).mass(),
                    passes);
            List<String> profiled = List.copyOf(products.fields().keySet());
            timed("writing profiles", () -> ProfilesFile.write(folder, configuration, header, products));
            manifest.complete(ProfilesFile.NAME, profiled);
            timed("writing statistics", () -> StatisticsFile.write(folder, configuration, header, products));
            manifest.complete(StatisticsFile.NAME, profiled);
        }
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
        seconds.put(stage, (System.nanoTime() - begin) * 1e-9);
    }
}
