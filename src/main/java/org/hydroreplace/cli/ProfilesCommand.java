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

/** {@code profiles}: profiles.h5 and statistics.h5, and the matched halos that their rows are. */
@Command(
        name = "profiles",
        description =
                "Measure radial profiles and statistics of every matched halo: profiles.h5, statistics.h5 and matched_halos.h5.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class ProfilesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.run(
                "profiles",
                ProfilesCommand::withProfiles,
                Set.of(Product.MATCHED_HALOS, Product.PROFILES),
                spec.commandLine().getOut());
    }

    private static RunConfiguration withProfiles(RunConfiguration configuration) {
        return configuration.profiles().isPresent()
                ? configuration
                : configuration.withProfiles(Optional.of(ConfigurationReader.defaultProfiles(configuration)));
    }
}
