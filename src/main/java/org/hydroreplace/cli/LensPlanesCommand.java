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

/** {@code lensplanes}: lens_planes/ alone. */
@Command(name = "lensplanes", description = "Make lens planes of the configured fields: lens_planes/.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class LensPlanesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.run(
                "lensplanes",
                LensPlanesCommand::complete,
                Set.of(Product.LENS_PLANES),
                spec.commandLine().getOut());
    }

    private static RunConfiguration complete(RunConfiguration configuration) {
        return configuration.lensPlanes().isPresent()
                ? configuration
                : configuration.withLensPlanes(Optional.of(ConfigurationReader.defaultLensPlanes()));
    }
}
