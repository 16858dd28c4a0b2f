package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** What {@code plan} says, beside what {@code run} then does. */
final class PlanCommandTest {
    private static final String EVERYTHING = """
            fields: [dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 3.0}, name: r}]
            maps: {grid: 64, axes: [x, y]}
            power: {fields: [dmo, r], grid: 16, folds: [2, 3], multipoles: [x, z], cross: [dmo, r]}
            profiles: {edges: {min: 0.1, max: 5, bins: 7}, fields: [r]}
            """;

    @TempDir
    private Path folder;

    private CommandLineCase user;
    private Path pair;

    @BeforeEach
    void copyPair() {
        user = new CommandLineCase(folder);
        pair = user.pair();
    }

    private Map<?, ?> plan(Path configuration, String... more) {
        List<String> arguments = new ArrayList<>(List.of("plan", configuration.toString(), "--json"));
        arguments.addAll(List.of(more));
        assertThat(user.run(arguments.toArray(String[]::new))).as(user.err()).isZero();
        Object json =
                new Load(LoadSettings.builder().setSchema(new JsonSchema()).build()).loadFromString(user.out());
        return (Map<?, ?>) Objects.requireNonNull(json);
    }

    private static Map<?, ?> map(Map<?, ?> map, String key) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(key), key);
    }

    private static long number(Map<?, ?> map, String key) {
        return ((Number) Objects.requireNonNull(map.get(key), key)).longValue();
    }

    @Test
    void bytesWrittenAreThoseOfAllDatasets() throws IOException {
        for (String more : new String[] {"", "simulation.hydro="}) {
            String yaml = more.isEmpty() ? EVERYTHING : "fields: [dmo]\nmaps: {grid: 64}\npower: {}\nprofiles: {}\n";
            Path configuration = user.configuration(yaml);
            String set = more.isEmpty() ? "threads=" : more;
            String[] options = more.isEmpty() ? new String[0] : new String[] {"--set", set};
            Map<?, ?> written = map(plan(configuration, options), "bytes_written");
            List<String> arguments = new ArrayList<>(List.of("run", configuration.toString(), "--no-report"));
            Path output = folder.resolve("out" + more.length());
            arguments.addAll(List.of("--output", output.toString()));
            arguments.addAll(List.of(options));
            assertThat(user.run(arguments.toArray(String[]::new)))
                    .as(user.err())
                    .isZero();
            int files = 0;
            long total = 0;
            try (Stream<Path> products = Files.list(output)) {
                for (Path product :
                        products.filter(p -> p.toString().endsWith(".h5")).toList()) {
                    files++;
                    long bytes = 0;
                    try (HdfFile file = new HdfFile(product)) {
                        bytes = bytes(file);
                    }
                    total += bytes;
                    assertThat(number(written, product.getFileName().toString()))
                            .as(product.toString())
                            .isEqualTo(bytes);
                }
            }
            assertThat(written).hasSize(files + 1);
            assertThat(number(written, "total")).isEqualTo(total);
        }
    }

    private static long bytes(Group group) {
        long bytes = 0;
        for (Node node : group.getChildren().values()) {
            bytes += node instanceof Group g ? bytes(g) : ((Dataset) node).getSizeInBytes();
        }
        return bytes;
    }

    /** The bundled pair: float32 positions, masses in the table for dark matter of both runs and files for the rest. */
    @Test
    void bytesReadAreThoseOfPositionsAndMasses() throws IOException {
        Map<?, ?> plan = plan(user.configuration(EVERYTHING));
        long particles = 0;
        long catalogues = 0;
        try (Stream<Path> files = Files.walk(pair)) {
            for (Path path : files.filter(p -> p.toString().endsWith(".hdf5")).toList()) {
                try (HdfFile file = new HdfFile(path)) {
                    for (String name : List.of("Group/GroupPos", "Group/Group_M_Crit200", "Group/Group_R_Crit200")) {
                        catalogues += stored(file, name);
                    }
                    for (int type : new int[] {0, 1, 4, 5}) {
                        particles += stored(file, "PartType" + type + "/Coordinates");
                        particles += stored(file, "PartType" + type + "/Masses");
                    }
                }
            }
        }
        Map<?, ?> read = map(plan, "bytes_read");
        assertThat(number(read, "particles")).isEqualTo(particles);
        assertThat(number(read, "catalogues")).isEqualTo(catalogues);
        assertThat(number(read, "total")).isEqualTo(particles + catalogues);
        assertThat(number(map(map(map(plan, "runs"), "dmo"), "particles"), "dark-matter"))
                .isEqualTo(32 * 32 * 32);
        assertThat(number(plan, "halos")).isEqualTo(36);
        assertThat(user.output()).doesNotExist();
    }

    private static long stored(HdfFile file, String name) {
        Node node = file;
        for (String part : name.split("/", -1)) {
            node = node instanceof Group group ? group.getChild(part) : null;
        }
        return node instanceof Dataset dataset ? dataset.getStorageInBytes() : 0;
    }

    @Test
    void severalPassesReadTheParticlesAsOften() {
        Path configuration = user.configuration("fields: [dmo, hydro]", "maps: {grid: 1024}");
        Map<?, ?> one = plan(configuration, "--threads", "1");
        Map<?, ?> three = plan(configuration, "--threads", "1", "--memory", "200MiB");
        assertThat(number(one, "passes")).isOne();
        assertThat(number(three, "passes")).isEqualTo(2);
        assertThat(String.valueOf(three.get("why_so_many_passes")))
                .matches(
                        "2 passes over the particles: maps of 1024\\^2 cells along 3 axes for 2 fields need [0-9.]+ MiB of memory"
                                + " in one pass and 200.00 MiB are allowed");
        long budget = number(map(three, "memory"), "budget");
        assertThat(budget).isEqualTo(200L << 20);
        assertThat(number(map(three, "memory"), "peak")).isLessThanOrEqualTo(budget);
        assertThat(number(map(one, "memory"), "peak")).isGreaterThan(budget);
    }

    @Test
    void aBudgetThatIsTooSmallIsRefusedWithTheSettingToChange() {
        int code = user.run("plan", user.configuration(EVERYTHING).toString(), "--memory", "100MiB", "--threads", "1");
        assertThat(user.err())
                .matches("hydro-replace: maps of 64\\^2 cells along 2 axes for 3 fields and 6 grids of 16\\^3 cells"
                        + " for 3 fields and profiles of 36 halos in 7 bins for 3 fields need [0-9.]+ MiB of memory with a pass for every grid, and 100.00 MiB are allowed; raise memory"
                        + " \\(or --memory\\), or lower maps.grid, power.grid, profiles.edges.bins or --threads\\R");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void ranksShareWhatIsRead() {
        Path configuration = user.configuration(EVERYTHING);
        Map<?, ?> one = plan(configuration, "--threads", "1");
        Map<?, ?> three = plan(configuration, "--threads", "1", "--ranks", "3", "--ranks-per-node", "2");
        Map<?, ?> read = map(three, "bytes_read");
        long sum = 0;
        for (Object bytes : (List<?>) Objects.requireNonNull(read.get("particles_of_each_rank"))) {
            // Two files a run, of one block for each type: no better shares than these.
            assertThat(((Number) bytes).longValue()).isBetween(200_000L, 1_100_000L);
            sum += ((Number) bytes).longValue();
        }
        assertThat(sum).isEqualTo(number(map(one, "bytes_read"), "particles")).isEqualTo(number(read, "particles"));
        assertThat(number(read, "catalogues")).isEqualTo(3 * number(map(one, "bytes_read"), "catalogues"));
        Map<?, ?> memory = map(three, "memory");
        // MPI, and one more class of particles.
        assertThat(number(memory, "peak") - number(map(one, "memory"), "peak")).isBetween(16L << 20, 24L << 20);
        assertThat(number(memory, "peak_of_a_node"))
                .isEqualTo(number(memory, "peak") + number(memory, "peak_of_other_ranks"));
        Map<?, ?> moved = map(three, "bytes_moved");
        assertThat(number(moved, "total")).isEqualTo(2 * number(moved, "of_a_rank"));
        assertThat(one.containsKey("bytes_moved")).isFalse();
    }

    @Test
    void ranksThatCannotBeAreRefused() {
        String configuration = user.configuration(EVERYTHING).toString();
        user.refused(2, "--ranks must be at least 1 and is 0; change it", "plan", configuration, "--ranks", "0");
        user.refused(
                2,
                "--ranks-per-node must be from 1 to the 2 ranks there are and is 3; change it",
                "plan",
                configuration,
                "--ranks=2",
                "--ranks-per-node=3");
    }

    @Test
    void withoutParticlesThereIsNothingToPlan() {
        user.refused(
                2,
                "the configuration asks for no maps, spectra, profiles or lens planes, so no particles would be read; add maps, power, profiles or lens_planes",
                "plan",
                user.configuration("fields: [dmo]").toString());
    }

    @Test
    void peopleReadItWithoutJson() {
        assertThat(user.run("plan", user.configuration(EVERYTHING).toString())).isZero();
        assertThat(user.out())
                .contains(
                        "passes: 1",
                        "runs, dmo, particles, dark-matter: 32 768",
                        "memory, peak: ",
                        "bytes written, maps.h5: 192.00 KiB (196 608 bytes)");
    }

    /** In a process of its own with the launcher's flags: small blocks, so that every thread has a part of each map. */
    @Test
    void aProcessTakesWhatWasPlanned() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc to measure with");
        Path configuration = user.configuration("maps: {grid: 2048}", "fields: [dmo, hydro, replace]");
        for (String memory : new String[] {"4GiB", "672MiB"}) {
            Path output = folder.resolve(memory);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseParallelGC",
                            "-Xmn48m",
                            "-Xmx" + (memory.equals("4GiB") ? "3863m" : "543m"),
                            "-Dhydro-replace.block-rows=500",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.hydroreplace.cli.Main",
                            "run",
                            configuration.toString(),
                            "--no-report",
                            "--threads",
                            "2",
                            "--memory",
                            memory,
                            "--output",
                            output.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(folder.toFile(), "log"))
                    .start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("log")))
                    .isZero();
            Map<?, ?> manifest = Manifest.read(output);
            double planned = number(manifest, "memory_planned");
            double peak = number(manifest, "memory_peak");
            assertThat(peak / planned)
                    .as("peak " + peak + " of planned " + planned)
                    .isBetween(0.85, 1.0);
            assertThat(planned).isLessThanOrEqualTo((double) number(manifest, "memory_budget"));
        }
    }
}
