package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.Manifest;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.Progress;
import org.hydroreplace.pipeline.Restart;
import org.hydroreplace.pipeline.Run;
import org.hydroreplace.pipeline.StopRequest;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.hydroreplace.snapshot.TestSnapshots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replaced field of the bundled pair as a snapshot of two parts, wherever a snapshot can be used. */
@SuppressWarnings("NullAway.Init") // set before each test
final class TransformedSnapshotTest {
    private static final List<String> PRODUCTS = List.of("maps.h5", "power.h5", "profiles.h5", "statistics.h5");
    private static final String WANTED = """
            maps: {grid: 64}
            power: {}
            profiles: {edges: {min: 0.05, max: 3.0, bins: 8}, centre: dmo, fields: [replaced]}
            """;

    @TempDir
    private Path folder;

    private CommandLineCase user;
    private Path snapshot;

    @BeforeEach
    void transform() throws IOException {
        System.setProperty(ResumeTest.BLOCK_ROWS, "1000");
        user = new CommandLineCase(folder);
        Path pair = user.pair();
        Path configuration = user.configuration("fields: [dmo, {replace: {radius: 5.0}, name: replaced}]", WANTED);
        run("run", configuration.toString(), "--no-report");
        run("transform", configuration.toString(), "--field", "replaced");
        snapshot = folder.resolve("out/particles/replaced");
        copy(pair.resolve("dmo/groups_003"), snapshot.resolve("groups_003"));
    }

