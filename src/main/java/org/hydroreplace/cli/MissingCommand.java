package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.Completeness;
import org.hydroreplace.pipeline.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code missing}: what a finished or broken run still lacks. */
@Command(
        name = "missing",
        description = {
            "List the snapshots whose products are lacking or damaged, by checksum, and what that is.",
            "run makes them again, and them alone. Exit code 0 and not a word if all is whole, else 4."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class MissingCommand implements Callable<Integer> {
    private static final int SOMETHING = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Output folder of a run or of a light cone, or its configuration.")
    private Path path;

    @Option(names = "--array", description = "Print but the option of sbatch that submits them: --array=90,96.")
    private boolean array;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads. Default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1) {
            throw new UsageException("--threads must be at least 1 and is " + threads + "; change it");
        }
        RunConfiguration configuration = Completeness.configuration(path);
        Completeness found = Completeness.of(configuration, threads);
        PrintWriter out = spec.commandLine().getOut();
        if (found.lacking().isEmpty()) {
            return 0;
        }
        if (array) {
            out.println("--array=" + found.array());
        } else {
            found.lacking()
                    .forEach((snapshot, reasons) -> reasons.forEach(reason -> out.println(snapshot + " "
                            + (found.isLightCone() ? RunConfiguration.memberFolder(snapshot) + ": " : "")
                            + reason)));
        }
        return SOMETHING;
    }
}
