package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields written as snapshots, and read again. */
final class TransformCommandTest {
    @TempDir
    private Path folder;

    private CommandLineCase user;

    @BeforeEach
    void writePair() throws Exception {
        user = new CommandLineCase(folder);
        RandomPair.write(folder.resolve("pair"), new SplittableRandom(71));
        Files.writeString(
                folder.resolve("c.yaml"),
                "simulation: {dmo: " + folder.resolve("pair/dmo") + ", hydro: " + folder.resolve("pair/hydro")
                        + ", snapshot: 7}\noutput: " + folder.resolve("out") + "\n" + """
                cosmology: {sigma8: 0.8, n_s: 0.97}
                fields:
                  - dmo
                  - hydro
                  - {bcm: {model: schneider19}, name: displaced}
                  - {replace: {radius: 2.0}, name: replaced}
                  - {replace: {radius: 2.0, centre: recentred}, name: moved}
                  - {replace: {radius: 3.0, centre: recentred, overlap: most-massive}, name: massive}
                  - {replace: {mass: [1.0e15, .inf]}, name: nothing}
                maps: {grid: 64, axes: [x, z]}
                power: {}
                """);
    }

    @AfterEach
    void usualBlocks() {
        System.clearProperty("hydro-replace.block-rows");
    }

    private void run(String... arguments) {
        assertThat(user.run(arguments)).as(user.err()).isZero();
    }

    private String configuration() {
        return folder.resolve("c.yaml").toString();
    }

    private static double[] map(Path product, String dataset) {
        try (HdfFile file = new HdfFile(product)) {
            return Arrays.stream((double[][]) file.getDatasetByPath(dataset).getData())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
    }

    /** Also of replaced fields, whose two runs count in units of their own. */
    @ParameterizedTest
    @CsvSource({
        "dmo, 2, 1, 3.5e-4",
        "hydro, 1, 2, 3.5e-4",
        "displaced, 3, 2, 2.9e-4",
        "replaced, 1, 1, 3.5e-4",
        "replaced, 3, 2, 2.9e-4",
        "moved, 5, 2, 3.5e-4",
        "moved, 1, 1, 2.9e-4",
        "massive, 3, 2, 2.9e-4",
        "nothing, 1, 2, 2.9e-4"
    })
    void productsOfTheSnapshotAreThoseOfTheField(String field, int files, int threads, double hydroMass)
            throws IOException {
        System.setProperty("hydro-replace.block-rows", "1000");
        // Of one mass, particles of both runs are under one entry of the MassTable; of two, they have masses of their
        // own.
        CommandLineCase.patch(folder.resolve("pair/hydro"), 3.5e-4, hydroMass);
        run("run", configuration(), "--no-report");
        run("transform", configuration(), "--field", field, "--files", "" + files);
        Path snapshot = folder.resolve("out/particles").resolve(field);
        assertThat(user.out()).contains("particles of " + field + " in " + snapshot);
        try (Stream<Path> there = Files.list(snapshot.resolve("snapdir_007"))) {
            assertThat(there.count()).isEqualTo(files);
        }
        Path again = Files.writeString(
                folder.resolve("again.yaml"),
                "simulation: {dmo: " + snapshot
                        + ", snapshot: 7}\nfields: [dmo]\nmaps: {grid: 64, axes: [x, z]}\npower: {}\n");
        run(
                "run",
                again.toString(),
                "--no-report",
                "--threads",
                "" + threads,
                "--output",
                folder.resolve("again").toString());
        for (String axis : List.of("x", "z")) {
            assertThat(map(folder.resolve("again/maps.h5"), "/dmo/" + axis))
                    .isEqualTo(map(folder.resolve("out/maps.h5"), "/" + field + "/" + axis));
            assertThat(spectrum(folder.resolve("again/power.h5"), "dmo", axis))
                    .isEqualTo(spectrum(folder.resolve("out/power.h5"), field, axis));
        }
        assertThat(mass(folder.resolve("again/maps.h5"), "dmo")).isEqualTo(mass(folder.resolve("out/maps.h5"), field));
        Object products = Manifest.read(folder.resolve("out")).get("products");
        assertThat(String.valueOf(products)).contains("particles/" + field + "/snapdir_007/snap_007.0.hdf5");
    }

    private static List<Object> spectrum(Path product, String field, String axis) {
        String group = "/" + field + "/planes/" + axis;
        try (HdfFile file = new HdfFile(product)) {
            return List.of(
                    List.of(Arrays.stream((double[])
                                    file.getDatasetByPath(group + "/power").getData())
                            .boxed()
                            .toArray()),
                    file.getByPath(group).getAttribute("shot_noise").getData());
        }
    }

    private static Object mass(Path product, String field) {
        try (HdfFile file = new HdfFile(product)) {
            return file.getByPath("/" + field).getAttribute("total_mass").getData();
        }
    }

    private static long[] ids(Path folder, int type) throws IOException {
        List<Long> ids = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.sorted().toList()) {
                try (HdfFile file = new HdfFile(path)) {
                    if (file.getChild("PartType" + type) != null) {
                        Object data = file.getDatasetByPath("/PartType" + type + "/ParticleIDs")
                                .getDataFlat();
                        for (int i = 0; i < java.lang.reflect.Array.getLength(data); i++) {
                            ids.add(((Number) java.lang.reflect.Array.get(data, i)).longValue());
                        }
                    }
                }
            }
        }
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void idsAndTypesAreKept() throws IOException {
        run("transform", configuration(), "--field", "hydro", "--files", "3");
        run("transform", configuration(), "--field", "displaced");
        for (int type : new int[] {0, 1, 2, 4, 5}) {
            assertThat(ids(folder.resolve("out/particles/hydro/snapdir_007"), type))
                    .as("type %d", type)
                    .isNotEmpty()
                    .isEqualTo(ids(folder.resolve("pair/hydro/snapdir_007"), type));
        }
        assertThat(ids(folder.resolve("out/particles/displaced/snapdir_007"), 1))
                .isEqualTo(ids(folder.resolve("pair/dmo/snapdir_007"), 1));
    }

