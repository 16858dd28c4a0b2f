package org.hydroreplace.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hydroreplace.mock.MockPair;
import org.hydroreplace.mock.MockProgress;
import org.hydroreplace.mock.MockSettings;
import org.hydroreplace.pipeline.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mock}: a pair of simulations with known truth, in the layout of IllustrisTNG. */
@Command(
        name = "mock",
        description = "Write a mock DMO + hydro pair with known matches, in the layout of IllustrisTNG.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class MockCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "Folder for dmo/, hydro/ and truth.h5.")
    private Path output;

    @Option(
            names = "--particles",
            paramLabel = "N",
            description = "DMO particles; the hydro run has twice as many. Default: 128^3.")
    private long particles = MockSettings.DEFAULT.particles();

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed = MockSettings.DEFAULT.seed();

    @Option(names = "--box", paramLabel = "L", description = "Side of the box in Mpc/h. Default: ${DEFAULT-VALUE}.")
    private double box = MockSettings.DEFAULT.boxSize();

    @Option(
            names = "--files",
            paramLabel = "K",
            description = "Files of each snapshot and catalogue. Default: ${DEFAULT-VALUE}.")
    private int files = MockSettings.DEFAULT.files();

    @Override
    public Integer call() {
        write(new MockSettings(particles, seed, box, files), output, new ConsoleProgress());
        spec.commandLine()
                .getOut()
                .println("mock pair in " + output + ": snapshot 99 of " + MockPair.dmoOutput(output) + " and "
                        + MockPair.hydroOutput(output) + ", true pairs in " + MockPair.truthFile(output));
        return 0;
    }

    static void write(MockSettings settings, Path folder, Progress progress) {
        MockPair.write(settings, folder, new Reporter(progress));
        progress.end();
    }

    /** Passes the generator's absolute counts on as advances. */
    private static final class Reporter implements MockProgress {
        private final Progress progress;
        private long before = -1;

        Reporter(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void update(long written, long total) {
            if (before < 0) {
                progress.begin("writing the mock pair", total, "particles");
                before = 0;
            }
            progress.advance(written - before);
            before = written;
        }
    }
}
