package org.hydroreplace.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what a snapshot, catalogue or product holds. */
@Command(
        name = "inspect",
        description = "Say in a screenful what a snapshot, group catalogue, product or output folder holds.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description = "A file, a folder of files (snapdir_099, groups_099), or the output folder of a run.")
    private Path path;

    @Override
    public Integer call() {
        new Inspection(spec.commandLine().getOut()).show(path);
        return 0;
    }
}
