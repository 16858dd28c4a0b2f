package org.hydroreplace.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.ResponseFile;
import org.hydroreplace.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code response}: what part of the baryons' effect each field reproduces. */
@Command(
        name = "response",
        description = {
            "Compute the responses F = (S - S_dmo) / (S_hydro - S_dmo) of all fields: response.h5.",
            "Reads the finished spectra and maps of a run; no particles."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class ResponseCommand implements Callable<Integer> {
    /** Least difference of hydro and dmo for which a response is defined, unless given. */
    static final double FLOOR = 1e-4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Output folder of a run.")
    private Path folder;

    @Option(
            names = "--floor",
            paramLabel = "FRACTION",
            defaultValue = "" + FLOOR,
            description = "F is NaN where hydro differs from dmo by less than this part of dmo (${DEFAULT-VALUE}).")
    private double floor;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; all cores unless given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--no-report", description = "Leave the report as it is.")
    private boolean noReport;

    @Override
    public Integer call() throws InterruptedException {
        if (!(floor >= 0) || Double.isInfinite(floor)) {
            throw new UsageException("--floor is " + floor + " and must be a number from 0 upwards, such as 1e-4");
        }
        if (threads < 1) {
            throw new UsageException("--threads is " + threads + " and must be 1 or more");
        }
        spec.commandLine()
                .getOut()
                .println("responses of " + String.join(", ", ResponseFile.write(folder, floor, threads)) + " in "
                        + folder.resolve(ResponseFile.NAME));
        if (!noReport) {
            RunReport.write(folder).ifPresent(spec.commandLine().getErr()::println);
            spec.commandLine().getOut().println("report: " + folder.resolve(RunReport.NAME));
        }
        return 0;
    }
}
