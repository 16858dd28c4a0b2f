package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatcher;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.MatchTruth;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Simulation;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.snapshot.RunPair;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.jspecify.annotations.Nullable;

/** Carries out a configuration: checks the inputs, matches the halos, passes over the particles, writes the products. */
public final class Run {
    /** What a command asks for. */
    public enum Product {
        MATCHED_HALOS,
        MAPS
    }

    /**
     * How to run.
     *
     * @param command what the user called, for the manifest
     * @param products which products to make
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
    private final Map<Source, Snapshot> snapshots = new EnumMap<>(Source.class);
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<PassResult> passes = new ArrayList<>();
    private @Nullable HaloMatches matches;
    private MatchTruth.@Nullable Score score;

    private Run(RunConfiguration configuration, Options options, Progress progress) {
        this.configuration = configuration;
        this.options = options;
        this.progress = progress;
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
        Maps maps =
                options.products().contains(Product.MAPS) ? configuration.maps().orElse(null) : null;
        boolean needsMatches = configuration.fieldsNeedMatches() && maps != null;
        boolean wantsMatches = options.products().contains(Product.MATCHED_HALOS)
                && configuration.simulation().hydro().isPresent();
        if (maps != null) {
            timed("headers", this::openSnapshots);
        }
        long heap = Runtime.getRuntime().maxMemory();
        long budget = Math.min(configuration.memory().orElse(heap), heap);
        String remedy = budget == heap
                ? "start with a larger Java heap (HYDRO_REPLACE_JAVA_OPTIONS=-Xmx...)"
                : "raise memory (or --memory)";
        MapMemory memory =
                maps == null ? null : MapMemory.plan(maps, configuration.fields(), options.threads(), budget, remedy);
        if (maps == null && !wantsMatches) {
            throw new UsageException(
                    "the configuration asks for nothing that can be made; add maps, or simulation.hydro for matched halos");
        }
        try (OutputFolder folder = OutputFolder.open(configuration, options.products())) {
            if (needsMatches || wantsMatches) {
                timed("matching", this::match);
            }
            Manifest manifest = new Manifest(folder.path(), options.command(), options.threads(), budget);
            HaloMatches matched = wantsMatches ? matches : null;
            if (matched != null) {
                manifest.pending(MatchedHalosFile.NAME);
            }
            if (maps != null) {
                manifest.pending(MapsFile.NAME);
            }
            manifest.inputs(inputs());
            manifest.write("running");
            try {
                if (matched != null) {
                    timed("writing matched halos", () -> MatchedHalosFile.write(folder.path(), configuration, matched));
                    manifest.complete(MatchedHalosFile.NAME, List.of());
                }
                if (maps != null && memory != null) {
                    maps(maps, memory, folder, manifest);
                }
                RunSummary summary =
                        new RunSummary(configuration, folder.path(), matches, score, List.copyOf(passes), seconds);
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

    private void openSnapshots() {
        for (FieldSpec field : configuration.fields()) {
            if (field.needsDmo()) {
                open(Source.DMO, configuration.simulation().dmo());
            }
            if (field.needsHydro()) {
                open(Source.HYDRO, hydroFolder());
            }
        }
        Snapshot dmo = snapshots.get(Source.DMO);
        Snapshot hydro = snapshots.get(Source.HYDRO);
        if (dmo != null && hydro != null) {
            RunPair.check(dmo.header().output(), hydro.header().output());
        }
        snapshots
                .values()
                .forEach(snapshot -> checkComplement(snapshot.header().output().cosmology()));
    }

    private void open(Source source, Path folder) {
        snapshots.computeIfAbsent(
                source,
                s -> SnapshotFormats.open(folder, configuration.simulation().snapshot()));
    }

    private Path hydroFolder() {
        return configuration
                .simulation()
                .hydro()
                .orElseThrow(
                        () -> new UsageException(
                                "simulation.hydro is missing, and matching needs both runs; add the output folder of the hydro run"));
    }

    /** What the configuration says of the cosmology must not contradict a header that says it too. */
    private void checkComplement(Cosmology header) {
        agree("sigma8", header.sigma8(), configuration.cosmology().sigma8());
        agree("n_s", header.spectralIndex(), configuration.cosmology().spectralIndex());
        agree("omega_b", header.omegaBaryon(), configuration.cosmology().omegaBaryon());
    }

    private static void agree(String key, OptionalDouble header, OptionalDouble given) {
        if (header.isPresent()
                && given.isPresent()
                && Math.abs(header.getAsDouble() - given.getAsDouble()) > 1e-3 * Math.abs(header.getAsDouble())) {
            throw new UsageException("cosmology." + key + " is " + given.getAsDouble()
                    + " and the header of the snapshot says " + header.getAsDouble() + "; correct it or leave it out");
        }
    }

    private void match() {
        Simulation simulation = configuration.simulation();
        HaloCatalogue dmo = CatalogueReader.read(simulation.dmo(), simulation.snapshot());
        HaloCatalogue hydro = CatalogueReader.read(hydroFolder(), simulation.snapshot());
        RunPair.check(dmo.header(), hydro.header());
        snapshots.forEach((source, snapshot) -> RunPair.checkCatalogue(
                source.label(), snapshot.header().output(), source == Source.DMO ? dmo.header() : hydro.header()));
        checkComplement(dmo.header().cosmology());
        HaloMatches found = HaloMatcher.match(dmo, hydro, configuration.matching());
        if (found.pairs().isEmpty()) {
            throw new InputException(
                    "no pair of halos was found among " + found.unmatchedDmo().size() + " DMO halos above "
                            + configuration.matching().minMass() + " Msun/h and " + hydro.size()
                            + " hydro halos; check that the runs share their initial conditions,"
                            + " or relax matching.min_mass, matching.max_separation or matching.mass_ratio");
        }
        matches = found;
        score = options.truth()
                .map(path -> MatchTruth.read(path)
                        .score(found, configuration.matching().minMass()))
                .orElse(null);
    }

    private void maps(Maps maps, MapMemory memory, OutputFolder folder, Manifest manifest) throws InterruptedException {
        FieldRouter router = new FieldRouter(configuration.fields(), matches);
        for (Map.Entry<Source, Snapshot> entry : snapshots.entrySet()) {
            long begin = System.nanoTime();
            ParticlePass pass = new ParticlePass(entry.getKey(), entry.getValue(), router, maps, memory, progress);
            passes.add(pass.run(options.threads()));
            note("pass over the " + entry.getKey().label() + " particles", begin);
        }
        OutputHeader header = snapshots.values().iterator().next().header().output();
        timed("writing maps", () -> MapsFile.write(folder.path(), configuration, maps, header, passes));
        manifest.complete(
                MapsFile.NAME,
                configuration.fields().stream().map(FieldSpec::name).toList());
    }

    private List<Path> inputs() {
        List<Path> inputs = new ArrayList<>();
        snapshots.values().forEach(snapshot -> inputs.addAll(snapshot.files()));
        HaloMatches matched = matches;
        if (matched != null) {
            inputs.addAll(matched.dmo().files());
            inputs.addAll(matched.hydro().files());
        }
        return inputs;
    }

    private void timed(String stage, Runnable task) {
        long begin = System.nanoTime();
        task.run();
        note(stage, begin);
    }

    private void note(String stage, long begin) {
        seconds.put(stage, (System.nanoTime() - begin) * 1e-9);
    }
}
