package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hydroreplace.io.Checksum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with displaced fields: their halos, ratios and masses, and what is asked of the cosmology and the catalogue. */
final class DisplacedFieldsTest {
    @TempDir
    private Path folder;

    private CommandLineCase user;

    @BeforeEach
    void writePair() throws Exception {
        user = new CommandLineCase(folder);
        RandomPair.write(folder.resolve("pair"), new SplittableRandom(5));
    }

    private int run(String simulation, String cosmology, String fields) throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.yaml"),
                "simulation: {dmo: " + folder.resolve("pair/dmo") + simulation + ", snapshot: 7}\n" + cosmology
                        + "\nfields: " + fields
                        + "\nmaps: {grid: 64, axes: [z]}\nprofiles: {edges: {min: 0.1, max: 2, bins: 4}}\n");
        return user.run(
                "run",
                file.toString(),
                "--no-report",
                "--output",
                folder.resolve("out").toString());
    }

    private String hydro() {
        return ", hydro: " + folder.resolve("pair/hydro");
    }

    private static final String COSMOLOGY = "cosmology: {sigma8: 0.8, n_s: 0.97}";

    private double[] values(String file, String dataset) {
        try (HdfFile product = new HdfFile(folder.resolve("out").resolve(file))) {
            Object data = product.getDatasetByPath(dataset).getDataFlat();
            return data instanceof double[] doubles
                    ? doubles
                    : Arrays.stream((long[]) data).asDoubleStream().toArray();
        }
    }

    private double totalMass(String field) {
        try (HdfFile product = new HdfFile(folder.resolve("out/maps.h5"))) {
            return (double)
                    product.getByPath("/" + field).getAttribute("total_mass").getData();
        }
    }

    @Test
    void noHydroRunIsNeeded() throws IOException {
        assertThat(run("", COSMOLOGY, "[dmo, {bcm: {model: schneider19}}]"))
                .as(user.err())
                .isZero();
        assertThat(values("profiles.h5", "/bcm-schneider19/halos")).isEqualTo(values("profiles.h5", "/dmo/halos"));
        assertThat(values("statistics.h5", "/bcm-schneider19/total/ratio_to_dmo"))
                .hasSize(6 * 6)
                .doesNotContain(Double.NaN);
        assertThat(totalMass("bcm-schneider19")).isEqualTo(totalMass("dmo"));
        assertThat(values("maps.h5", "/bcm-schneider19/z")).isNotEqualTo(values("maps.h5", "/dmo/z"));
    }

    @Test
    void besideAHydroRunTheHalosAreListedAndRatiosAreThoseOfThePairs() throws IOException {
        assertThat(run(
                        hydro(),
                        COSMOLOGY + "\nmatching: {max_separation: 0.02}",
                        "[dmo, hydro, {bcm: {model: mead20}}]"))
                .as(user.err())
                .isZero();
        double[] halos = values("profiles.h5", "/bcm-mead20/halos");
        assertThat(halos).hasSize(6);
        double[] matched = values("matched_halos.h5", "/dmo_index");
        assertThat(matched.length).isBetween(1, 5);
        double[] ratios = values("statistics.h5", "/bcm-mead20/total/ratio_to_dmo");
        for (int i = 0; i < halos.length; i++) {
            double halo = halos[i];
            boolean hasPartner = Arrays.stream(matched).anyMatch(row -> row == halo);
            assertThat(Double.isNaN(ratios[6 * i + 5])).isEqualTo(!hasPartner);
        }
        assertThat(totalMass("bcm-mead20")).isEqualTo(totalMass("dmo"));
    }

    @Test
    void theCosmologyHasToBeKnown() throws IOException {
        assertThat(run("", "", "[{bcm: {model: schneider19}}]")).isEqualTo(2);
        assertThat(user.err())
                .isEqualTo("hydro-replace: The linear power spectrum needs n_s, which the headers do not give:"
                        + " add it as cosmology.n_s.\n");
        assertThat(folder.resolve("out/maps.h5")).doesNotExist();
    }

    @Test
    void concentrationsOfTheCatalogueAreTaken() throws IOException {
        assertThat(run("", COSMOLOGY, "[{bcm: {model: schneider19, concentration: Group/Concentration}}]"))
                .as(user.err())
                .isZero();
        double[] own = values("maps.h5", "/bcm-schneider19/z");
        Files.delete(folder.resolve("out/maps.h5"));
        Files.delete(folder.resolve("out/profiles.h5"));
        Files.delete(folder.resolve("out/statistics.h5"));
        // All of them are 7 in the catalogue.
        assertThat(run("", COSMOLOGY, "[{bcm: {model: schneider19, concentration: 7}}]"))
                .as(user.err())
                .isZero();
        double[] constant = values("maps.h5", "/bcm-schneider19/z");
        double largest = Arrays.stream(constant).max().orElseThrow();
        for (int i = 0; i < own.length; i++) {
            assertThat(own[i]).isCloseTo(constant[i], within(1e-2 * largest));
        }
        assertThat(run("", COSMOLOGY, "[{bcm: {model: schneider19, concentration: Group/Nothing}}]"))
                .isNotZero();
        assertThat(user.err()).contains("fields[0].bcm.concentration was 7");
    }

    /** The table of the power spectrum is an input: what it says counts, and not where it is. */
    @Test
    void aTableOfThePowerSpectrumIsTakenByItsContent() throws IOException {
        StringBuilder table = new StringBuilder("# k P\n");
        for (int i = 0; i <= 60; i++) {
            double k = 1e-3 * Math.pow(1.25, i);
            table.append(k)
                    .append(' ')
                    .append(k / Math.pow(1 + k * k / 4e-4, 1.3))
                    .append('\n');
        }
        Path first = Files.writeString(folder.resolve("first.txt"), table);
        Path second = Files.writeString(folder.resolve("second.txt"), table);
        String[] sums = new String[3];
        for (int i = 0; i < 3; i++) {
            String cosmology = "cosmology: {sigma8: 0.8, n_s: 0.97, normalization: sigma8, power: "
                    + (i == 1 ? second : first) + "}";
            assertThat(run("", i == 2 ? COSMOLOGY : cosmology, "[{bcm: {model: schneider19}}]"))
                    .as(user.err())
                    .isZero();
            sums[i] = Checksum.sha256(folder.resolve("out/maps.h5"));
            assertThat(Files.readString(folder.resolve("out/manifest.json")).contains("first.txt"))
                    .isEqualTo(i == 0);
            for (String product : new String[] {"maps.h5", "profiles.h5", "statistics.h5"}) {
                Files.delete(folder.resolve("out").resolve(product));
            }
        }
        assertThat(sums[1]).isEqualTo(sums[0]);
        assertThat(sums[2]).isNotEqualTo(sums[0]);
    }

    @Test
    void aCatalogueWithoutTheColumnIsRefused() throws IOException {
        assertThat(run("", COSMOLOGY, "[{bcm: {model: schneider19, concentration: Group/Nothing}}]"))
                .isEqualTo(3);
        assertThat(user.err()).contains("Group/Nothing").hasLineCount(1);
    }
}
