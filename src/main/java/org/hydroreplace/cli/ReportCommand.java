package org.hydroreplace.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hydroreplace.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: the page and the pictures of finished products. */
@Command(name = "report", description = "Make report.html and figures/ again from finished products.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Output folder of a run.")
    private Path folder;

    @Override
    public Integer call() {
        RunReport.write(folder).ifPresent(spec.commandLine().getErr()::println);
        spec.commandLine().getOut().println("report: " + folder.resolve(RunReport.NAME));
        return 0;
    }
}
