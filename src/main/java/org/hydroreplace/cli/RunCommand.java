package org.hydroreplace.cli;

import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.hydroreplace.pipeline.Product;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: everything the configuration asks for. */
@Command(
        name = "run",
        description =
                "Make everything the configuration asks for: matched halos, maps, spectra, profiles, statistics, lens planes and the report.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.run(
                "run",
                UnaryOperator.identity(),
                Product.OF_RUN,
                spec.commandLine().getOut());
    }
}
