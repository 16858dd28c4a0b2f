package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hydroreplace.io.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a run, from whatever products there are. */
class RunReportTest {
    @TempDir
    private Path folder;

    private SyntheticProducts products;

    @BeforeEach
    void aRun() throws IOException {
        products = new SyntheticProducts(folder).run("complete");
    }

    private String page() throws IOException {
        RunReport.write(folder);
        return Files.readString(folder.resolve(RunReport.NAME));
    }

    private List<String> figures() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void all() {
        products.matches(30, 2).power("dmo", "hydro").profiles("dmo", "hydro").statistics("dmo", "hydro");
    }

    @Test
    void everyProductHasItsSectionAndPictures() throws IOException {
        all();
        assertThat(page())
                .contains("<h2>Matched halos</h2>", "<h2>Power spectra of the maps</h2>", "<h2>Profiles</h2>")
                .contains("<h2>Masses and baryon fractions</h2>", "<h2>How it was made</h2>")
                .contains("Not in this folder, and so not on this page: maps.h5.")
                .contains("<th scope=\"row\">redshift</th><td>0</td>", "<th scope=\"row\">scale factor</th><td>1</td>")
                .contains("<td>pass &lt;1&gt;</td><td class=\"number\">1.00</td><td><div style=\"width:100.0%\">")
                .contains("<div style=\"width:25.0%\">");
        assertThat(figures())
                .containsExactly(
                        "fractions_hydro.png",
                        "mass_ratio.png",
                        "mass_ratio_r200c_hydro.png",
                        "mass_ratio_radius_hydro.png",
                        "matched_fraction.png",
                        "power.png",
                        "profiles_hydro.png",
                        "separation.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"matched_halos.h5", "power.h5", "profiles.h5", "statistics.h5"})
    void aMissingProductIsNamedAndTheRestIsThere(String missing) throws IOException {
        all();
        int sections = page().split("<h2>", -1).length;
        Files.delete(folder.resolve(missing));
        String page = page();
        assertThat(page.split("<h2>", -1)).hasSize(sections - 1);
        assertThat(page).containsPattern("Not in this folder, and so not on this page: [^<]*" + missing);
    }

    @Test
    void aFolderWithoutProductsStillSaysHowItWasMade() throws IOException {
        assertThat(page()).contains("matched_halos.h5, maps.h5, power.h5, profiles.h5, statistics.h5.", "run.yaml");
    }

    @Test
    void aFailedRunIsMarked() throws IOException {
        products.run("failed");
        assertThat(page()).contains("<p class=\"note\">This run failed before it was through");
    }

    @Test
    void aRunWithoutHydroShowsWhatItHas() throws IOException {
        products.power("dmo").profiles("dmo").statistics("dmo");
        assertThat(page()).contains("Only the gravity-only field was measured");
        assertThat(figures()).containsExactly("power.png", "profiles_dmo.png");
    }

    @Test
    void noHalosAndNoPairsAreSaid() throws IOException {
        products.matches(0, 3);
        assertThat(page()).contains("None of the 3 DMO halos above the minimum mass has a partner.");
        assertThat(figures()).containsExactly("matched_fraction.png");
        Files.delete(folder.resolve("figures/matched_fraction.png"));
        products.matches(0, 0);
        assertThat(page()).contains("None of the 0 DMO halos");
        assertThat(figures()).isEmpty();
    }

    @Test
    void aFolderThatIsNoRunIsRefused() throws IOException {
        Files.delete(folder.resolve("manifest.json"));
        assertThatThrownBy(() -> RunReport.write(folder))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("manifest.json cannot be read; give the output folder of a run");
    }

    @Test
    void withoutFontsThereAreWordsAndNumbers(@TempDir Path empty) throws Exception {
        all();
        String said = PicturesTest.withoutFonts(empty, Probe.class.getName(), folder.toString());
        assumeTrue(said.contains("Pictures are left out"), "skipped: this Java draws without fontconfig");
        assertThat(Files.readString(folder.resolve(RunReport.NAME)))
                .containsOnlyOnce("<p class=\"note\">Pictures are left out")
                .contains("P / P(dmo), at k in h/Mpc", "Stacks within R200c", "30 of 32 DMO halos have a partner")
                .doesNotContain("<img");
    }

    /** What the command does. */
    static final class Probe {
        public static void main(String[] arguments) {
            RunReport.write(Path.of(arguments[0])).ifPresent(System.out::println);
        }
    }

    @Test
    void theSameProductsGiveTheSamePage() throws IOException {
        all();
        assertThat(page()).isEqualTo(page());
    }
}
