package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Invented fields that look like a small cosmological box, and a page with every part there is. */
final class SyntheticReport {
    private static final double BOX = 50;
    private static final MapPicture.Frame FRAME = new MapPicture.Frame(BOX, "x", "y");

    private SyntheticReport() {}

    /** Isothermal halos on wavy filaments over a thin background, deposited by single particles. */
    static double[][] field(int cells, double puff, int particles) {
        Random random = new Random(7);
        double[][] map = new double[cells][cells];
        double cellArea = Math.pow(BOX / cells, 2);
        for (int n = 0; n < particles; n++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            double kind = random.nextDouble();
            if (kind < 0.75) {
                int halo = (int) (60 * Math.pow(random.nextDouble(), 2.5));
                double along = halo * 0.618034 % 1;
                x = along;
                y = 0.5 + 0.35 * Math.sin(2 * Math.PI * (along + halo % 3 / 3.0));
                double r = puff * 0.02 * Math.pow(random.nextDouble(), 2);
                double angle = 2 * Math.PI * random.nextDouble();
                x += r * Math.cos(angle);
                y += r * Math.sin(angle);
            } else if (kind < 0.93) {
                y = 0.5 + 0.35 * Math.sin(2 * Math.PI * (x + n % 3 / 3.0)) + 0.012 * random.nextGaussian();
            }
            map[Math.floorMod((int) Math.floor(x * cells), cells)][Math.floorMod((int) Math.floor(y * cells), cells)] +=
                    4e12 / particles * 1e3 / cellArea;
        }
        return map;
    }

    static byte[] maps(int cells, int panels) {
        return MapPicture.surfaceDensity(FRAME, panelsOf(cells, panels));
    }

    private static List<MapPicture.Panel> panelsOf(int cells, int panels) {
        String[] names = {"dmo", "hydro", "replace-M12.0-inf-R5.0", "bcm-schneider19", "a", "b", "c"};
        List<MapPicture.Panel> list = new ArrayList<>();
        for (int i = 0; i < panels; i++) {
            list.add(new MapPicture.Panel(names[i], field(cells, 1 + 0.35 * (i % 3), 400_000)));
        }
        return list;
    }

    static byte[] ratios(int cells) {
        List<MapPicture.Panel> panels = panelsOf(cells, 3);
        return MapPicture.ratio(FRAME, panels.subList(1, 3), panels.getFirst());
    }

    static Plot masses() {
        Random random = new Random(3);
        double[] dmo = new double[1800];
        double[] hydro = new double[1800];
        for (int i = 0; i < dmo.length; i++) {
            dmo[i] = 1e12 * Math.pow(1 - random.nextDouble(), -0.9);
            hydro[i] = dmo[i] * Math.pow(10, -0.04 + 0.04 * random.nextGaussian());
        }
        return new Plot("Matched halos", PlotAxis.log("M₂₀₀ DMO  [M☉/h]"), PlotAxis.log("M₂₀₀ hydro  [M☉/h]"))
                .points("1800 pairs", dmo, hydro)
                .identity("1:1");
    }

    /** Less than a decade on both axes. */
    static Plot narrow() {
        double[] dmo = Histogram.logEdges(2.1e12, 7e12, 80);
        double[] hydro = Arrays.stream(dmo)
                .map(mass -> mass * (0.9 + 0.05 * Math.sin(mass / 1e11)))
                .toArray();
        return new Plot("Halos of a small box", PlotAxis.log("M₂₀₀ DMO  [M☉/h]"), PlotAxis.log("M₂₀₀ hydro  [M☉/h]"))
                .points("pairs", dmo, hydro)
                .identity("1:1");
    }

    static Plot separations() {
        Random random = new Random(4);
        double[] values = random.doubles(1800)
                .map(u -> 0.09 * Math.pow(-Math.log(u), 0.9))
                .toArray();
        return new Plot(
                        "Distance of matched centres",
                        PlotAxis.linear("separation / R₂₀₀ DMO"),
                        PlotAxis.log("number of pairs"))
                .histogram("pairs", Histogram.of(values, Histogram.linearEdges(0, 0.6, 30)));
    }

    static Plot massFunction() {
        Random random = new Random(5);
        double[] edges = Histogram.logEdges(1e12, 1e15, 24);
        Plot plot = new Plot("Halos found", PlotAxis.log("M₂₀₀  [M☉/h]"), PlotAxis.log("number of halos"));
        for (String name : List.of("dmo", "hydro")) {
            double[] masses =
                    random.doubles(4000).map(u -> 1e12 * Math.pow(u, -0.8)).toArray();
            plot.steps(name, Histogram.of(masses, edges));
        }
        return plot;
    }

