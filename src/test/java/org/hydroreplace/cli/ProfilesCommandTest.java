package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.hydroreplace.snapshot.TestParticles;
import org.hydroreplace.snapshot.TestParticles.Particle;
import org.hydroreplace.snapshot.TestSnapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles and statistics from end to end, against loops over all particles. */
final class ProfilesCommandTest {
    private static final double[] EDGES = {0, 0.1, 0.5, 1, 2.5, 5};
    private static final double[] RADII = {0.1, 0.5, 1, 2.5, 5};
    private static final String SECTION = "edges: [0, 0.1, 0.5, 1, 2.5, 5], radii: [0.1, 0.5, 1, 2.5, 5]";

    @TempDir
    private Path folder;

    private Path configuration(String fields, String profiles) throws Exception {
        long seed = System.nanoTime();
        System.out.println("ProfilesCommandTest seed " + seed);
        RandomPair.write(folder, new SplittableRandom(seed));
        return Files.writeString(
                folder.resolve("config.yaml"),
                "simulation: {dmo: " + folder + "/dmo, hydro: " + folder + "/hydro, snapshot: 7}\n"
                        + "matching: {min_mass: 1.0e12}\nfields: " + fields + "\nprofiles: {" + profiles + "}\n"
                        + "output: " + folder.resolve("out") + "\n");
    }

