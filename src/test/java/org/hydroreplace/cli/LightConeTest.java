package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Light cones and their lens planes, as a user makes them. */
@SuppressWarnings("NullAway.Init") // set before each test
final class LightConeTest {
    private static final String FIELDS = """
            matching: {min_mass: 1.0e12}
            cosmology: {sigma8: 0.8, n_s: 0.97}
            fields:
              - hydro
              - {replace: {mass: [1.0e12, .inf], radius: 1.0}, name: one}
              - dmo
              - {replace: {mass: [3.0e12, .inf], radius: 2.0, centre: recentred}, name: moved}
              - {replace: {mass: [1.0e17, .inf], radius: 1.0}, name: empty}
            maps: {grid: 32, axes: [x]}
            """;
    private static final String PLANES = "lens_planes: {grid: 48, realizations: 2, formats: [raw, lux, lenstools]}\n";

    @TempDir
    private Path folder;

    private CommandLineCase user;

    @BeforeEach
    void writeSnapshots() throws Exception {
        user = new CommandLineCase(folder);
        for (int snapshot = 7; snapshot > 4; snapshot--) {
            Path pair = folder.resolve("pair" + snapshot);
            RandomPair.write(pair, new SplittableRandom(snapshot));
            for (String run : List.of("dmo", "hydro")) {
                rename(pair.resolve(run), folder.resolve("pair").resolve(run), snapshot);
            }
        }
    }