    static Plot spectra() {
        double[] k = Histogram.logEdges(0.1, 30, 120);
        Map<String, DoubleUnaryOperator> ratios = new LinkedHashMap<>();
        ratios.put("hydro", at -> 1 - 0.22 * at * at / (90 + at * at) + 4e-4 * at * at);
        ratios.put("replace-M12.0-inf-R5.0", at -> 1 - 0.2 * at * at / (100 + at * at) + 3e-4 * at * at);
        ratios.put("bcm-schneider19", at -> 1 - 0.26 * at * at / (80 + at * at) + 3e-4 * at * at);
        Plot plot = new Plot("Power relative to DMO", PlotAxis.log("k  [h Mpc⁻¹]"), PlotAxis.linear("P(k) / P(k) DMO"));
        plot.band(
                "",
                Ink.number(0),
                k,
                Arrays.stream(k)
                        .map(at -> 0.99 - 0.22 * at * at / (90 + at * at))
                        .toArray(),
                Arrays.stream(k)
                        .map(at -> 1.01 - 0.22 * at * at / (90 + at * at) + 8e-4 * at * at)
                        .toArray());
        ratios.forEach(
                (name, ratio) -> plot.line(name, k, Arrays.stream(k).map(ratio).toArray()));
        return plot.level("", 1);
    }

    static Plot manyModels() {
        double[] r = Histogram.logEdges(0.01, 5, 60);
        Plot plot = new Plot("Density profiles", PlotAxis.log("r / R₂₀₀"), PlotAxis.log("ρ  [h² M☉ Mpc⁻³]"));
        for (int i = 0; i < 24; i++) {
            double core = 0.02 * (i + 1);
            plot.line(
                    "replace-M" + (12 + 0.125 * i) + "-inf-R5.0",
                    r,
                    Arrays.stream(r)
                            .map(x -> 1e15 / (x + core) / Math.pow(1 + 4 * x, 2))
                            .toArray());
        }
        return plot;
    }

    static String page() {
        HtmlPage page = new HtmlPage("Replaced fields of TNG-like box, snapshot 99")
                .lead("1,800 halos were matched between two synthetic runs of 50 Mpc/h; three fields were projected"
                        + " along z and compared with the DMO run.")
                .foot("hydro-replace 0.1.0, synthetic data");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Box", "50 Mpc/h");
        facts.put("Redshift", "0.00");
        facts.put("DMO snapshot", "/data/L205n625TNG_DM/output/snapdir_099");
        facts.put("Matched", "1,800 of 1,905 halos above 1×10¹² M☉/h");
        page.section("Summary").keyValues(facts).note("Pictures of axis y are left out: maps.h5 holds x and z only.");
        page.section("Matching")
                .paragraph("A pair is kept where the centres lie within half of R200 of the DMO halo and the masses"
                        + " within a factor of three.")
                .figures(List.of(
                        new Figure(masses().png(), "Hydro mass against DMO mass", "Masses of matched halos."),
                        new Figure(separations().png(), "Histogram of distances", "Distances of matched centres.")))
                .table(
                        "Matched halos by DMO mass",
                        List.of("M200 [Msun/h]", "halos", "matched", "share", "remark"),
                        List.of(
                                List.of("1×10¹² to 1×10¹³", "1,688", "1,590", "94.2 %", ""),
                                List.of("1×10¹³ to 1×10¹⁴", "201", "194", "96.5 %", ""),
                                List.of("above 1×10¹⁴", "16", "16", "100.0 %", "all by hand checked")));
        page.section("Maps")
                .figure(new Figure(
                        maps(512, 3),
                        "Surface density of three fields",
                        "Surface density along z, one scale for all fields."))
                .figure(new Figure(
                        ratios(128), "Surface density relative to dmo", "Ratios to dmo; grey where dmo has no mass."));
        page.section("Spectra")
                .figures(List.of(
                        new Figure(spectra().png(), "Power ratios", "Power relative to DMO."),
                        new Figure(massFunction().png(), "Mass functions", "Halos by mass.")));
        page.section("Configuration").preformatted("simulation:\n  dmo: /data/L205n625TNG_DM/output\n  snapshot: 99\n");
        return page.html();
    }
}
