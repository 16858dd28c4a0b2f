package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of one halo, against the reference tables, and what it complains of. */
final class BcmCommandTest {
    @TempDir
    private Path folder;

    private CommandLineCase user;

    @BeforeEach
    void start() throws Exception {
        user = new CommandLineCase(folder);
    }

    /** A table with named columns. */
    private record Csv(List<String> names, List<double[]> rows) {
        static Csv of(List<String> lines) {
            List<String> content =
                    lines.stream().filter(line -> !line.startsWith("#")).toList();
            List<double[]> rows = new ArrayList<>();
            for (String line : content.subList(1, content.size())) {
                rows.add(Arrays.stream(line.split(",", -1))
                        .mapToDouble(cell -> cell.equals("nan") ? Double.NaN : Double.parseDouble(cell))
                        .toArray());
            }
            return new Csv(List.of(content.getFirst().split(",", -1)), rows);
        }

        double at(double[] row, String column) {
            return row[names.indexOf(column)];
        }
    }

    private static Csv reference(String name) throws IOException {
        try (InputStream in =
                        Objects.requireNonNull(BcmCommandTest.class.getResourceAsStream("/reference/bcm/" + name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return Csv.of(reader.lines().toList());
        }
    }

    @Test
    void theTableIsThatOfTheReference() throws IOException {
        Csv reference = reference("bcm_Schneider19_converged.csv");
        int compared = 0;
        for (double mass : new double[] {1e12, 1e14}) {
            for (double redshift : new double[] {0, 1}) {
                assertThat(user.run("bcm", "--model", "schneider19", "--mass", "" + mass, "--redshift", "" + redshift))
                        .as(user.err())
                        .isZero();
                Csv table = Csv.of(user.out().lines().toList());
                assertThat(table.rows()).hasSize(333);
                for (double[] row : table.rows()) {
                    double r = table.at(row, "r[Mpc/h]");
                    for (double[] known : reference.rows()) {
                        boolean same = Math.abs(reference.at(known, "r[Mpc/h]") / r - 1) < 1e-7
                                && reference.at(known, "M200c[Msun/h]") == mass
                                && reference.at(known, "z[1]") == redshift;
                        double moved = reference.at(known, "dr_2h[Mpc/h]");
                        // BaryonForge's inverse ends where dr is 0: the inner dead zone.
                        if (same && moved != 0 && !Double.isNaN(moved)) {
                            assertThat(table.at(row, "dr[Mpc/h]"))
                                    .as("dr at %s Mpc/h of %s Msun/h", r, mass)
                                    .isCloseTo(moved, within(5e-5 + 1e-3 * Math.abs(moved)));
                            double gas = reference.at(known, "rho_gas[h^2 Msun/Mpc^3]");
                            if (gas > 1) {
                                assertThat(table.at(row, "rho_gas") / gas).isCloseTo(1, within(2e-4));
                            }
                            double enclosed = reference.at(known, "M_dmb_2h[Msun/h]");
                            assertThat(table.at(row, "M_dmb[Msun/h]") / enclosed)
                                    .isCloseTo(1, within(2e-4));
                            compared++;
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void theHeadingSaysWhatTheNumbersDependOn() throws IOException {
        Path cosmology = Files.writeString(
                folder.resolve("c.yaml"), "{omega_m: 0.3, omega_b: 0.05, h: 0.7, sigma8: 0.8, n_s: 0.96}");
        Path figure = folder.resolve("halo.png");
        assertThat(user.run(
                        "bcm",
                        "--model=schneider25",
                        "--mass=1e14",
                        "--variant=baryonforge",
                        "--no-two-halo",
                        "--concentration=5",
                        "--set=q0=0.1",
                        "--cosmology=" + cosmology,
                        "--radii",
                        "0.1",
                        "10",
                        "5",
                        "--figure=" + figure))
                .as(user.err())
                .isZero();
        assertThat(user.out().lines())
                .contains(
                        "# variant: baryonforge",
                        "# two_halo: left-out",
                        "# M200c: 1.0E14 Msun/h",
                        "# concentration: 5.0 (5.0)",
                        "# Omega_m: 0.3",
                        "# n_s: 0.96",
                        "# parameter q0: 0.1");
        Csv table = Csv.of(user.out().lines().toList());
        assertThat(table.rows()).hasSize(5);
        assertThat(table.names()).contains("rho_clm").doesNotContain("rho_2halo");
        assertThat(table.at(table.rows().getLast(), "r[Mpc/h]")).isEqualTo(10);
        assertThat(Files.size(figure)).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --model mead --mass 1e13 | unknown baryonic correction model mead; did you mean mead20? (known: schneider19, schneider25, arico20, mead20)
            --model mead20 --mass 0 | --mass must be from 1e6 to 1e18 Msun/h and is 0.0; change it
            --model mead20 --mass 1e13 --redshift -1 | --redshift must be from 0 to 20 and is -1.0; change it
            --model arico20 --mass 1e13 --set eta | --set eta is not of the form parameter=number, such as M_c=1e13; change it
            --model arico20 --mass 1e13 --set eta=-1 | arico20: parameter eta must be positive and finite and is -1.0; change it
            --model arico20 --mass 1e13 --variant other | arico20: variant must be one of baryonforge, author and is other; did you mean author?
            --model arico20 --mass 1e13 --radii 2 1 9 | --radii 2.0 1.0 9.0 are not two rising positive radii in Mpc/h and how many of them; change them
            --model arico20 --mass 1e13 --cosmology none.yaml | none.yaml cannot be read; give the path of a YAML configuration
            """)
    void itComplains(String arguments, String message) {
        List<String> words = new ArrayList<>(List.of("bcm"));
        words.addAll(List.of(arguments.split(" ", -1)));
        assertThat(user.run(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(user.err()).isEqualTo("hydro-replace: " + message + "\n");
        assertThat(user.out()).isEmpty();
    }

    @Test
    void aCosmologyWithoutAKeyIsRefused() throws IOException {
        Path cosmology =
                Files.writeString(folder.resolve("c.yaml"), "{omega_m: 0.3, omega_b: 0.05, sigma8: 0.8, n_s: 0.96}");
        assertThat(user.run("bcm", "--model", "mead20", "--mass", "1e13", "--cosmology", "" + cosmology))
                .isEqualTo(2);
        assertThat(user.err()).isEqualTo("hydro-replace: c.yaml: h is missing; add it\n");
    }
}
