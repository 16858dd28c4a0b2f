package org.hydroreplace.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.hydroreplace.pipeline.RunConfiguration;
import org.hydroreplace.pipeline.StopRequest;
import org.hydroreplace.pipeline.Transform;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code transform}: a field as a snapshot. */
@Command(
        name = "transform",
        description =
                "Write the particles of a field as a snapshot in the layout of the input: particles/FIELD/snapdir_NNN/.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class TransformCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Option(names = "--field", required = true, paramLabel = "NAME", description = "A field of the configuration.")
    private String field;

    @Option(names = "--files", paramLabel = "K", description = "Number of files. Default: as many as the input has.")
    private @Nullable Integer files;

    @Override
    public Integer call() throws InterruptedException {
        RunConfiguration configuration = options.readOne();
        OptionalInt asked = files == null ? OptionalInt.empty() : OptionalInt.of(files);
        StopRequest stop = new StopRequest();
        ConsoleProgress progress = new ConsoleProgress();
        StopSignals signals = StopSignals.install(stop, progress);
        try {
            Path folder = Transform.execute(configuration, field, asked, options.threads(), progress, stop);
            spec.commandLine().getOut().println("particles of " + field + " in " + folder);
        } finally {
            signals.restore();
        }
        return 0;
    }
}
