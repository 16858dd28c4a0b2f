package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.PlanReport;
import org.hydroreplace.pipeline.Product;
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

    RunConfiguration read() {
        List<String> all = new ArrayList<>(settings);
        if (output != null) {
            all.add("output=" + quoted(output));
        }
        if (memory != null) {
            all.add("memory=" + quoted(memory));
        }
        return ConfigurationReader.read(file, all);
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Runs a configuration, writes the report and says what came out. */
    int run(String command, RunConfiguration configuration, Set<Product> products, PrintWriter out)
            throws InterruptedException {
        StopRequest stop = new StopRequest();
        ConsoleProgress progress = new ConsoleProgress();
        StopSignals signals = StopSignals.install(stop, progress);
        RunSummary summary;
        try {
            summary = Run.execute(configuration, options(command, products, stop), progress);
        } finally {
            signals.restore();
        }
        Results.print(summary, out);
        if (!noReport) {
            RunReport.write(summary.folder()).ifPresent(out::println);
            out.println("report: " + summary.folder().resolve(RunReport.NAME));
        }
        return 0;
    }

    /** Plans a run. */
    PlanReport plan(String command, RunConfiguration configuration, Set<Product> products) throws InterruptedException {
        return Run.plan(configuration, options(command, products, new StopRequest()));
    }

    private Run.Options options(String command, Set<Product> products, StopRequest stop) {
        if (threads < 1) {
            throw new UsageException("--threads must be at least 1 and is " + threads + "; change it");
        }
        return new Run.Options(
                command, products, threads, Optional.ofNullable(truth), new Restart(resume, interval.time(), stop));
    }
}
