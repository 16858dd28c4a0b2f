package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads, sizes of blocks, the order of files and the number of passes: none of them changes a byte of a product. */
final class SameBytesTest {
    private static final List<String> PRODUCTS =
            List.of("maps.h5", "power.h5", "profiles.h5", "statistics.h5", "matched_halos.h5");

    private static final int GRID = 512;

    @TempDir
    private Path folder;

    private CommandLineCase user;

    @BeforeEach
    void writePair() throws Exception {
        long seed = 41;
        user = new CommandLineCase(folder);
        RandomPair.write(folder.resolve("pair"), new SplittableRandom(seed));
    }

    @AfterEach
    void usualBlocks() {
        System.clearProperty("hydro-replace.block-rows");
    }

    /** Fields in an order in which the one that others are compared with comes late. */
    private Path configuration(String pair) throws IOException {
        return Files.writeString(
                folder.resolve(pair + ".yaml"),
                "simulation: {dmo: " + folder.resolve(pair) + "/dmo, hydro: " + folder.resolve(pair)
                        + "/hydro, snapshot: 7}\n" + """
                matching: {min_mass: 1.0e12}
                fields:
                  - hydro
                  - {replace: {mass: [1.0e12, .inf], radius: 1.0}, name: one}
                  - {replace: {mass: [3.0e12, .inf], radius: 2.0}, name: two}
                  - {replace: {mass: [1.0e12, 4.0e12], radius: 3.0}, name: three}
                  - dmo
                  - {replace: {mass: [1.0e12, .inf], radius: 2.0, centre: recentred}, name: moved}
                  - {bcm: {model: schneider19}, name: displaced}
                  - {bcm: {model: mead20, outer_radius: 3}}
                cosmology: {sigma8: 0.8, n_s: 0.97}
                maps: {grid: 512, axes: [x, z]}
                power: {grid: 32, folds: [2], multipoles: [y], cross: [hydro]}
                profiles: {edges: {min: 0.1, max: 3, bins: 4}, fields: [one, moved]}
                """);
    }

    private Map<String, String> run(String name, Path configuration, String... more) {
        Path output = folder.resolve(name);
        List<String> arguments =
                new ArrayList<>(List.of("run", configuration.toString(), "--no-report", "--output", output.toString()));
        arguments.addAll(List.of(more));
        assertThat(user.run(arguments.toArray(String[]::new))).as(user.err()).isZero();
        Map<String, String> sums = new LinkedHashMap<>();
        for (String product : PRODUCTS) {
            sums.put(product, Checksum.sha256(output.resolve(product)));
        }
        return sums;
    }

    private int passes(Path configuration, String... more) {
        List<String> arguments = new ArrayList<>(List.of("plan", configuration.toString(), "--json"));
        arguments.addAll(List.of(more));
        assertThat(user.run(arguments.toArray(String[]::new))).as(user.err()).isZero();
        String json = user.out();
        return Integer.parseInt(json.replaceFirst("(?s).*?\"passes\": (\\d+),.*", "$1"));
    }

    @Test
    void nothingButInputsAndPhysicsChangesAByte() throws IOException {
        Path configuration = configuration("pair");
        Map<String, String> one = run("one", configuration, "--threads", "1");
        for (String blocks : new String[] {"1000", "262144"}) {
            System.setProperty("hydro-replace.block-rows", blocks);
            for (String threads : new String[] {"1", "2", "3", "8"}) {
                assertThat(run("blocks-" + blocks + "-" + threads, configuration, "--threads", threads))
                        .as(threads + " threads, blocks of " + blocks)
                        .isEqualTo(one);
            }
        }
        assertThat(run("shuffled", shuffled(), "--threads", "2"))
                .as("order of files")
                .isEqualTo(one);
    }

    /** The same files under each other's names: their particles come in another order. */
    private Path shuffled() throws IOException {
        Path pair = folder.resolve("swapped");
        for (String run : new String[] {"dmo", "hydro"}) {
            Path from = folder.resolve("pair").resolve(run);
            Path to = pair.resolve(run);
            Files.createDirectories(to.resolve("snapdir_007"));
            Files.createDirectories(to.resolve("groups_007"));
            for (int k = 0; k < 2; k++) {
                Files.copy(
                        from.resolve("snapdir_007/snap_007." + k + ".hdf5"),
                        to.resolve("snapdir_007/snap_007." + (1 - k) + ".hdf5"));
            }
            Files.copy(
                    from.resolve("groups_007/fof_subhalo_tab_007.0.hdf5"),
                    to.resolve("groups_007/fof_subhalo_tab_007.0.hdf5"));
        }
        Path original = configuration("pair");
        return Files.writeString(
                folder.resolve("swapped.yaml"),
                Files.readString(original).replace(folder.resolve("pair").toString(), pair.toString()));
    }

    @Test
    void severalPassesMakeTheSameFilesAsOne() throws IOException {
        Path configuration = configuration("pair");
        System.setProperty("hydro-replace.block-rows", "4000");
        Map<String, String> one = run("one", configuration, "--threads", "2");
        assertThat(passes(configuration, "--threads", "2")).isOne();
        List<Integer> found = new ArrayList<>();
        // From just enough for one map at a time upwards.
        for (int mib = 132; mib <= 460; mib += 20) {
            String memory = mib + "MiB";
            if (user.run("plan", configuration.toString(), "--json", "--memory", memory) != 0) {
                assertThat(found).isEmpty();
                continue;
            }
            int passes = passes(configuration, "--threads", "2", "--memory", memory);
            if (!found.contains(passes)) {
                found.add(passes);
                assertThat(run("m" + mib, configuration, "--threads", "2", "--memory", memory))
                        .as(passes + " passes in " + memory)
                        .isEqualTo(one);
                Map<?, ?> manifest = Manifest.read(folder.resolve("m" + mib));
                assertThat((Long)
                                ((Number) java.util.Objects.requireNonNull(manifest.get("memory_planned"))).longValue())
                        .isLessThanOrEqualTo((long) mib << 20);
            }
        }
        assertThat(found).as("numbers of passes").contains(1).hasSizeGreaterThan(2);
        assertThat(found).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void mapsWeighWhatTheirFieldsWeighToTheLastUnit() throws IOException {
        run("one", configuration("pair"), "--threads", "3");
        try (HdfFile maps = new HdfFile(folder.resolve("one/maps.h5"))) {
            double perCell = Math.pow(1.0 / GRID, 2);
            for (String field : new String[] {"hydro", "one", "two", "three", "dmo", "moved"}) {
                double total = (double)
                        maps.getByPath(field).getAttribute("total_mass").getData();
                for (String axis : new String[] {"x", "z"}) {
                    double sum = 0;
                    for (double[] row : (double[][])
                            maps.getDatasetByPath(field + "/" + axis).getData()) {
                        for (double cell : row) {
                            sum += cell;
                        }
                    }
                    assertThat(sum * perCell / total).as(field + axis).isBetween(1 - 1e-11, 1 + 1e-11);
                }
            }
        }
    }
}
