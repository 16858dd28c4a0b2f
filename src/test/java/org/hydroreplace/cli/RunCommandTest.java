package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands from end to end on the bundled pair of GADGET-4 runs. */
final class RunCommandTest {
    private static final String FIELDS = """
            fields:
              - dmo
              - hydro
              - {replace: {mass: [1.0e12, .inf], radius: 5.0}}
              - {replace: {mass: [3.0e12, 1.0e13], radius: 1.5, centre: recentred}}
              - {replace: {mass: [1.0e12, .inf], radius: 4.0, centre: recentred, overlap: most-massive}, name: moved}
            """;

    @TempDir
    private Path folder;

    @Test
    void runLeavesEveryProduct() {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        assertThat(user.run(
                        "run", user.configuration(FIELDS, "maps: {grid: 64}").toString()))
                .isZero();
        assertThat(user.out()).contains("matched 36 pairs of halos", "read 98 304 particles");
        assertThat(user.products())
                .contains("figures", "manifest.json", "maps.h5", "matched_halos.h5", "report.html", "run.yaml");
        Map<?, ?> manifest = Manifest.read(user.output());
        assertThat((Object) manifest.get("state")).isEqualTo("complete");
        assertThat(String.valueOf(manifest.get("products"))).contains("maps.h5", "sha256", "moved");
        assertThat(user.run("inspect", user.output().toString())).isZero();
        assertThat(user.out()).contains("maps.h5: complete");
    }

    @Test
    void hydroWeighsAsMuchAsDmo() {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        assertThat(user.run(
                        "project",
                        user.configuration("maps: {grid: 16, axes: [y]}", "fields: [dmo, hydro]")
                                .toString()))
                .isZero();
        try (HdfFile maps = new HdfFile(user.output().resolve("maps.h5"))) {
            double dmo =
                    (double) maps.getByPath("dmo").getAttribute("total_mass").getData();
            double hydro =
                    (double) maps.getByPath("hydro").getAttribute("total_mass").getData();
            assertThat(hydro / dmo).isBetween(1 - 1e-6, 1 + 1e-6);
            double sum = 0;
            for (double[] row : (double[][]) ((Dataset) maps.getByPath("dmo/y")).getData()) {
                for (double cell : row) {
                    sum += cell;
                }
            }
            assertThat(sum * (25.0 / 16) * (25.0 / 16) / dmo).isBetween(1 - 1e-12, 1 + 1e-12);
        }
    }

    @Test
    void productsDoNotDependOnThreads() throws IOException {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        String configuration = user.configuration(FIELDS, "maps: {grid: 64}").toString();
        for (String threads : new String[] {"1", "2", "3", "8"}) {
            assertThat(user.run(
                            "run",
                            configuration,
                            "--output",
                            folder.resolve("t" + threads).toString(),
                            "--no-report",
                            "--threads",
                            threads))
                    .isZero();
        }
        for (String product : new String[] {"maps.h5", "matched_halos.h5"}) {
            byte[] one = Files.readAllBytes(folder.resolve("t1").resolve(product));
            for (String threads : new String[] {"2", "3", "8"}) {
                assertThat(folder.resolve("t" + threads).resolve(product)).hasBinaryContent(one);
            }
        }
    }

    @Test
    void matchReadsNoSnapshot() throws IOException {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        for (String file : new String[] {"dmo/snapdir_003/snap_003.0.hdf5", "hydro/snapdir_003/snap_003.1.hdf5"}) {
            Files.delete(pair.resolve(file));
        }
        assertThat(user.run("match", user.configuration("maps: {grid: 64}").toString()))
                .isZero();
        assertThat(user.products()).contains("matched_halos.h5").doesNotContain("maps.h5");
    }

    @Test
    void dmoAloneNeedsNoHydroRun() throws IOException {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        Path configuration = Files.writeString(
                folder.resolve("alone.yaml"),
                "simulation: {dmo: " + pair + "/dmo, snapshot: 3}\nmaps: {grid: 16}\noutput: " + user.output() + "\n");
        assertThat(user.run("run", configuration.toString())).isZero();
        assertThat(user.products()).contains("maps.h5").doesNotContain("matched_halos.h5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ngp", "cic", "tsc", "pcs"})
    void mapsEqualADirectEvaluationInNumpy(String scheme) throws Exception {
        assumeTrue(hasPython(), "python3 with numpy and h5py is not installed");
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        assertThat(user.run(
                        "run",
                        user.configuration(FIELDS, "maps: {grid: 48, assignment: " + scheme + "}")
                                .toString(),
                        "--no-report"))
                .isZero();
        assertThat(python(
                        "src/test/python/check_run.py", user.output().toString(), pair + "/dmo", pair + "/hydro", "3"))
                .isZero();
    }

    @Test
    void mapsOpenInH5dump() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/h5dump")), "h5dump is not installed");
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        assertThat(user.run(
                        "run", user.configuration("maps: {grid: 16, axes: [x]}").toString()))
                .isZero();
        for (String product : new String[] {"maps.h5", "matched_halos.h5"}) {
            assertThat(process(
                            "/usr/bin/h5dump",
                            "-H",
                            user.output().resolve(product).toString()))
                    .isZero();
        }
    }

    private static boolean hasPython() throws Exception {
        return Files.isExecutable(Path.of("/usr/bin/python3")) && python("-c", "import numpy, h5py") == 0;
    }

    private static int python(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "/usr/bin/python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return process(command);
    }

    private static int process(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