    private static void rename(Path from, Path to, int snapshot) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            Path target = to.resolve(from.relativize(file).toString().replace("007", "00" + snapshot));
            Files.createDirectories(target.resolveSibling("."));
            Files.move(file, target);
        }
    }

    @AfterEach
    void usualBlocks() {
        System.clearProperty("hydro-replace.block-rows");
    }

    private Path configuration(String snapshots, String more) throws IOException {
        return Files.writeString(
                folder.resolve("config.yaml"),
                "simulation: {dmo: " + folder + "/pair/dmo, hydro: " + folder + "/pair/hydro, " + snapshots + "}\n"
                        + FIELDS + more);
    }

    private Path run(String name, Path configuration, String... more) {
        Path output = folder.resolve(name);
        List<String> arguments =
                new ArrayList<>(List.of("run", configuration.toString(), "--no-report", "--output", output.toString()));
        arguments.addAll(List.of(more));
        assertThat(user.run(arguments.toArray(String[]::new))).as(user.err()).isZero();
        return output;
    }

    /** Checksums of all products below a folder by name; links are followed. */
    private static Map<String, String> sums(Path output) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                if (!name.matches("(.*/)?(run.yaml|manifest.json|.lock)")) {
                    sums.put(name, Checksum.sha256(file));
                }
            }
        }
        return sums;
    }

    @Test
    void membersAloneAreWhatTheyAreAmongTheOthers() throws IOException {
        Path configuration = configuration("snapshots: [7, 6, 5]", PLANES);
        Path all = run("all", configuration, "--threads", "2");
        Map<String, String> whole = sums(all);
        // Two slices of each of two realisations: raw, lux and two images, with a file about each realisation.
        assertThat(whole.keySet())
                .filteredOn(name -> name.startsWith("snap_006/lens_planes/moved/"))
                .hasSize(2 * (2 * 4 + 2))
                .contains(
                        "snap_006/lens_planes/moved/LP_01/lenspot03.dat",
                        "snap_006/lens_planes/moved/lux/LP_01/lenspot04.dat",
                        "snap_006/lens_planes/moved/lux/LP_00/config.dat",
                        "snap_006/lens_planes/moved/lenstools/LP_00/info.txt");
        System.setProperty("hydro-replace.block-rows", "1000");
        for (int snapshot : new int[] {5, 7, 6}) {
            run("alone", configuration, "--snapshot", "" + snapshot, "--threads", "" + (snapshot - 4));
        }
        assertThat(sums(folder.resolve("alone"))).isEqualTo(whole);
        assertThat(whole.get("lens_planes/dmo/LP_01/lenspot04.dat"))
                .isEqualTo(whole.get("snap_005/lens_planes/dmo/LP_01/lenspot04.dat"))
                .isNotNull();
        assertThat(Files.isSymbolicLink(all.resolve("lens_planes/dmo/LP_01/lenspot04.dat")))
                .isTrue();
    }

    @Test
    void aLongerListHasOtherTransforms() throws IOException {
        Map<String, String> one = sums(run("one", configuration("snapshot: 7", PLANES)));
        Map<String, String> more = sums(run("more", configuration("snapshots: [7, 6]", PLANES), "--snapshot", "7"));
        assertThat(more.get("snap_007/maps.h5")).isEqualTo(one.get("maps.h5"));
        String plane = "lens_planes/dmo/LP_01/lenspot00.dat";
        assertThat(more.get("snap_007/" + plane)).isNotNull().isNotEqualTo(one.get(plane));
    }

    @Test
    void whatIsMissingIsListedAndOnlyThatIsMadeAgain() throws IOException {
        Path configuration = configuration("snapshots: [7, 6, 5]", "lens_planes: {grid: 48, realizations: 2}\n");
        Path out = folder.resolve("out");
        Files.createDirectories(out);
        assertThat(user.run("missing", out.toString())).isEqualTo(2);
        assertThat(user.err())
                .contains(
                        "DIR/out holds no run.yaml, so nothing says what it should hold; give the output folder of a run");
        run("out", configuration, "--snapshot", "6");
        assertThat(user.run("missing", out.toString())).isEqualTo(4);
        assertThat(user.out().lines())
                .containsExactly("7 snap_007: nothing has been made", "5 snap_005: nothing has been made");
        assertThat(user.run("missing", out.toString(), "--array")).isEqualTo(4);
        assertThat(user.out().strip()).isEqualTo("--array=5,7");
        run("out", configuration);
        assertThat(user.out()).containsOnlyOnce("nothing is lacking in " + out.resolve("snap_006"));
        assertThat(user.run("missing", out.toString())).as(user.out()).isZero();
        assertThat(user.out()).isEmpty();
        Map<String, String> whole = sums(out);

        Path plane = out.resolve("snap_006/lens_planes/one/LP_01/lenspot02.dat");
        byte[] bytes = Files.readAllBytes(plane);
        bytes[1000] ^= 1;
        Files.write(plane, bytes);
        Files.delete(out.resolve("snap_005/maps.h5"));
        Object made = Files.getLastModifiedTime(out.resolve("snap_005/lens_planes/dmo/LP_00/lenspot04.dat"));
        assertThat(user.run("missing", out.toString())).isEqualTo(4);
        assertThat(user.out().lines())
                .containsExactly(
                        "6 snap_006: lens_planes/one/LP_01/lenspot02.dat damaged: its checksum is another",
                        "5 snap_005: maps.h5 not there");
        run("out", configuration);
        assertThat(sums(out)).isEqualTo(whole);
        assertThat((Object) Files.getLastModifiedTime(out.resolve("snap_005/lens_planes/dmo/LP_00/lenspot04.dat")))
                .isEqualTo(made);
        assertThat(user.run("missing", out.toString())).as(user.out()).isZero();

        Files.writeString(out.resolve("snap_007/manifest.json"), "{", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(user.run("missing", configuration.toString(), "--array")).isEqualTo(4);
    }

    /** In the second member, when its matched halos are there and nothing else. */
    @Test
    void aStoppedLightConeGoesOnWhereItWas() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "signals are tested on Linux");
        Path configuration = configuration("snapshots: [7, 6]", "lens_planes: {grid: 48, realizations: 2}\n");
        Map<String, String> whole = sums(run("whole", configuration));
        Path out = folder.resolve("out");
        try (RunProcess run = new RunProcess(configuration, out, "2ms", List.of())) {
            run.await(out.resolve("snap_006/.checkpoint"));
            assertThat(run.signal("TERM")).isTrue();
            assertThat(run.exitCode()).as(run.log()).isEqualTo(4);
        }
        assertThat(user.run("missing", out.toString())).isEqualTo(4);
        assertThat(user.out().lines())
                .allMatch(line -> line.startsWith("6 snap_006: "))
                .isNotEmpty();
        try (RunProcess run = new RunProcess(configuration, out, "off", List.of(), "--resume")) {
            assertThat(run.exitCode()).as(run.log()).isZero();
            assertThat(run.log()).contains("nothing is lacking in " + out.resolve("snap_007"));
        }
        assertThat(Manifest.read(out.resolve("snap_006")).containsKey("particles_counted_before_resuming"))
                .isTrue();
        assertThat(sums(out)).isEqualTo(whole);
    }

    @Test
    void passesThreadsAndBlocksDoNotChangeAByte() throws IOException {
        Path configuration =
                configuration("snapshot: 7", "lens_planes: {grid: 384, realizations: 4, planes_per_snapshot: 3}\n");
        Map<String, String> one = sums(run("one", configuration, "--threads", "1"));
        System.setProperty("hydro-replace.block-rows", "700");
        assertThat(sums(run("three", configuration, "--threads", "3"))).isEqualTo(one);
        List<Integer> found = new ArrayList<>();
        for (int mib = 192; mib <= 380; mib += 40) {
            String memory = mib + "MiB";
            if (user.run("plan", configuration.toString(), "--json", "--threads", "2", "--memory", memory) == 0) {
                int passes = Integer.parseInt(user.out().replaceFirst("(?s).*?\"passes\": (\\d+),.*", "$1"));
                if (!found.contains(passes)) {
                    found.add(passes);
                    assertThat(sums(run("m" + mib, configuration, "--threads", "2", "--memory", memory)))
                            .as(passes + " passes in " + memory)
                            .isEqualTo(one);
                }
            }
        }
        assertThat(found).as("numbers of passes").hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void emptyMassBinsAreSaidAndArePlanesOfTheGravityOnlyRun() throws IOException {
        Path out = run("out", configuration("snapshot: 7", PLANES));
        assertThat(user.err() + Manifest.read(out)).contains("fields_without_halos=[empty]");
        assertThat(out.resolve("lens_planes/empty/LP_00/lenspot00.dat"))
                .hasSameBinaryContentAs(out.resolve("lens_planes/dmo/LP_00/lenspot00.dat"));
    }

    @Test
    void transformsMayComeFromAFile() throws IOException {
        for (String drawn : List.of("numpy", "lux")) {
            String planes = "lens_planes: {grid: 16, realizations: 3, content: delta, transforms: ";
            Path first = run(drawn, configuration("snapshots: [7, 6]", planes + drawn + "}\n"));
            Path transforms = first.resolve("lens_planes/transforms.h5");
            Path again = run(drawn + "-again", configuration("snapshots: [7, 6]", planes + "'" + transforms + "'}\n"));
            Map<String, String> there = sums(again);
            there.keySet().retainAll(planes(there));
            Map<String, String> expected = sums(first);
            expected.keySet().retainAll(planes(expected));
            assertThat(there).isEqualTo(expected).hasSizeGreaterThan(2 * 6 * 3 * 2);
        }
        Path other = folder.resolve("numpy/lens_planes/transforms.h5");
        Path shorter =
                configuration("snapshot: 7", "lens_planes: {grid: 16, realizations: 3, transforms: '" + other + "'}\n");
        assertThat(user.run(
                        "lensplanes",
                        shorter.toString(),
                        "--output",
                        folder.resolve("no").toString()))
                .isEqualTo(3);
        assertThat(user.err()).contains("holds the transforms of another light cone");
    }

    private static List<String> planes(Map<String, String> sums) {
        return sums.keySet().stream()
                .filter(name -> name.contains("lens_planes/"))
                .toList();
    }

    @Test
    void planesAreThoseOfNumpyAndAstropy() throws Exception {
        assumeTrue(
                python("-c", "import numpy, h5py, astropy") == 0,
                "python3 with numpy, h5py and astropy is not installed");
        for (String more : List.of("content: mass", "content: delta, transforms: lux, planes_per_snapshot: 3")) {
            Path out = run(
                    "out" + more.length(),
                    configuration(
                            "snapshots: [7, 6]",
                            "lens_planes: {grid: 24, realizations: 3, formats: [raw, lux, lenstools], " + more + "}\n"),
                    "--snapshot",
                    "6");
            assertThat(python(
                            "src/test/python/check_planes.py",
                            out.resolve("snap_006").toString(),
                            folder + "/pair/dmo",
                            folder + "/pair/hydro",
                            "6"))
                    .isZero();
        }
    }

    private static int python(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            System.err.println(said);
        }
        return code;
    }

    @Test
    void whatIsOfOneSnapshotAsksForIt() throws IOException {
        Path configuration = configuration("snapshots: [7, 6]", PLANES);
        assertThat(user.run("run", configuration.toString(), "--snapshot", "5")).isEqualTo(2);
        assertThat(user.err().strip())
                .isEqualTo(
                        "hydro-replace: --snapshot 5 is not among the snapshots [7, 6] of the configuration; give one of"
                                + " these");
        assertThat(user.run("transform", configuration.toString(), "--field", "dmo"))
                .isEqualTo(2);
        assertThat(user.err().strip())
                .isEqualTo(
                        "hydro-replace: the configuration is of a light cone, and this command is for one snapshot; choose"
                                + " one of [7, 6] with --snapshot");
    }
}
