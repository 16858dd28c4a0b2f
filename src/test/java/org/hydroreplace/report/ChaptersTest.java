package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.hydroreplace.io.Hdf5File;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each chapter shows of its product, in numbers. */
class ChaptersTest {
    @TempDir
    private Path folder;

    private SyntheticProducts products;

    @BeforeEach
    void noProducts() {
        products = new SyntheticProducts(folder);
    }

    private <T> T read(String product, Function<Hdf5File, T> what) {
        try (Hdf5File file = Hdf5File.open(folder.resolve(product))) {
            return what.apply(file);
        }
    }

    @Test
    void profilesAreInUnitsOfTheCriticalDensityTimesTheSquaredRadius() {
        products.profiles("dmo", "hydro");
        read("profiles.h5", file -> {
            ProfileFigures figures = new ProfileFigures(file, new Palette(List.of("dmo", "hydro")));
            MassBin bin = MassBin.of(file, "stacks/hydro/total").getFirst();
            for (Plot.Series one : figures.density("hydro", bin, true).series()) {
                if (one.kind() == Plot.Kind.LINE) {
                    double expected =
                            switch (one.name()) {
                                case "total, dmo" -> 1;
                                case "total, hydro" -> 0.95;
                                case "dark matter" -> 0.84;
                                case "gas" -> 0.1;
                                case "stars" -> 0.01;
                                default -> throw new AssertionError(one.name());
                            };
                    assertThat(one.y()).as(one.name()).containsExactly(five(expected), within(1e-9));
                }
            }
            return "";
        });
    }

    private static String caption(Chapter chapter, String picture) {
        Figure figure = chapter.figures().get(picture);
        assertThat(figure).as(picture).isNotNull();
        return figure == null ? "" : figure.caption();
    }

