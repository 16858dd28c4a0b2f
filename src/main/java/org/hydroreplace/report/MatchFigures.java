package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.hydroreplace.io.Hdf5File;

/** matched_halos.h5: masses and distances of the partners, and how many halos have one. */
final class MatchFigures implements Chapter {
    private static final int BINS = 24;
    private static final PlotAxis MASS = PlotAxis.log("M200c of the DMO halo  [M☉/h]");

    private final double[] dmoMass;
    private final double[] ratios;
    private final double[] offsets;
    private final double[] aloneDmoMass;
    private final double reach;
    private final List<List<String>> reasons = new ArrayList<>();

    MatchFigures(Hdf5File file) {
        dmoMass = Datasets.column(file, "dmo_mass");
        ratios = Datasets.combined(Datasets.column(file, "hydro_mass"), dmoMass, (hydro, dmo) -> hydro / dmo);
        offsets = Datasets.combined(
                Datasets.column(file, "separation"), Datasets.column(file, "dmo_radius"), (d, radius) -> d / radius);
        aloneDmoMass = Datasets.column(file, "unmatched/dmo/mass");
        reach = Datasets.attribute(file, "Parameters", "matching.max_separation");
        for (String run : List.of("dmo", "hydro")) {
            Map<String, Integer> counts = new TreeMap<>();
            file.strings("unmatched/" + run + "/reason").forEach(reason -> counts.merge(reason, 1, Integer::sum));
            counts.forEach(
                    (reason, count) -> reasons.add(List.of(run, reason.replace('_', ' '), String.valueOf(count))));
        }
    }

    @Override
    public String sentence() {
        int all = dmoMass.length + aloneDmoMass.length;
        return dmoMass.length == 0
                ? "None of the " + all + " DMO halos above the minimum mass has a partner."
                : String.format(
                        Locale.ROOT,
                        "%d of %d DMO halos have a partner. Median M200c(hydro)/M200c(DMO) %.3f; median distance of the centres %.3f R200c.",
                        dmoMass.length,
                        all,
                        Datasets.median(ratios),
                        Datasets.median(offsets));
    }

    @Override
    public Table table() {
        return new Table("Halos above the minimum mass without a partner", List.of("run", "reason", "halos"), reasons);
    }

    @Override
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        if (dmoMass.length > 0) {
            figures.put(
                    "mass_ratio.png",
                    new Figure(
                            massRatio(),
                            "Mass ratio of matched halos against mass, and its histogram",
                            "Mass of the hydro partner over that of the DMO halo, and how many pairs have which ratio.",
                            Figure.Room.TEXT));
            figures.put(
                    "separation.png",
                    new Figure(
                            separation(),
                            "Histogram of the distances of matched centres",
                            "How far the centres of the partners lie apart."
                                    + (reach > 0
                                            ? " Pairs are sought within " + Ticks.text(reach)
                                                    + " R200c of the DMO halo."
                                            : ""),
                            Figure.Room.HALF));
        }
        if (dmoMass.length + aloneDmoMass.length > 0) {
            figures.put(
                    "matched_fraction.png",
                    new Figure(
                            completeness(),
                            "Numbers of DMO halos and fraction of matched ones against mass",
                            "DMO halos above the minimum mass, and the fraction with a partner (bars: 68 % binomial, Wilson).",
                            Figure.Room.HALF));
        }
        return figures;
    }

    private byte[] massRatio() {
        PlotAxis ratio = PlotAxis.linear("M200c hydro / M200c DMO");
        double low = Arrays.stream(ratios).min().orElse(0);
        double high = Arrays.stream(ratios).max().orElse(2);
        double margin = Math.max(0.01, 0.03 * (high - low));
        Histogram histogram = Histogram.of(
                ratios,
                Histogram.linearEdges(
                        low - margin, high + margin, Math.clamp((int) Math.sqrt(2.0 * ratios.length), 8, 40)));
        Ink ink = Ink.solid(Ink.BLUE);
        return new PlotSheet(new double[] {3, 1}, 600)
                .add(new Plot("", MASS, ratio)
                        .points("pairs", ink, dmoMass, ratios)
                        .level("equal mass", 1)
                        .rangeY(low - margin, high + margin))
                .add(new Plot("", PlotAxis.linear("pairs"), ratio)
                        .sideways("", ink, histogram)
                        .level("", 1)
                        .rangeY(low - margin, high + margin))
                .png();
    }

    private byte[] separation() {
        double greatest = Math.max(1e-3, Arrays.stream(offsets).max().orElse(1));
        return new Plot("", PlotAxis.linear("separation / R200c of the DMO halo"), PlotAxis.linear("pairs"))
                .histogram("pairs", Histogram.of(offsets, Histogram.linearEdges(0, greatest * 1.001, BINS)))
                .upright(String.format(Locale.ROOT, "median %.3f", Datasets.median(offsets)), Datasets.median(offsets))
                .png();
    }

    private byte[] completeness() {
        double[] all = DoubleStream.concat(Arrays.stream(dmoMass), Arrays.stream(aloneDmoMass))
                .toArray();
        double low = Arrays.stream(all).min().orElse(1e12);
        double high = Arrays.stream(all).max().orElse(1e15);
        double[] edges =
                Histogram.logEdges(low * 0.999, high * 1.001, Math.clamp(Math.round(Math.sqrt(all.length)), 4, 16));
        Histogram halos = Histogram.of(all, edges);
        Histogram matched = Histogram.of(dmoMass, edges);
        int bins = edges.length - 1;
        double[][] fraction = new double[3][bins];
        double[] centres = new double[bins];
        for (int i = 0; i < bins; i++) {
            centres[i] = Math.sqrt(edges[i] * edges[i + 1]);
            double[] interval = wilson(matched.counts()[i], halos.counts()[i]);
            fraction[0][i] = matched.counts()[i] / halos.counts()[i];
            fraction[1][i] = interval[0];
            fraction[2][i] = interval[1];
        }
        double least = Arrays.stream(fraction[1]).filter(Double::isFinite).min().orElse(0);
        Ink ink = Ink.solid(Ink.BLUE);
        return new PlotSheet(new double[] {1}, 380, 300)
                .add(new Plot("", MASS, PlotAxis.log("halos per bin"))
                        .steps("all DMO halos", Ink.solid(Ink.BLACK), halos)
                        .steps("with a partner", new Ink(ink.colour(), 1), matched))
                .add(new Plot("", MASS, PlotAxis.linear("matched fraction"))
                        .errors("matched fraction", ink, centres, fraction[0], fraction[1], fraction[2])
                        .level("", 1)
                        .rangeY(Math.max(0, 1.15 * least - 0.15), 1 + 0.08 * (1 - least) + 0.002))
                .png();
    }

    /**
     * The interval of the fraction k/n that Wilson's score gives for one standard deviation (Wilson 1927, J. Am. Stat.
     * Assoc. 22, 209): it stays within 0..1 and has a length where k is 0 or n. NaN where n is 0.
     */
    static double[] wilson(double k, double n) {
        double fraction = k / n;
        double centre = (fraction + 0.5 / n) / (1 + 1 / n);
        double half = Math.sqrt(fraction * (1 - fraction) / n + 0.25 / (n * n)) / (1 + 1 / n);
        return new double[] {Math.max(0, centre - half), Math.min(1, centre + half)};
    }
}
