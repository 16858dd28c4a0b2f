package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that get a signal as processes. {@code -Dhydroreplace.kills=20} is the long form of the killing, and
 * {@code -Dhydroreplace.seed=} repeats one.
 */
@SuppressWarnings("NullAway.Init") // set before each test
final class KilledRunTest {
    /** After every block: it is then likely that the process is killed while it writes one. */
    private static final String OFTEN = "2ms";

    @TempDir
    private Path folder;

    private Path configuration;
    private Path whole;

    @BeforeEach
    void reference() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "signals are tested on Linux");
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        configuration = user.configuration(ResumeTest.FIELDS);
        whole = folder.resolve("whole");
        assertThat(user.run("run", configuration.toString(), "--no-report", "--output", whole.toString()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "USR1"})
    void aSignalEndsTheRunWithACheckpoint(String signal) throws Exception {
        Path out = folder.resolve("out");
        try (RunProcess run = new RunProcess(configuration, out, OFTEN, List.of())) {
            run.await(out.resolve(".checkpoint"));
            assertThat(run.signal(signal)).isTrue();
            // As `timeout` does; the run may have ended by now.
            run.signal(signal);
            assertThat(run.exitCode()).as(run.log()).isEqualTo(4);
            assertThat(run.log())
                    .contains("SIG" + signal + ": finishing what is in flight and writing the checkpoint\n")
                    .containsPattern("hydro-replace: stopped by SIG" + signal
                            + " after [0-9]+ of 98304 particles, which are in the checkpoint .*/out/.checkpoint"
                            + " \\([0-9.]+ [KM]iB\\); give the same command again with --resume to go on\n");
        }
        try (RunProcess run = new RunProcess(configuration, out, "off", List.of(), "--resume")) {
            assertThat(run.exitCode()).as(run.log()).isZero();
        }
        assertSame(out, 0);
    }

    @Test
    void aJavaWithoutSignalsSaysSo() throws Exception {
        Path out = folder.resolve("out");
        try (RunProcess run = new RunProcess(configuration, out, "off", List.of("-Xrs"))) {
            assertThat(run.exitCode()).isZero();
            assertThat(run.log())
                    .contains("SIGTERM would end the run without a checkpoint (")
                    .contains("); leave the option -Xrs of Java out to have one written\n");
        }
    }

    @Test
    void aRunThatIsKilledAnywhereEndsInTheSameBytes() throws Exception {
        long seed = Long.getLong("hydroreplace.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        Path first = folder.resolve("first");
        long begin = System.nanoTime();
        try (RunProcess run = new RunProcess(configuration, first, OFTEN, List.of())) {
            assertThat(run.exitCode()).as(run.log()).isZero();
        }
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        Path out = folder.resolve("out");
        int kills = Integer.getInteger("hydroreplace.kills", 3);
        for (int kill = 0; kill < kills; kill++) {
            String[] options = kill == 0 ? new String[0] : new String[] {"--resume"};
            try (RunProcess run = new RunProcess(configuration, out, OFTEN, List.of(), options)) {
                run.killAfter(milliseconds / 5 + random.nextLong(milliseconds));
            }
            assertWhole(out, seed);
            if (random.nextInt(4) == 0) {
                finish(out, seed);
            }
        }
        finish(out, seed);
    }

    private void finish(Path out, long seed) throws Exception {
        try (RunProcess run = new RunProcess(configuration, out, "off", List.of(), "--resume")) {
            assertThat(run.exitCode()).as("seed %d: %s", seed, run.log()).isZero();
        }
        assertSame(out, seed);
    }

    /** What has its final name is whole. */
    private void assertWhole(Path out, long seed) throws IOException {
        for (String product : ResumeTest.PRODUCTS) {
            if (Files.exists(out.resolve(product))) {
                assertThat(out.resolve(product))
                        .as("seed %d", seed)
                        .hasBinaryContent(Files.readAllBytes(whole.resolve(product)));
            }
        }
    }

    private void assertSame(Path out, long seed) throws IOException {
        ResumeTest.assertSame(out, whole, "seed " + seed);
    }
}