    private static double[] five(double value) {
        double[] values = new double[SyntheticProducts.BINS];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void emptyMassBinsAndUndefinedRatiosAreLeftOutAndSaid() {
        products.profiles("dmo", "hydro").statistics("dmo", "hydro");
        Palette palette = new Palette(List.of("dmo", "hydro"));
        read("profiles.h5", file -> {
            ProfileFigures figures = new ProfileFigures(file, palette);
            assertThat(caption(figures, "profiles_hydro.png")).endsWith("No halos with log M ≥ 12.5.");
            assertThat(figures.table().rows())
                    .containsExactly(
                            List.of("hydro", "log M 12.0–12.5", "3", "0.950", "0.950", "0.950", "0.950"),
                            List.of("hydro", "log M ≥ 12.5", "0", "", "", "", ""));
            return "";
        });
        read("statistics.h5", file -> {
            StatisticsFigures figures = new StatisticsFigures(file, palette);
            assertThat(figures.sentence())
                    .isEqualTo("3 halos were measured. Stacks come from summed masses."
                            + " The cosmic baryon fraction is 0.1500. No halos with log M ≥ 12.5.");
            assertThat(figures.table().rows())
                    .containsExactly(List.of("hydro", "log M 12.0–12.5", "3", "0.1200", "0.0900", "0.0300", "0.9100"));
            return "";
        });
    }

    @Test
    void spectraAreMeansOverTheAxes() {
        products.power("dmo", "hydro");
        BinnedSpectrum hydro = read("power.h5", file -> BinnedSpectrum.ofPlanes(file, "hydro"));
        assertThat(hydro.axes()).isEqualTo(2);
        // (0.9 x 1 + 1.1 x 2) / 2 over k, and a NaN only where the file has one.
        assertThat(hydro.power()[0]).isCloseTo(1.55 / 0.25, within(1e-12));
        assertThat(hydro.ratio()[0]).isCloseTo(1, within(1e-12));
        assertThat(hydro.least()[0]).isEqualTo(0.9);
        assertThat(hydro.greatest()[0]).isEqualTo(1.1);
        assertThat(Arrays.stream(hydro.ratio()).filter(Double::isNaN).count()).isEqualTo(1);
        read("power.h5", file -> {
            PowerFigures figures = new PowerFigures(file, PowerFigures.Kind.MAPS, new Palette(List.of("dmo", "hydro")));
            assertThat(figures.sentence())
                    .isEqualTo(
                            "Spectra of the surface density through the whole box, averaged over 2 axes, with the window"
                                    + " of the mass assignment taken out. The Nyquist wavenumber of the grid is 8.04 h/Mpc.");
            assertThat(figures.table().header()).containsExactly("field", "k = 0.5", "k = 1", "k = 2", "k = 5");
            assertThat(figures.table().rows())
                    .containsExactly(List.of("hydro", "1.0000", "1.0000", "1.0000", "1.0000"));
            return "";
        });
    }

    @Test
    void spectraWithoutDmoHaveNoRatio() {
        products.power("hydro");
        read("power.h5", file -> {
            PowerFigures figures = new PowerFigures(file, PowerFigures.Kind.MAPS, new Palette(List.of("hydro")));
            assertThat(figures.table().rows()).isEmpty();
            assertThat(caption(figures, "power.png")).doesNotContain("ratio");
            return "";
        });
    }

    @Test
    void binsOfTheEyeWeighModes() {
        Random random = new Random(11);
        int n = 200;
        double[] k = new double[n];
        double[] modes = new double[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            k[i] = 0.3 * (i + 1);
            modes[i] = 1 + random.nextInt(50);
            values[i] = random.nextDouble();
        }
        int[] bins = BinnedSpectrum.bins(k);
        double[] binned = BinnedSpectrum.binned(values, modes, bins);
        assertThat(binned).hasSize(bins[n - 1] + 1).hasSizeLessThan(80);
        for (int bin = 0; bin < binned.length; bin++) {
            double sum = 0;
            double weight = 0;
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            for (int i = 0; i < n; i++) {
                if (bins[i] == bin) {
                    sum += modes[i] * values[i];
                    weight += modes[i];
                    low = Math.min(low, k[i]);
                    high = Math.max(high, k[i]);
                }
            }
            assertThat(binned[bin]).isCloseTo(sum / weight, within(1e-14));
            assertThat(high / low).isLessThan(Math.pow(10, 1 / 40.0));
        }
    }

    @Test
    void errorsOfBinsAreThoseOfTheirWavenumbers() {
        double[] modes = {3, 50, 7, 1};
        int[] bins = {0, 0, 1, 1};
        double[] one = BinnedSpectrum.errors(new double[] {0.3, 0.3, Double.NaN, Double.NaN}, modes, bins);
        assertThat(one).containsExactly(new double[] {0.3, 0}, within(1e-15));
        double[] two = BinnedSpectrum.errors(new double[] {0.1, 0.3, 1, 2}, modes, bins);
        assertThat(two).containsExactly(new double[] {Math.sqrt(4.53 / 53), Math.sqrt(11 / 8.0)}, within(1e-15));
    }

    @Test
    void manyFieldsAreCutToWhatCanBeReadAndThatIsSaid() {
        List<String> fields = new ArrayList<>(List.of("hydro", "dmo"));
        for (String radius : List.of("0.5", "1.0", "3.0", "5.0")) {
            for (String mass : List.of("12.0-12.5", "12.0-inf", "12.5-inf", "13.0-inf", "13.5-15.0", "13.5-inf")) {
                fields.add("replace-M" + mass + "-R" + radius);
            }
        }
        fields.add("mine");
        List<String> order = Palette.order(fields);
        assertThat(Palette.shown(order))
                .containsExactly(
                        "dmo",
                        "hydro",
                        "mine",
                        "replace-M12.0-inf-R5.0",
                        "replace-M12.5-inf-R5.0",
                        "replace-M13.0-inf-R5.0",
                        "replace-M13.5-inf-R5.0");
        assertThat(order.getLast()).isEqualTo("replace-M13.5-15.0-R0.5");
        assertThat(Palette.leftOut(order)).startsWith(" Shown are 7 of the 27 fields");
        Palette palette = new Palette(fields);
        assertThat(Palette.shown(order).stream().map(palette::field)).doesNotHaveDuplicates();
        products.power(fields.toArray(String[]::new));
        read("power.h5", file -> {
            assertThat(new PowerFigures(file, PowerFigures.Kind.MAPS, palette)
                            .table()
                            .rows())
                    .hasSize(6);
            return "";
        });
    }

    @Test
    void massBinsAreSpreadWithBothEnds() {
        List<MassBin> bins = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            bins.add(new MassBin("b" + i, 1, Math.pow(10, 12 + 0.25 * i), Math.pow(10, 12.25 + 0.25 * i)));
        }
        assertThat(MassBin.spread(bins, 4).stream().map(MassBin::name)).containsExactly("b0", "b3", "b5", "b8");
        assertThat(bins.get(1).range()).isEqualTo("log M 12.25–12.5");
        assertThat(bins.get(1).count()).isEqualTo("1 halo");
    }

    @Test
    void wilsonsIntervalSolvesItsEquation() {
        for (int n = 1; n < 40; n++) {
            for (int k = 0; k <= n; k++) {
                double fraction = (double) k / n;
                for (double p : MatchFigures.wilson(k, n)) {
                    assertThat(p).isBetween(0.0, 1.0);
                    assertThat(Math.abs(fraction - p)).isCloseTo(Math.sqrt(p * (1 - p) / n), within(1e-7));
                }
            }
        }
        assertThat(MatchFigures.wilson(0, 0)).containsOnly(Double.NaN);
    }
}