    @AfterEach
    void usualBlocks() {
        System.clearProperty(ResumeTest.BLOCK_ROWS);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void run(String... arguments) {
        assertThat(user.run(arguments)).as(user.err()).isZero();
    }

    /** A run of the snapshot alone. */
    private Path configuration() throws IOException {
        return Files.writeString(
                folder.resolve("again.yaml"),
                "simulation: {dmo: " + snapshot + ", snapshot: 3}\nfields: [dmo]\n"
                        + WANTED.replace(", fields: [replaced]", ""));
    }

    private Path again(String name, String... more) throws IOException {
        Path out = folder.resolve(name);
        List<String> arguments =
                new ArrayList<>(List.of("run", configuration().toString(), "--no-report", "--output", out.toString()));
        arguments.addAll(List.of(more));
        run(arguments.toArray(new String[0]));
        return out;
    }

    private static void assertSame(Path out, Path whole) throws IOException {
        for (String product : PRODUCTS) {
            assertThat(out.resolve(product)).hasBinaryContent(Files.readAllBytes(whole.resolve(product)));
        }
    }

    @Test
    void itsPartsAreTheRunsAndTogetherTheWhole() {
        Snapshot whole = SnapshotFormats.open(snapshot, 3);
        assertThat(whole.parts()).hasSize(2).extracting(Snapshot::part).containsExactly(0, 1);
        long particles = 0;
        long bytes = 0;
        for (String run : List.of("dmo", "hydro")) {
            Snapshot part = whole.parts().get(run.equals("dmo") ? 0 : 1);
            assertThat(part.origin())
                    .isEqualTo(SnapshotFormats.open(folder.resolve("pair").resolve(run), 3)
                            .header());
            particles += part.header().matterParticles();
            bytes += part.storedBytes();
            assertThat(TestSnapshots.readAll(part, 700)).isNotNull();
        }
        assertThat(particles).isEqualTo(whole.header().matterParticles());
        assertThat(bytes).isEqualTo(whole.storedBytes());
        Snapshot ordinary = SnapshotFormats.open(folder.resolve("pair/dmo"), 3);
        assertThat(ordinary.parts()).containsExactly(ordinary);
        assertThat(ordinary.origin()).isSameAs(ordinary.header());
    }

    @Test
    void profilesAreThoseOfTheField() throws IOException {
        Path out = again("again");
        int compared = 0;
        try (HdfFile expected = new HdfFile(folder.resolve("out/profiles.h5"));
                HdfFile pairs = new HdfFile(folder.resolve("out/matched_halos.h5"));
                HdfFile found = new HdfFile(out.resolve("profiles.h5"))) {
            long[] wanted = (long[]) pairs.getDatasetByPath("/dmo_index").getData();
            long[] rows = (long[]) found.getDatasetByPath("/dmo/halos").getData();
            for (String table : List.of("total/mass", "total/count", "gas/mass", "dm/mass")) {
                Object[] masses = (Object[])
                        expected.getDatasetByPath("/replaced/" + table).getData();
                Object[] again =
                        (Object[]) found.getDatasetByPath("/dmo/" + table).getData();
                for (int i = 0; i < wanted.length; i++) {
                    for (int j = 0; j < rows.length; j++) {
                        if (wanted[i] == rows[j]) {
                            assertThat(again[j]).isEqualTo(masses[i]);
                            compared++;
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(4 * 5);
    }

    @Test
    void threadsAndPassesChangeNoByte() throws IOException {
        String[] fine = {"--set", "maps.grid=512", "--threads"};
        Path one = again("one", fine[0], fine[1], fine[2], "1");
        assertSame(again("three", fine[0], fine[1], fine[2], "3"), one);
        Set<String> passes = new TreeSet<>();
        for (int mib = 152; mib <= 300 && !passes.contains("1"); mib += 2) {
            String memory = mib + "MiB";
            String[] plan = {"plan", configuration().toString(), "--json", fine[0], fine[1], "--memory", memory};
            if (user.run(plan) == 0 && passes.add(user.out().replaceFirst("(?s).*?\"passes\": (\\d+),.*", "$1"))) {
                Path few = again("few" + mib, fine[0], fine[1], "--memory", memory);
                assertSame(few, one);
                assertThat(Manifest.read(few).get("particles"))
                        .isEqualTo(Manifest.read(one).get("particles"));
            }
        }
        assertThat(passes).as("numbers of passes").contains("1").hasSizeGreaterThan(1);
    }

    @Test
    void particlesAreCountedOverAllParts() throws IOException {
        Map<?, ?> runs =
                (Map<?, ?>) Objects.requireNonNull(Manifest.read(again("again")).get("particles"));
        Map<?, ?> dmo = (Map<?, ?>) Objects.requireNonNull(runs.get("dmo"));
        Snapshot whole = SnapshotFormats.open(snapshot, 3);
        long sum = 0;
        for (Object type : dmo.values()) {
            sum += type instanceof Map<?, ?> some
                    ? ((Number) Objects.requireNonNull(some.get("count"))).longValue()
                    : 0;
        }
        assertThat(sum).isEqualTo(whole.header().matterParticles());
    }

    /** Asks to stop after some blocks. */
    private static final class Interrupter implements Progress {
        final StopRequest stop = new StopRequest();
        private final AtomicInteger blocksLeft;

        Interrupter(int blocks) {
            blocksLeft = new AtomicInteger(blocks);
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
        public void end() {}
    }

    private void interruptible(Path out, boolean resume, int blocks) throws IOException, InterruptedException {
        Interrupter progress = new Interrupter(blocks);
        Restart restart = new Restart(resume, Optional.empty(), progress.stop);
        Run.execute(
                ConfigurationReader.read(configuration(), List.of("output=" + out)),
                new Run.Options("run", Product.OF_RUN, 2, Optional.empty(), restart),
                progress);
    }

    @Test
    void stoppedInEitherPartItIsResumed() throws Exception {
        Path whole = again("whole");
        Snapshot opened = SnapshotFormats.open(snapshot, 3);
        int first = opened.parts().getFirst().blocks(1000).size();
        int second = opened.parts().getLast().blocks(1000).size();
        for (int blocks : new int[] {first / 2, first + second / 2}) {
            Path out = folder.resolve("stopped" + blocks);
            assertThatThrownBy(() -> interruptible(out, false, blocks)).isInstanceOf(StoppedException.class);
            interruptible(out, true, -1);
            assertSame(out, whole);
        }
    }

    @Test
    void transformedOnceMoreItIsTheSameSnapshot() throws IOException {
        run("transform", configuration().toString(), "--field", "dmo", "--output", folder + "/twice");
        try (Stream<Path> files = Files.list(snapshot.resolve("snapdir_003"))) {
            for (Path file : files.toList()) {
                assertThat(Checksum.sha256(folder.resolve("twice/particles/dmo/snapdir_003")
                                .resolve(file.getFileName())))
                        .isEqualTo(Checksum.sha256(file));
            }
        }
    }

    @Test
    void itMayBeOneOfAPair() throws IOException {
        Path again = Files.writeString(
                folder.resolve("pair.yaml"),
                "simulation: {dmo: " + snapshot + ", hydro: " + folder.resolve("pair/hydro")
                        + ", snapshot: 3}\nfields: [{replace: {radius: 4.0}, name: r}]\nmaps: {grid: 64, axes: [x]}\n");
        run("run", again.toString(), "--no-report", "--output", folder + "/both");
        try (HdfFile maps = new HdfFile(folder.resolve("both/maps.h5"));
                HdfFile field = new HdfFile(folder.resolve("out/maps.h5"))) {
            assertThat(maps.getByPath("/r").getAttribute("dmo_mass").getData())
                    .isEqualTo(field.getByPath("/replaced")
                            .getAttribute("total_mass")
                            .getData());
        }
    }

    /** Adds one to the first of some numbers, wherever they stand. */
    private static void raiseFirst(Path file, long... numbers) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer sought = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        sought.asLongBuffer().put(numbers);
        int found = 0;
        for (int i = 0; i + sought.capacity() <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.capacity(), sought.array(), 0, sought.capacity())) {
                bytes[i]++;
                found++;
            }
        }
        assertThat(found).isOne();
        Files.write(file, bytes);
    }

    @Test
    void partsThatAreNotTheFileAreRefused() throws IOException {
        long[] rows;
        long held;
        Path file = snapshot.resolve("snapdir_003/snap_003.1.hdf5");
        try (HdfFile hdf = new HdfFile(file)) {
            rows = (long[])
                    hdf.getByPath("/HydroReplace/Part1").getAttribute("Rows").getData();
            held = ((int[]) hdf.getByPath("/Header")
                            .getAttribute("NumPart_ThisFile")
                            .getData())
                    [0];
        }
        assertThat(rows[0]).isPositive();
        raiseFirst(file, rows);
        assertThatThrownBy(() -> SnapshotFormats.open(snapshot, 3))
                .hasMessage(file + ": the group HydroReplace records " + (held + 1)
                        + " rows of PartType0 and the header counts " + held
                        + "; write the snapshot again, or delete the group from all files");
    }
}
