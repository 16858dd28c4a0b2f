package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.io.UserException;
import org.hydroreplace.parallel.OneProcess;
import org.hydroreplace.parallel.Ranks;

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
     * @param ranks the processes that share the particles; the first makes the products
     */
    public record Options(
            String command, Set<Product> products, int threads, Optional<Path> truth, Restart restart, Ranks ranks) {
        public Options {
            products = Set.copyOf(products);
        }

        /** A run from the beginning that nobody stops. */
        public Options(String command, Set<Product> products, int threads, Optional<Path> truth) {
            this(command, products, threads, truth, Restart.fromTheBeginning());
        }

        /** A run in one process. */
        public Options(String command, Set<Product> products, int threads, Optional<Path> truth, Restart restart) {
            this(command, products, threads, truth, restart, new OneProcess());
        }
    }

    private final RunConfiguration configuration;
    private final Options options;
    private final Progress progress;
    private final Ranks ranks;
    private final Inputs inputs;
    private final Wanted wanted;
    /** The fields that some product is made of. */
    private final List<FieldSpec> fields;

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<PassResult> passes = new ArrayList<>();

    private Run(RunConfiguration configuration, Options options, Progress progress) {
        this.configuration = configuration;
        this.options = options;
        this.progress = progress;
        this.ranks = options.ranks();
        this.inputs = new Inputs(configuration, options.truth());
        this.wanted = Wanted.of(configuration, options.products());
        this.fields = configuration.fields().stream().filter(wanted::uses).toList();
    }

    /**
     * Runs a configuration and leaves its products in the output folder. Collective: every rank calls it alike.
     *
     * @return what came out; empty on all ranks but the first
     * @throws InputException if the inputs cannot be used or the memory budget is too small
     * @throws UsageException if the configuration or the output folder cannot be used
     * @throws StoppedException if it was asked to stop; what it did is then in the checkpoint
     */
    public static Optional<RunSummary> onRanks(RunConfiguration configuration, Options options, Progress progress)
            throws InterruptedException {
        Run run = new Run(configuration, options, progress);
        if (options.ranks().rank() == 0) {
            return Optional.of(run.execute());
        }
        run.help();
        return Optional.empty();
    }

    /** Runs a configuration in one process, as {@link #onRanks}. */
    public static RunSummary execute(RunConfiguration configuration, Options options, Progress progress)
            throws InterruptedException {
        return new Run(configuration, options, progress).execute();
    }

    /** Says what a run of this process alone would take, as the other method. */
    public static PlanReport plan(RunConfiguration configuration, Options options) throws InterruptedException {
        return plan(configuration, options, RankPlan.ALONE);
    }

    /**
     * Says what a run would take, from headers and catalogues alone.
     *
     * @param ranks the processes that it is planned for
     * @throws InputException if the inputs cannot be used or the memory budget is too small
     * @throws UsageException if the configuration asks for nothing that particles are read for
     */
    public static PlanReport plan(RunConfiguration configuration, Options options, RankPlan ranks)
            throws InterruptedException {
        Run run = new Run(configuration, options, Progress.NONE);
        if (run.fields.isEmpty()) {
            throw new UsageException(
                    "the configuration asks for no maps, spectra, profiles or lens planes, so no particles would be read; add maps, power, profiles or lens_planes");
        }
        run.inputs.openSnapshots(run.fields);
        run.readHalos();
        RunPlan plan =
                RunPlan.of(configuration, run.wanted, run.inputs, options.threads(), ranks.ranks(), ranks.heap());
        return new PlanReport(
                plan,
                ranks,
                run.inputs,
                ProductBytes.of(configuration, options.products(), run.inputs),
                options.threads());
    }

    private RunSummary execute() throws InterruptedException {
        boolean wantsMatches = wantsMatches();
        if (fields.isEmpty() && !wantsMatches) {
            throw new UsageException(
                    "the configuration asks for nothing that can be made; add maps, power, profiles or lens_planes, or simulation.hydro for matched halos");
        }
        if (!fields.isEmpty()) {
            timed("headers", () -> inputs.openSnapshots(fields));
        }
        try (ReadAhead readAhead = Accumulation.readAhead(inputs, ranks);
                Rehearsal rehearsal = Rehearsal.begin(configuration, wanted, inputs);
                Checkpoints checkpoints = checkpoints();
                OutputFolder folder =
                        OutputFolder.open(configuration, options.products(), path -> findCheckpoints(checkpoints))) {
            ranks.barrier();
            readHalos();
            Optional<RunPlan> plan = fields.isEmpty() ? Optional.empty() : Optional.of(plan());
            long budget = plan.map(RunPlan::budget).orElseGet(() -> RunPlan.heapAllows(ranks.size()));
            if (plan.isPresent()) {
                checkpoints.begin(inputs.files(), plan.get().portions());
            }
            Manifest manifest = new Manifest(folder.path(), options.command(), options.threads(), budget, ranks);
            manifest.inputs(inputs.files());
            manifest.put(
                    "making",
                    options.products().stream().sorted().map(Labels::of).collect(Collectors.toList()));
            announce(manifest, wantsMatches);
            plan.flatMap(RunPlan::cone)
                    .ifPresent(
                            cone -> new LensPlanesFiles(configuration, cone, folder.path(), manifest, options.threads())
                                    .announce());
            manifest.write("running");
            try {
                HaloMatches matched = inputs.matches();
                if (wantsMatches && matched != null) {
                    timed("writing matched halos", () -> MatchedHalosFile.write(folder.path(), configuration, matched));
                    manifest.complete(MatchedHalosFile.NAME, List.of());
                }
                if (plan.isPresent()) {
                    plan.get().announcement().ifPresent(progress::note);
                    noteEmptyBins(manifest);
                    manifest.put("memory_planned", plan.get().peak());
                    rehearsal.end();
                    passes(plan.get(), folder.path(), checkpoints, readAhead, manifest);
                }
                RunSummary summary = new RunSummary(
                        configuration, folder.path(), matched, inputs.score(), List.copyOf(passes), seconds);
                summary.describe().forEach(manifest::put);
                seconds.forEach(manifest::timing);
                ProcessMemory.peak().ifPresent(peak -> manifest.put("memory_peak", peak));
                Accumulation.agree(ranks, false);
                manifest.write("complete");
                folder.succeed();
                if (plan.isPresent()) {
                    // Last: a run that is killed before this line can still be resumed.
                    checkpoints.delete();
                }
                return summary;
            } catch (StoppedException e) {
                throw stopped(checkpoints, manifest);
            } catch (RuntimeException | Error | InterruptedException e) {
                noteEnd(manifest, "failed", e);
                throw e;
            }
        }
    }

    /** A replaced field without a halo to replace is the gravity-only one: say so. */
    private void noteEmptyBins(Manifest manifest) {
        if (inputs.matches() == null) {
            return;
        }
        double[] masses = inputs.halos(HaloSet.DMO_PARTNERS).mass();
        List<String> empty = new ArrayList<>();
        for (FieldSpec field : fields) {
            if (field instanceof FieldSpec.Replaced replaced
                    && Arrays.stream(masses).noneMatch(replaced.replacement()::selects)) {
                empty.add(field.name());
                progress.note("no matched halo has a mass in the bin of " + field.name()
                        + ": nothing is replaced, and its products are those of the gravity-only run");
            }
        }
        if (!empty.isEmpty()) {
            manifest.put("fields_without_halos", empty);
        }
    }

    private boolean wantsMatches() {
        return options.products().contains(Product.MATCHED_HALOS)
                && configuration.simulation().hydro().isPresent();
    }

    private void readHalos() throws InterruptedException {
        boolean forProfiles = wanted.profiles().isPresent()
                && configuration.simulation().hydro().isPresent();
        if (wantsMatches() || forProfiles || fields.stream().anyMatch(FieldSpec.Replaced.class::isInstance)) {
            timed("matching", inputs::match);
        } else if (wanted.profiles().isPresent() || fields.stream().anyMatch(FieldSpec.Baryonified.class::isInstance)) {
            timed("halos", inputs::selectDmoHalos);
        }
    }

    /** What all ranks but the first do: their share of the particles, and of the volumes. */
    private void help() throws InterruptedException {
        if (!fields.isEmpty()) {
            inputs.openSnapshots(fields);
        }
        // The first rank has made the folder, cleaned it up and found that it may use it.
        ranks.barrier();
        try (ReadAhead readAhead = Accumulation.readAhead(inputs, ranks);
                Rehearsal rehearsal = Rehearsal.begin(configuration, wanted, inputs);
                Checkpoints checkpoints = checkpoints()) {
            if (fields.isEmpty()) {
                Accumulation.agree(ranks, false);
                return;
            }
            checkpoints.find();
            readHalos();
            RunPlan plan = plan();
            checkpoints.begin(inputs.files(), plan.portions());
            rehearsal.end();
            try {
                Accumulation accumulation = accumulation(plan, checkpoints, readAhead);
                Optional<PowerFile> power =
                        wanted.power().map(p -> new PowerFile(configuration, wanted, inputs.header(), options));
                for (int number = 0; number < accumulation.portions(); number++) {
                    List<PassResult> sums = accumulation.portion(number);
                    if (power.isPresent()) {
                        power.get().help(plan.portions().get(number), sums);
                    }
                    sums.forEach(pass -> pass.release(0));
                }
                Accumulation.agree(ranks, false);
            } catch (StoppedException e) {
                checkpoints.write();
                throw checkpoints.stopped(inputs.particles());
            }
            checkpoints.delete();
        }
    }

    private Accumulation accumulation(RunPlan plan, Checkpoints checkpoints, ReadAhead readAhead) {
        return new Accumulation(plan, configuration, inputs, options, checkpoints, readAhead, progress, this::note);
    }

    private Checkpoints checkpoints() {
        CheckpointIdentity identity =
                CheckpointIdentity.of(configuration, options.products(), ParticlePass.blockRows());
        return new Checkpoints(configuration.output(), ranks, identity, options.restart(), progress);
    }

    /** Commands that read no particles leave the checkpoint of one that does alone. */
    private void findCheckpoints(Checkpoints checkpoints) {
        if (!fields.isEmpty()) {
            checkpoints.find();
        }
    }

    /** Saves what has been accumulated; nobody adds to it any more. */
    private UserException stopped(Checkpoints checkpoints, Manifest manifest) {
        UserException end;
        String state;
        try {
            checkpoints.write();
            state = "interrupted";
            end = checkpoints.stopped(inputs.particles());
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
        wanted.maps().ifPresent(m -> manifest.pending(MapsFile.NAME));
        wanted.power().ifPresent(p -> manifest.pending(PowerFile.NAME));
        wanted.profiles().ifPresent(p -> {
            manifest.pending(ProfilesFile.NAME);
            manifest.pending(StatisticsFile.NAME);
        });
    }

    private RunPlan plan() {
        // Ranks that planned otherwise than others would wait for them.
        long heap = -ranks.max(new long[] {-RunPlan.heapAllows(ranks.size())})[0];
        return RunPlan.of(configuration, wanted, inputs, options.threads(), ranks.size(), heap);
    }

    private void passes(RunPlan plan, Path folder, Checkpoints checkpoints, ReadAhead readAhead, Manifest manifest)
            throws InterruptedException {
        try (Products products =
                new Products(configuration, wanted, plan, inputs, folder, manifest, options, seconds)) {
            Accumulation accumulation = accumulation(plan, checkpoints, readAhead);
            for (int number = 0; number < accumulation.portions(); number++) {
                List<PassResult> results = accumulation.portion(number);
                if (checkpoints.resumed() > 0) {
                    manifest.put("particles_counted_before_resuming", checkpoints.resumed());
                }
                if (ranks.size() > 1) {
                    manifest.put("bytes_moved_by_each_rank", accumulation.moved());
                }
                checkpoints.seconds().ifPresent(s -> seconds.put("checkpoints", s));
                passes.addAll(results);
                try {
                    products.add(plan.portions().get(number), results, number == accumulation.portions() - 1);
                } catch (StoppedException e) {
                    Accumulation.agree(ranks, true);
                    throw e;
                }
            }
        }
    }

    private interface Stage {
        void run() throws InterruptedException;
    }

    private void timed(String stage, Stage task) throws InterruptedException {
        if (ranks.size() == 1) {
            options.restart().stop().check();
        }
        long begin = System.nanoTime();
        task.run();
        note(stage, begin);
    }

    private void note(String stage, long begin) {
        seconds.merge(stage, (System.nanoTime() - begin) * 1e-9, Double::sum);
    }
}
