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
import org.hydroreplace.io.UsageException;
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
        try (OutputFolder folder = OutputFolder.open(configuration, options.products())) {
            if (needsMatches || wantsMatches) {
                timed("matching", inputs::match);
            } else if (profiles.isPresent()) {
                timed("halos", inputs::selectDmoHalos);
            }
            ProfilePlan plan = profiles.map(p -> ProfilePlan.of(configuration.fields(), p, inputs.halos()))
                    .orElse(ProfilePlan.NONE);
            long budget = budget();
            Optional<PassMemory> memory = fields.isEmpty() ? Optional.empty() : Optional.of(memory(plan, budget));
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
                    pass(plan, memory.get());
                    writeProducts(plan, folder.path(), manifest);
                }
                RunSummary summary = new RunSummary(
                        configuration, folder.path(), matched, inputs.score(), List.copyOf(passes), seconds);
                summary.describe().forEach(manifest::put);
                seconds.forEach(manifest::timing);
                manifest.write("complete");
                folder.succeed();
                return summary;
            } catch (RuntimeException | Error | InterruptedException e) {
                noteFailure(manifest, e);
                throw e;
            }
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

    private void pass(ProfilePlan plan, PassMemory memory) throws InterruptedException {
        FieldRouter router = new FieldRouter(configuration.fields(), inputs.matches());
        for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
            long begin = System.nanoTime();
            ParticlePass pass =
                    new ParticlePass(entry.getKey(), entry.getValue(), router, maps, plan, memory, progress);
            passes.add(pass.run(options.threads()));
            note("pass over the " + entry.getKey().label() + " particles", begin);
        }
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
        long begin = System.nanoTime();
        task.run();
        note(stage, begin);
    }

    private void note(String stage, long begin) {
        seconds.put(stage, (System.nanoTime() - begin) * 1e-9);
    }
}