    @Test
    void blocksAndThreadsChangeNoByte() {
        List<String> sums = new ArrayList<>();
        for (String blocks : new String[] {"1000", "262144"}) {
            System.setProperty("hydro-replace.block-rows", blocks);
            for (String threads : new String[] {"1", "3"}) {
                run("transform", configuration(), "--field", "displaced", "--files", "2", "--threads", threads);
                run("transform", configuration(), "--field", "replaced", "--files", "2", "--threads", threads);
                sums.add(Checksum.sha256(folder.resolve("out/particles/displaced/snapdir_007/snap_007.1.hdf5"))
                        + Checksum.sha256(folder.resolve("out/particles/replaced/snapdir_007/snap_007.0.hdf5")));
            }
        }
        assertThat(sums.stream().distinct()).hasSize(1);
    }

    @Test
    void itComplainsInOneSentence() {
        user.refused(
                2,
                "--field names replced, which is not a field of this configuration; did you mean replaced?"
                        + " (known: displaced, dmo, hydro, massive, moved, nothing, replaced)",
                "transform",
                configuration(),
                "--field",
                "replced");
        user.refused(
                2,
                "--files must be from 1 to 1000 and is 1001; change it",
                "transform",
                configuration(),
                "--field",
                "dmo",
                "--files",
                "1001");
        user.refused(
                2,
                "--files must be from 1 to 1000 and is 0; change it",
                "transform",
                configuration(),
                "--field",
                "dmo",
                "--files",
                "0");
        run("transform", configuration(), "--field", "dmo", "--files", "2");
        assertThat(user.run("transform", configuration(), "--field", "dmo", "--files", "1"))
                .isEqualTo(2);
        assertThat(user.err())
                .isEqualTo(
                        "hydro-replace: DIR/out/particles/dmo/snapdir_007/snap_007.1.hdf5 is in the way of a snapshot"
                                + " of 1 files; delete the folder DIR/out/particles/dmo/snapdir_007\n");
    }
}
