package org.hydroreplace.cli;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code project}: maps.h5 alone. */
@Command(name = "project", description = "Make density maps of the configured fields: maps.h5.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class ProjectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.run(
                "project",
                ProjectCommand::withMaps,
                Set.of(Product.MAPS),
                spec.commandLine().getOut());
    }

    private static RunConfiguration withMaps(RunConfiguration configuration) {
        return configuration.maps().isPresent()
                ? configuration
                : configuration.withMaps(Optional.of(ConfigurationReader.defaultMaps()));
    }
}
