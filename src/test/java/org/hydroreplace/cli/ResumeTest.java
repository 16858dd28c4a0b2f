package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.Manifest;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.Progress;
import org.hydroreplace.pipeline.Restart;
import org.hydroreplace.pipeline.Run;
import org.hydroreplace.pipeline.StopRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are stopped at any block and resumed with other numbers of threads end in the bytes of one that is not. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ResumeTest {
    static final String BLOCK_ROWS = "hydro-replace.block-rows";
    static final String FIELDS = """
            fields:
              - dmo
              - hydro
              - {replace: {mass: [1.0e12, .inf], radius: 5.0}}
              - {replace: {mass: [3.0e12, 1.0e13], radius: 1.5, centre: recentred}}
              - {replace: {mass: [1.0e12, .inf], radius: 4.0, centre: recentred, overlap: most-massive}, name: moved}
            maps: {grid: 64}
            power: {window: compensated, grid: 32, folds: [3]}
            profiles: {edges: {min: 0.05, max: 3.0, bins: 8}}
            lens_planes: {grid: 64, realizations: 2}
            """;
    static final List<String> PRODUCTS =
            List.of("maps.h5", "matched_halos.h5", "power.h5", "profiles.h5", "statistics.h5");
    private static final int PARTICLES = 98_304;

    @TempDir
    private Path folder;

    private CommandLineCase user;
    private Path pair;
    private Path configuration;

    @BeforeAll
    static void cutIntoManyBlocks() {
        System.setProperty(BLOCK_ROWS, "1000");
    }

    @AfterAll
    static void blocksAsUsual() {
        System.clearProperty(BLOCK_ROWS);
    }

    @BeforeEach
    void configure() {
        user = new CommandLineCase(folder);
        pair = user.pair();
        configuration = user.configuration(FIELDS);
    }

    /** Asks to stop after some blocks, or when a pass has ended. */
    private static final class Interrupter implements Progress {
        final StopRequest stop = new StopRequest();
        final StringBuilder notes = new StringBuilder();
        private final AtomicInteger blocksLeft;
        private int passesLeft;

        Interrupter(int blocks, int passes) {
            blocksLeft = new AtomicInteger(blocks);
            passesLeft = passes;
        }

        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void resumed(long done) {}

        @Override
        public void advance(long done) {
            if (blocksLeft.decrementAndGet() == 0) {
                stop.request("SIGTERM");
            }
        }

        @Override
        public void note(String sentence) {
            notes.append(sentence).append('\n');
        }

        @Override
        public void end() {
            if (--passesLeft == 0) {
                stop.request("SIGTERM");
            }
        }
    }

    private static Interrupter afterBlocks(int blocks) {
        return new Interrupter(blocks, 0);
    }

    private static Interrupter never() {
        return new Interrupter(0, 0);
    }

    private void run(Path output, int threads, boolean resume, Optional<Duration> interval, Interrupter progress)
            throws InterruptedException {
        run(output, threads, resume, interval, progress, List.of());
    }

    private void run(
            Path output,
            int threads,
            boolean resume,
            Optional<Duration> interval,
            Interrupter progress,
            List<String> settings)
            throws InterruptedException {
        List<String> all = new ArrayList<>(settings);
        all.add("output=" + output);
        Run.execute(
                ConfigurationReader.read(configuration, all),
                new Run.Options(
                        "run", Product.OF_RUN, threads, Optional.empty(), new Restart(resume, interval, progress.stop)),
                progress);
    }

    private Path whole() throws InterruptedException {
        Path whole = folder.resolve("whole");
        run(whole, 2, false, Optional.empty(), never());
        assertThat(whole.resolve(".checkpoint")).doesNotExist();
        return whole;
    }

    /** Makes a folder with a checkpoint of some blocks. */
    private Path interrupted(int blocks) {
        Path out = folder.resolve("interrupted");
        assertThatThrownBy(() -> run(out, 2, false, Optional.empty(), afterBlocks(blocks)))
                .isInstanceOf(StoppedException.class);
        assertThat(out.resolve(".checkpoint")).isNotEmptyFile();
        return out;
    }

    static void assertSame(Path out, Path whole, String as) throws IOException {
        for (String product : PRODUCTS) {
            assertThat(out.resolve(product)).as(as).hasBinaryContent(Files.readAllBytes(whole.resolve(product)));
        }
        for (String field : List.of("dmo", "hydro", "moved")) {
            for (String plane : List.of("LP_00/lenspot00.dat", "LP_00/lenspot01.dat", "LP_01/lenspot01.dat")) {
                Path file = Path.of("lens_planes", field, plane);
                assertThat(out.resolve(file)).as(as).hasBinaryContent(Files.readAllBytes(whole.resolve(file)));
            }
        }
        try (var files = Files.list(out);
                var expected = Files.list(whole)) {
            assertThat(files.map(Path::getFileName))
                    .as(as)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.map(Path::getFileName).toList());
        }
        assertThat((Object) Manifest.read(out).get("state")).isEqualTo("complete");
    }

    @Test
    void stoppedAnywhereAndResumedTheBytesAreTheSame() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path whole = whole();
        for (int repeat = 0; repeat < 6; repeat++) {
            Path out = folder.resolve("out" + repeat);
            boolean resume = false;
            int stops = 0;
            boolean done = false;
            while (!done) {
                // The first stop comes within the first block.
                Interrupter progress = afterBlocks(repeat == 0 && !resume ? 1 : 1 + random.nextInt(60));
                Optional<Duration> interval =
                        random.nextBoolean() ? Optional.of(Duration.ofMillis(5)) : Optional.empty();
                try {
                    run(out, 1 + random.nextInt(4), resume, interval, progress);
                    done = true;
                } catch (StoppedException e) {
                    stops++;
                    assertThat(e.exitCode()).isEqualTo(4);
                    assertThat((Object) Manifest.read(out).get("state")).isEqualTo("interrupted");
                    assertThat(out.resolve("maps.h5")).doesNotExist();
                }
                assertThat(progress.notes).isEmpty();
                resume = true;
            }
            assertThat(stops).isPositive();
            assertSame(out, whole, "seed " + seed);
            assertThat(Manifest.read(out).containsKey("particles_counted_before_resuming"))
                    .isTrue();
        }
    }

    /** How much memory, in steps of 4 MiB, leads to at most four passes. */
    private String memoryOfFourPasses() {
        for (int mib = 160; mib < 800; mib += 4) {
            String memory = mib + "MiB";
            String[] plan = {"plan", configuration.toString(), "--json", "--threads", "2", "--memory", memory};
            if (user.run(plan) == 0 && passes() <= 4) {
                return memory;
            }
        }
        throw new AssertionError(user.err());
    }

    private int passes() {
        return Integer.parseInt(user.out().replaceFirst("(?s).*?\"passes\": (\\d+),.*", "$1"));
    }

    @Test
    void aRunInSeveralPassesGoesOnInAnyOfThem() throws Exception {
        configuration = user.configuration(FIELDS.replace("maps: {grid: 64}", "maps: {grid: 512}"));
        List<String> little = List.of("memory=" + memoryOfFourPasses());
        int passes = passes();
        assertThat(passes).isBetween(3, 4);
        Path whole = folder.resolve("whole");
        run(whole, 2, false, Optional.empty(), never(), little);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (Optional<Duration> interval : List.of(Optional.<Duration>empty(), Optional.of(Duration.ofMillis(1)))) {
            Path out = folder.resolve("out" + interval.isPresent());
            List<String> stops = new ArrayList<>();
            boolean done = false;
            while (!done) {
                // Later and later, since passes that were not kept are made again.
                Interrupter progress = afterBlocks(60 * stops.size() + 1 + random.nextInt(60));
                try {
                    run(out, 2, !stops.isEmpty(), interval, progress, little);
                    done = true;
                } catch (StoppedException e) {
                    stops.add(String.valueOf(e.getMessage()));
                }
            }
            assertThat(stops)
                    .hasSizeGreaterThan(1)
                    .allMatch(stop -> stop.matches("stopped by SIGTERM after \\d+ particles of pass"
                            + " \\d of " + passes + ", which are in the checkpoint .*/.checkpoint-pass\\d \\(.*\\);"
                            + " give the same command again with --resume to go on"));
            assertSame(out, whole, "seed " + seed);
        }
    }

    @Test
    void passesAreKeptAndMustBeTheSame() throws Exception {
        configuration = user.configuration(FIELDS.replace("maps: {grid: 64}", "maps: {grid: 512}"));
        List<String> little = List.of("memory=" + memoryOfFourPasses());
        Path out = folder.resolve("out");
        Optional<Duration> often = Optional.of(Duration.ofMillis(1));
        assertThatThrownBy(() -> run(out, 2, false, often, new Interrupter(0, 5), little))
                .isInstanceOf(StoppedException.class);
        assertThat(out.resolve(".checkpoint-pass1")).isNotEmptyFile();
        assertThat(out.resolve(".checkpoint-pass2")).isNotEmptyFile();
        assertThatThrownBy(() -> run(out, 2, true, often, never()))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching(
                        "the checkpoint .*/.checkpoint-pass\\d is of other passes than this memory budget and"
                                + " number of threads lead to; set memory \\(or --memory\\) and --threads back, or run without"
                                + " --resume to start from the beginning");
        Files.delete(out.resolve(".checkpoint-pass1"));
        run(out, 2, true, often, never(), little);
        assertThat(out).isDirectoryNotContaining(path -> path.toString().contains(".checkpoint"));
    }

    @Test
    void stoppedWhileProductsAreWrittenTheyAreWrittenAgain() throws Exception {
        Path whole = whole();
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> run(out, 2, false, Optional.empty(), new Interrupter(0, 2)))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("stopped by SIGTERM after " + PARTICLES + " of " + PARTICLES
                        + " particles, which are in the checkpoint " + out.resolve(".checkpoint") + " (")
                .hasMessageEndingWith("); give the same command again with --resume to go on");
        assertThat(out.resolve("maps.h5")).doesNotExist();
        assertThat(out).isDirectoryNotContaining(path -> path.toString().contains("partial"));
        run(out, 1, true, Optional.empty(), never());
        assertSame(out, whole, "");
    }

    @Test
    void stoppedBeforeTheFirstParticleNothingIsLeft() {
        Interrupter progress = never();
        progress.stop.request("SIGINT");
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> run(out, 2, false, Optional.empty(), progress))
                .isInstanceOf(StoppedException.class)
                .hasMessage("stopped by SIGINT before any particle was counted; give the same command again");
        assertThat(out).doesNotExist();
    }

    @Test
    void stoppedBeforeItGoesOnARunKeepsTheCheckpoint() throws Exception {
        Path out = interrupted(30);
        byte[] before = Files.readAllBytes(out.resolve(".checkpoint"));
        Interrupter progress = never();
        progress.stop.request("SIGINT");
        assertThatThrownBy(() -> run(out, 2, true, Optional.empty(), progress)).isInstanceOf(StoppedException.class);
        assertThat(out.resolve(".checkpoint")).hasBinaryContent(before);
    }

    @Test
    void resumingNothingStartsFromTheBeginningAndSaysSo() throws Exception {
        Interrupter progress = never();
        Path out = folder.resolve("out");
        run(out, 2, true, Optional.empty(), progress);
        assertThat(progress.notes).hasToString("there is no checkpoint in " + out + "; starting from the beginning\n");
        assertThat(out.resolve("maps.h5")).exists();
    }

    @Test
    void withoutResumeTheCheckpointIsDiscardedAndItSaysSo() throws Exception {
        Path whole = whole();
        Path out = interrupted(30);
        Interrupter progress = never();
        run(out, 2, false, Optional.empty(), progress);
        assertThat(progress.notes)
                .hasToString("the checkpoint of an interrupted run in " + out
                        + " is discarded, since --resume was not given; starting from the beginning\n");
        assertSame(out, whole, "");
    }

    @Test
    void aCommandThatReadsNoParticlesLeavesTheCheckpointAlone() throws Exception {
        Path out = interrupted(30);
        assertThat(user.run("match", configuration.toString(), "--no-report", "--output", out.toString()))
                .isZero();
        assertThat(out.resolve(".checkpoint")).isNotEmptyFile();
    }

    @Test
    void anotherConfigurationIsNamed() throws Exception {
        Path out = interrupted(30);
        Path file = out.resolve(".checkpoint");
        String yaml = Files.readString(out.resolve("run.yaml"));
        for (String[] setting : new String[][] {
            {"maps.grid=32", "maps.grid was 64 and is now 32"},
            {"maps.axes=[x, y]", "maps.axes[2] was z and is now not set"},
            {"profiles.edges.bins=9", "profiles.edges.bins was 8 and is now 9"},
        }) {
            assertThatThrownBy(() -> run(out, 2, true, Optional.empty(), never(), List.of(setting[0])))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("the checkpoint " + file + " belongs to another run (" + setting[1]
                            + "); set it back, or run without --resume to start from the beginning");
        }
        assertThat(out.resolve("run.yaml")).hasContent(yaml);
        assertThat(user.run("project", configuration.toString(), "--resume", "--output", out.toString()))
                .isEqualTo(2);
        assertThat(user.err())
                .contains("the list of products was [MATCHED_HALOS, MAPS, POWER, PROFILES, LENS_PLANES] and is now [");
        System.setProperty(BLOCK_ROWS, "999");
        try {
            assertThatThrownBy(() -> run(out, 2, true, Optional.empty(), never()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("the number of particles in a block was 1000 and is now 999");
        } finally {
            cutIntoManyBlocks();
        }
        assertThat(file).isNotEmptyFile();
        // Memory and threads are no part of it.
        run(out, 3, true, Optional.empty(), never(), List.of("memory=800MiB"));
        assertThat(out.resolve("maps.h5")).exists();
    }

    @Test
    void anotherInputIsNamed() throws Exception {
        Path out = interrupted(30);
        Path input = pair.resolve("hydro/snapdir_003/snap_003.1.hdf5");
        FileTime time = Files.getLastModifiedTime(input);
        Files.setLastModifiedTime(input, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        assertThatThrownBy(() -> run(out, 2, true, Optional.empty(), never()))
                .isInstanceOf(InputException.class)
                .hasMessage(input + " is not what the checkpoint " + out.resolve(".checkpoint")
                        + " was made from (it was " + Files.size(input) + " bytes of " + time.toInstant()
                        + " and is now " + Files.size(input)
                        + " bytes of 2001-02-03T04:05:06Z); bring the old file back, or run without --resume to start"
                        + " from the beginning");
        Files.setLastModifiedTime(input, time);
        run(out, 2, true, Optional.empty(), never());
    }

    @Test
    void aDamagedCheckpointIsRefused() throws Exception {
        Path whole = whole();
        Path out = interrupted(60);
        Path file = out.resolve(".checkpoint");
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, i % 4 == 3 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : damaged);
            assertThatThrownBy(() -> run(out, 2, true, Optional.empty(), never()))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("the checkpoint " + file + " is damaged or of another version (")
                    .hasMessageEndingWith("); run without --resume to start from the beginning");
            assertThat(file).isNotEmptyFile();
        }
        Files.write(file, bytes);
        run(out, 2, true, Optional.empty(), never());
        assertSame(out, whole, "");
    }

    @Test
    void aRunThatFailsKeepsItsCheckpoint() throws Exception {
        Path whole = whole();
        Path out = interrupted(40);
        // A folder in the way of a product.
        Files.createDirectories(out.resolve("maps.h5/x"));
        assertThatThrownBy(() -> run(out, 2, true, Optional.empty(), never())).isInstanceOf(UsageException.class);
        assertThat((Object) Manifest.read(out).get("state")).isEqualTo("failed");
        assertThat(out.resolve(".checkpoint")).isNotEmptyFile();
        Files.delete(out.resolve("maps.h5/x"));
        Files.delete(out.resolve("maps.h5"));
        run(out, 2, true, Optional.empty(), never());
        assertSame(out, whole, "");
    }

    @Test
    void intervalsAreChecked() {
        for (String wrong : new String[] {"10", "0s", "ten", "-1m", "1d"}) {
            assertThat(user.run("run", configuration.toString(), "--checkpoint-interval", wrong))
                    .isEqualTo(2);
            assertThat(user.err())
                    .contains("'" + wrong
                            + "' is not a time between checkpoints; give one such as 90s, 10m or 1h, or off");
        }
        for (String right : new String[] {"1ms", "90s", "10m", "1h", "off"}) {
            assertThat(user.run("run", configuration.toString(), "--no-report", "--checkpoint-interval", right))
                    .isZero();
        }
        assertThat(String.valueOf(Manifest.read(user.output()).get("timings_seconds")))
                .doesNotContain("checkpoints");
    }
}
