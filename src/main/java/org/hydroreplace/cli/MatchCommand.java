package org.hydroreplace.cli;

import java.util.Set;
import java.util.concurrent.Callable;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code match}: matched_halos.h5 alone; no snapshot is read. */
@Command(
        name = "match",
        description = "Match the halos of the two runs: matched_halos.h5. Reads the group catalogues only.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class MatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.run(
                "match",
                MatchCommand::withBothRuns,
                Set.of(Product.MATCHED_HALOS),
                spec.commandLine().getOut());
    }

    private static RunConfiguration withBothRuns(RunConfiguration configuration) {
        if (configuration.simulation().hydro().isEmpty()) {
            throw new UsageException(
                    "simulation.hydro is missing, and matching needs both runs; add the output folder of the hydro run");
        }
        return configuration;
    }
}