    private void run(Path configuration, String... more) {
        String[] arguments = {"profiles", configuration.toString(), "--no-report"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        CommandLineCase user = new CommandLineCase(folder);
        assertThat(user.run(all)).as(user.err()).isZero();
    }

    private HdfFile product(String name) {
        return new HdfFile(folder.resolve("out").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "dmo"})
    void everyBinAndSphereEqualsALoopOverAllParticles(String centre) throws Exception {
        run(configuration("[dmo, hydro]", SECTION + ", centre: " + centre));
        for (String run : new String[] {"dmo", "hydro"}) {
            TestParticles particles =
                    TestSnapshots.readAll(SnapshotFormats.open(folder.resolve(run), RandomPair.SNAPSHOT), 1000);
            Path halos = folder.resolve(centre.equals("own") ? run : "dmo");
            check(run, particles, CatalogueReader.read(halos, RandomPair.SNAPSHOT));
        }
    }

    private void check(String field, TestParticles particles, HaloCatalogue halos) {
        try (HdfFile matches = product("matched_halos.h5");
                HdfFile profiles = product("profiles.h5");
                HdfFile statistics = product("statistics.h5")) {
            long[] rows = (long[]) matches.getDatasetByPath("dmo_index").getData();
            assertThat(rows.length).isGreaterThanOrEqualTo(4);
            for (Component component : Component.values()) {
                String path = "/" + field + "/" + component.label() + "/";
                double[][] mass =
                        (double[][]) profiles.getDatasetByPath(path + "mass").getData();
                double[][] density =
                        (double[][]) profiles.getDatasetByPath(path + "density").getData();
                long[][] count =
                        (long[][]) profiles.getDatasetByPath(path + "count").getData();
                double[][] inside =
                        (double[][]) statistics.getDatasetByPath(path + "mass").getData();
                long[][] countInside =
                        (long[][]) statistics.getDatasetByPath(path + "count").getData();
                for (int i = 0; i < rows.length; i++) {
                    // Partners have the same place in both catalogues.
                    int halo = (int) rows[i];
                    double radius = halos.radius(halo);
                    double enclosed = 0;
                    for (int b = 0; b + 1 < EDGES.length; b++) {
                        double[] expected = direct(particles, halos, halo, component, EDGES[b], EDGES[b + 1], b == 4);
                        assertThat(count[i][b]).as(path + i + " bin " + b).isEqualTo((long) expected[0]);
                        assertThat(Math.abs(mass[i][b] - expected[1])).isLessThanOrEqualTo(1e-12 * expected[1]);
                        double volume = 4 * Math.PI / 3 * Math.pow(radius, 3) * (cube(EDGES[b + 1]) - cube(EDGES[b]));
                        assertThat(density[i][b] * volume - mass[i][b])
                                .isBetween(-1e-12 * mass[i][b], 1e-12 * mass[i][b]);
                        enclosed += mass[i][b];
                        double[] sphere = direct(particles, halos, halo, component, 0, RADII[b], true);
                        assertThat(countInside[i][b]).isEqualTo((long) sphere[0]);
                        assertThat(Math.abs(inside[i][b] - sphere[1])).isLessThanOrEqualTo(1e-12 * sphere[1]);
                    }
                    assertThat(enclosed).isBetween(inside[i][4] * (1 - 1e-12), inside[i][4] * (1 + 1e-12));
                }
            }
        }
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** Number and mass of the particles between two radii. */
    private static double[] direct(
            TestParticles particles,
            HaloCatalogue halos,
            int halo,
            Component component,
            double inner,
            double outer,
            boolean closed) {
        double count = 0;
        double mass = 0;
        double size = halos.header().box().size();
        for (Particle p : particles.list()) {
            if (component == Component.TOTAL || Component.of(p.type()) == component) {
                double dx = distance(p.x() - halos.x(halo), size);
                double dy = distance(p.y() - halos.y(halo), size);
                double dz = distance(p.z() - halos.z(halo), size);
                double r = Math.sqrt(dx * dx + dy * dy + dz * dz) / halos.radius(halo);
                if (r >= inner && (r < outer || (closed && r == outer))) {
                    count++;
                    mass += p.mass();
                }
            }
        }
        return new double[] {count, mass};
    }

    private static double distance(double difference, double size) {
        return Math.min(Math.abs(difference), size - Math.abs(difference));
    }

    @Test
    void replacedFieldIsHydroInsideAndDmoOutside() throws Exception {
        run(configuration(
                "[dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 2.5}, name: swap}]",
                SECTION + ", centre: dmo, fields: [swap]"));
        try (HdfFile statistics = product("statistics.h5")) {
            double[][] swap =
                    (double[][]) statistics.getDatasetByPath("/swap/gas/mass").getData();
            double[][] hydro =
                    (double[][]) statistics.getDatasetByPath("/hydro/gas/mass").getData();
            double[][] swapAll =
                    (double[][]) statistics.getDatasetByPath("/swap/total/mass").getData();
            double[][] hydroAll = (double[][])
                    statistics.getDatasetByPath("/hydro/total/mass").getData();
            double[][] ratio = (double[][])
                    statistics.getDatasetByPath("/swap/total/ratio_to_dmo").getData();
            double[][] dmoAll =
                    (double[][]) statistics.getDatasetByPath("/dmo/total/mass").getData();
            for (int i = 0; i < swap.length; i++) {
                for (int r = 0; r <= 3; r++) {
                    assertThat(swap[i][r]).isEqualTo(hydro[i][r]);
                    assertThat(swapAll[i][r]).isEqualTo(hydroAll[i][r]);
                    assertThat(Double.valueOf(ratio[i][r]))
                            .isEqualTo(Double.valueOf(dmoAll[i][r] > 0 ? swapAll[i][r] / dmoAll[i][r] : Double.NaN));
                }
                assertThat(swapAll[i][4]).isLessThan(hydroAll[i][4]);
            }
        }
    }

    @Test
    void recentredMatterIsProfiledWhereItIsPut() throws Exception {
        run(configuration(
                "[dmo, hydro, {replace: {mass: [5.5e12, .inf], radius: 1.0, centre: recentred}, name: put}]",
                SECTION + ", fields: [put]"));
        try (HdfFile statistics = product("statistics.h5")) {
            long[][] put =
                    (long[][]) statistics.getDatasetByPath("/put/stars/count").getData();
            long[][] hydro =
                    (long[][]) statistics.getDatasetByPath("/hydro/stars/count").getData();
            // The heaviest halo alone is replaced: its stars move with it, to the DMO centre, the same radii on.
            assertThat(Arrays.copyOf(put[0], 3)).containsExactly(Arrays.copyOf(hydro[0], 3));
        }
    }

    @Test
    void productsDoNotDependOnThreads() throws Exception {
        Path configuration =
                configuration("[dmo, hydro, {replace: {radius: 1.0, centre: recentred}, name: put}]", "fields: [put]");
        for (String threads : new String[] {"1", "2", "3", "8"}) {
            run(
                    configuration,
                    "--threads",
                    threads,
                    "--output",
                    folder.resolve("t" + threads).toString());
        }
        for (String product : new String[] {"profiles.h5", "statistics.h5"}) {
            byte[] one = Files.readAllBytes(folder.resolve("t1").resolve(product));
            for (String threads : new String[] {"2", "3", "8"}) {
                assertThat(folder.resolve("t" + threads).resolve(product)).hasBinaryContent(one);
            }
        }
    }

    @Test
    void withoutAHydroRunEveryDmoHaloIsMeasured() throws Exception {
        Path configuration = configuration("[dmo]", SECTION);
        String yaml = Files.readString(configuration).replace("hydro: " + folder + "/hydro, ", "");
        run(Files.writeString(configuration, yaml));
        try (HdfFile statistics = product("statistics.h5")) {
            assertThat((long[]) statistics.getDatasetByPath("/dmo/halos").getData())
                    .containsExactly(0, 1, 2, 3, 4, 5);
        }
        assertThat(folder.resolve("out/matched_halos.h5")).doesNotExist();
    }
}
