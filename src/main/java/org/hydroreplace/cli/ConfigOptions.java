package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.parallel.OneProcess;
import org.hydroreplace.parallel.RankEnvironment;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.LightConeFolder;
import org.hydroreplace.pipeline.PlanReport;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.Progress;
import org.hydroreplace.pipeline.Restart;
import org.hydroreplace.pipeline.Run;
import org.hydroreplace.pipeline.RunConfiguration;
import org.hydroreplace.pipeline.RunSummary;
import org.hydroreplace.pipeline.StopRequest;
import org.hydroreplace.report.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that takes a configuration has in common. */
final class ConfigOptions {
    @Parameters(paramLabel = "CONFIG.yaml", description = "The configuration.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of the products, instead of the configuration's.")
    private @Nullable String output;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Override one key, as in --set maps.grid=512. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads. Default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Memory budget, such as 16GiB. Default: what Java may take.")
    private @Nullable String memory;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "truth.h5 of a mock: report completeness and purity of the matching.")
    private @Nullable Path truth;

    @Option(
            names = "--no-report",
            description = "Leave out report.html and figures/; the command report makes them later.")
    private boolean noReport;

    @Option(
            names = "--resume",
            description =
                    "Go on from the checkpoint that an interrupted run left in the output folder, if there is one.")
    private boolean resume;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "TIME",
            converter = CheckpointInterval.class,
            description = "Time between checkpoints, such as 90s, 10m or 1h, or off. Default: 10m.")
    private CheckpointInterval interval = CheckpointInterval.DEFAULT;

    @Option(
            names = "--mpi-library",
            paramLabel = "FILE",
            description = "The MPI library of mpirun or srun, where it is not found: libmpi.so.40, libmpich.so.12.")
    private @Nullable String mpiLibrary;

    /** The light cone whose member was chosen. */
    private @Nullable RunConfiguration cone;

    @Option(
            names = "--snapshot",
            paramLabel = "N",
            description = "Of a light cone make this snapshot alone. The transforms are drawn for all of them anyway.")
    private @Nullable Integer snapshot;

    RunConfiguration read() {
        List<String> all = new ArrayList<>(settings);
        if (output != null) {
            all.add("output=" + quoted(output));
        }
        if (memory != null) {
            all.add("memory=" + quoted(memory));
        }
        RunConfiguration configuration = ConfigurationReader.read(file, all);
        if (snapshot == null) {
            return configuration;
        }
        RunConfiguration member = configuration.member(snapshot);
        cone = configuration.isLightCone() ? configuration : null;
        return member;
    }

    /** For commands that make one snapshot at a time. */
    RunConfiguration readOne() {
        RunConfiguration configuration = read();
        if (configuration.isLightCone()) {
            throw new UsageException(
                    "the configuration is of a light cone, and this command is for one snapshot; choose" + " one of "
                            + configuration.simulation().snapshots() + " with --snapshot");
        }
        return configuration;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Runs the configuration on all ranks that a launcher started; the first writes the report and says what came out. They
     * read it when they know each other: what is wrong with it is then said once.
     *
     * @param complete what a command adds to the configuration or refuses in it
     */
    int run(String command, UnaryOperator<RunConfiguration> complete, Set<Product> products, PrintWriter out)
            throws InterruptedException {
        StopRequest stop = new StopRequest();
        boolean first = RankEnvironment.of(System.getenv()).rank() == 0;
        // Before MPI, which keeps the handlers that it finds.
        StopSignals signals = StopSignals.install(stop, first ? new ConsoleProgress() : Progress.NONE);
        try (Ranks ranks = Ranks.open(System.getenv(), mpiLibrary)) {
            return RankedCommand.of(ranks, () -> members(command, complete.apply(read()), products, stop, ranks, out));
        } finally {
            signals.restore();
        }
    }

    /** One snapshot, or those of a light cone one after the other, as far as they are not whole. */
    private int members(
            String command,
            RunConfiguration configuration,
            Set<Product> products,
            StopRequest stop,
            Ranks ranks,
            PrintWriter out)
            throws InterruptedException {
        RunConfiguration all = configuration.isLightCone() ? configuration : cone;
        if (all == null) {
            return run(command, configuration, products, stop, ranks, out);
        }
        LightConeFolder folder = ranks.rank() == 0 ? LightConeFolder.open(all) : null;
        List<Integer> snapshots = configuration.isLightCone()
                ? all.simulation().snapshots()
                : List.of(configuration.simulation().snapshot());
        for (int snapshot : snapshots) {
            RunConfiguration member = configuration.member(snapshot);
            Set<Product> lacking = lacking(member, products, ranks);
            if (!lacking.isEmpty()) {
                run(command, member, lacking, stop, ranks, out);
            } else if (folder != null) {
                out.println("nothing is lacking in " + member.output());
            }
            if (folder != null) {
                folder.done(member);
            }
        }
        return 0;
    }

    /** What the first rank finds to be lacking. */
    private Set<Product> lacking(RunConfiguration member, Set<Product> products, Ranks ranks)
            throws InterruptedException {
        List<Product> all = List.of(Product.values());
        long[] isLacking = new long[all.size()];
        if (ranks.rank() == 0) {
            Set<Product> begun = resume ? LightConeFolder.interrupted(member) : Set.of();
            (begun.isEmpty() ? LightConeFolder.lacking(member, products, threads()) : begun)
                    .forEach(p -> isLacking[all.indexOf(p)] = 1);
        }
        long[] known = ranks.size() == 1 ? isLacking : ranks.max(isLacking);
        Set<Product> lacking = EnumSet.noneOf(Product.class);
        for (int i = 0; i < known.length; i++) {
            if (known[i] == 1) {
                lacking.add(all.get(i));
            }
        }
        return lacking;
    }

    private int run(
            String command,
            RunConfiguration configuration,
            Set<Product> products,
            StopRequest stop,
            Ranks ranks,
            PrintWriter out)
            throws InterruptedException {
        Progress progress = ranks.rank() == 0 ? new ConsoleProgress() : Progress.NONE;
        if (ranks.size() > 1) {
            progress.note(ranks.size() + " ranks of " + threads + (threads == 1 ? " thread, " : " threads, ")
                    + ranks.description());
        }
        Optional<RunSummary> done = Run.onRanks(configuration, options(command, products, stop, ranks), progress);
        if (done.isPresent()) {
            RunSummary summary = done.get();
            Results.print(summary, out);
            if (!noReport) {
                RunReport.write(summary.folder()).ifPresent(out::println);
                out.println("report: " + summary.folder().resolve(RunReport.NAME));
            }
        }
        return 0;
    }

    int threads() {
        return threads;
    }

    /** Plans a run. */
    PlanReport plan(String command, RunConfiguration configuration, Set<Product> products) throws InterruptedException {
        return Run.plan(configuration, options(command, products, new StopRequest(), new OneProcess()));
    }

    private Run.Options options(String command, Set<Product> products, StopRequest stop, Ranks ranks) {
        if (threads < 1) {
            throw new UsageException("--threads must be at least 1 and is " + threads + "; change it");
        }
        return new Run.Options(
                command,
                products,
                threads,
                Optional.ofNullable(truth),
                new Restart(resume, interval.time(), stop),
                ranks);
    }
}
