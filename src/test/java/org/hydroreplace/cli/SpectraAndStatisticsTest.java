package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** power.h5 and statistics.h5 of the real pairs that are in the project. */
final class SpectraAndStatisticsTest {
    @TempDir
    private Path folder;

    private static final Path AREPO = Path.of("src/test/resources/data/arepo_L25N32_tiny");
    private static final Path GADGET = Path.of("src/main/resources/org/hydroreplace/demo/gadget4_L25N32_tiny");

    private Path run(Path pair, String yaml) throws Exception {
        Path output = folder.resolve("out");
        Path configuration = Files.writeString(
                folder.resolve("c.yaml"),
                "simulation: {dmo: " + pair + "/dmo, hydro: " + pair + "/hydro, snapshot: 3}\noutput: " + output + "\n"
                        + yaml);
        CommandLineCase user = new CommandLineCase(folder);
        assertThat(user.run("run", configuration.toString(), "--no-report"))
                .as(user.err())
                .isZero();
        return output;
    }

    private static double[] column(HdfFile file, String path) {
        return (double[]) file.getDatasetByPath(path).getData();
    }

    /** Every halo above 1e12, matched or not: the window of the matching is opened wide. */
    @ParameterizedTest
    @CsvSource({
        "gadget, dmo, 1e-6, 1e-6",
        "gadget, hydro, 1e-6, 1e-6",
        "arepo, dmo, 1e-6, 1e-6",
        "arepo, hydro, 0.02, 0.04"
    })
    void massWithinR200cIsThatOfTheCatalogue(String pair, String field, double medianWithin, double eachWithin)
            throws Exception {
        Path output = run(
                pair.equals("arepo") ? AREPO : GADGET,
                "matching: {min_mass: 1.0e12, max_separation: 3, mass_ratio: [0.01, 100]}\nfields: [dmo, hydro]\nprofiles:\n");
        try (HdfFile file = new HdfFile(output.resolve("statistics.h5").toFile())) {
            double[] catalogue = column(file, field + "/m200c");
            double[] radii = column(file, "radii");
            int one = Arrays.binarySearch(radii, 1.0);
            double[][] mass =
                    (double[][]) file.getDatasetByPath(field + "/total/mass").getData();
            double[] ratios = IntStream.range(0, mass.length)
                    .filter(i -> catalogue[i] >= 1e12)
                    .mapToDouble(i -> mass[i][one] / catalogue[i])
                    .sorted()
                    .toArray();
            assertThat(ratios[0]).isGreaterThan(1 - 1e-6);
            assertThat(ratios[ratios.length - 1]).isLessThan(1 + eachWithin);
            assertThat(ratios.length).isGreaterThan(33);
            assertThat(ratios[ratios.length / 2]).isBetween(1 - 1e-6, 1 + medianWithin);
        }
    }

    @Test
    void fractionsAreThoseOfTheMasses() throws Exception {
        Path output = run(GADGET, "fields: [hydro]\nprofiles: {mass_bins: [1e12, 1e13, 1e15, .inf]}\n");
        try (HdfFile file = new HdfFile(output.resolve("statistics.h5").toFile());
                HdfFile matches = new HdfFile(output.resolve("matched_halos.h5").toFile())) {
            double[][] all =
                    (double[][]) file.getDatasetByPath("hydro/total/mass").getData();
            double[][] gas =
                    (double[][]) file.getDatasetByPath("hydro/gas/mass").getData();
            double[][] stars =
                    (double[][]) file.getDatasetByPath("hydro/stars/mass").getData();
            double[][] baryons =
                    (double[][]) file.getDatasetByPath("hydro/baryon_fraction").getData();
            double[] dmoMass = column(matches, "dmo_mass");
            double gasSum = 0;
            double sum = 0;
            for (int i = 0; i < all.length; i++) {
                assertThat(baryons[i][5]).isCloseTo((gas[i][5] + stars[i][5]) / all[i][5], within(1e-14));
                if (dmoMass[i] >= 1e13) {
                    gasSum += gas[i][5];
                    sum += all[i][5];
                }
            }
            assertThat(sum).isPositive();
            assertThat(column(file, "stacks/hydro/M13.0-15.0/gas_fraction")[5]).isCloseTo(gasSum / sum, within(1e-14));
            assertThat(column(file, "stacks/hydro/M15.0-inf/gas_fraction")).containsOnly(Double.NaN);
            assertThat(file.getByPath("stacks/hydro/M15.0-inf")
                            .getAttribute("halos")
                            .getData())
                    .isEqualTo(0L);
            // No gravity-only field is measured: nothing is compared with it.
            assertThat(file.getByPath("hydro/total")).isInstanceOf(Group.class);
            assertThat(((Group) file.getByPath("hydro/total")).getChildren()).doesNotContainKey("ratio_to_dmo");
        }
    }

    @Test
    void spectraOfTheMapsHaveTheirRatioToDmoAndShotNoise() throws Exception {
        Path output = run(GADGET, "fields: [hydro, dmo]\nmaps: {grid: 33, axes: [x, z]}\npower: {window: none}\n");
        try (HdfFile file = new HdfFile(output.resolve("power.h5").toFile())) {
            for (String axis : new String[] {"x", "z"}) {
                double[] dmo = column(file, "dmo/planes/" + axis + "/power");
                double[] hydro = column(file, "hydro/planes/" + axis + "/power");
                double[] ratio = column(file, "hydro/planes/" + axis + "/ratio");
                assertThat(dmo).hasSize((int) (Math.sqrt(2) * 16));
                for (int i = 0; i < dmo.length; i++) {
                    assertThat(ratio[i]).isEqualTo(hydro[i] / dmo[i]);
                }
                assertThat((long[]) file.getDatasetByPath("dmo/planes/" + axis + "/modes")
                                .getData())
                        .startsWith(4, 8, 10, 12);
                // All DMO particles have the same mass: L^2/N.
                assertThat((double) file.getByPath("dmo/planes/" + axis)
                                .getAttribute("shot_noise")
                                .getData())
                        .isCloseTo(25.0 * 25 / 32768, within(1e-12));
                assertThat(file.getByPath("dmo/planes/" + axis)
                                .getAttribute("window")
                                .getData())
                        .isEqualTo("none");
            }
        }
    }
}
