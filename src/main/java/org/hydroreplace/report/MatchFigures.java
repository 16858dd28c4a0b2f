package org.hydroreplace.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;

/** The pictures and sentences of matched_halos.h5. */
final class MatchFigures {
    private static final int BINS = 24;

    private final double[] dmoMass;
    private final double[] hydroMass;
    private final double[] dmoRadius;
    private final double[] separation;
    private final double[] aloneDmoMass;
    private final List<List<String>> reasons = new ArrayList<>();

    private MatchFigures(Hdf5File file) {
        dmoMass = column(file, "dmo_mass");
        hydroMass = column(file, "hydro_mass");
        dmoRadius = column(file, "dmo_radius");
        separation = column(file, "separation");
        aloneDmoMass = column(file, "unmatched/dmo/mass");
        for (String run : List.of("dmo", "hydro")) {
            Map<String, Integer> counts = new TreeMap<>();
            file.strings("unmatched/" + run + "/reason").forEach(reason -> counts.merge(reason, 1, Integer::sum));
            counts.forEach(
                    (reason, count) -> reasons.add(List.of(run, reason.replace('_', ' '), String.valueOf(count))));
        }
    }

    static MatchFigures read(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            return new MatchFigures(file);
        }
    }

    private static double[] column(Hdf5File file, String name) {
        Hdf5Dataset dataset = file.dataset(name);
        double[] values = new double[Math.toIntExact(dataset.rows())];
        dataset.read(0, values.length, values);
        return values;
    }

    /** How many pairs there are and how close, in one sentence. */
    String sentence() {
        double[] ratios = ratios();
        double[] offsets = offsets();
        return String.format(
                Locale.ROOT,
                "%d of %d DMO halos have a partner. Median M200c(hydro)/M200c(DMO) %.3f; median distance of the centres %.3f R200c.",
                dmoMass.length,
                dmoMass.length + aloneDmoMass.length,
                median(ratios),
                median(offsets));
    }

    /** Unmatched halos by run and reason. */
    List<List<String>> reasons() {
        return reasons;
    }

    /** Pictures by file name. */
    Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        PlotAxis mass = PlotAxis.log("M200c of the DMO halo  [M☉/h]");
        figures.put(
                "mass_ratio.png",
                new Figure(
                        new Plot("Mass of the partners", mass, PlotAxis.linear("M200c hydro / DMO"))
                                .points("pairs", dmoMass, ratios())
                                .level("equal mass", 1)
                                .png(),
                        "Mass ratio of matched halos against mass",
                        "Mass ratio of the matched halos."));
        double[] offsets = offsets();
        double reach = Math.max(1e-3, Arrays.stream(offsets).max().orElse(1));
        figures.put(
                "separation.png",
                new Figure(
                        new Plot(
                                        "Distance of the centres",
                                        PlotAxis.linear("separation / R200c of the DMO halo"),
                                        PlotAxis.linear("pairs"))
                                .histogram(
                                        "pairs", Histogram.of(offsets, Histogram.linearEdges(0, reach * 1.001, BINS)))
                                .png(),
                        "Histogram of the separations of matched halos",
                        "How far the partners lie apart."));
        figures.put(
                "matched_fraction.png",
                new Figure(
                        matchedFraction(mass),
                        "Numbers of matched and unmatched halos against mass",
                        "DMO halos above the minimum mass, and how many of them have a partner."));
        return figures;
    }

    private byte[] matchedFraction(PlotAxis mass) {
        double[] all = DoubleStream.concat(Arrays.stream(dmoMass), Arrays.stream(aloneDmoMass))
                .toArray();
        double low = Arrays.stream(all).min().orElse(1e12);
        double high = Arrays.stream(all).max().orElse(1e15);
        double[] edges =
                Histogram.logEdges(low * 0.999, high * 1.001, Math.clamp(Math.round(Math.sqrt(all.length)), 4, BINS));
        return new Plot("Halos with and without partner", mass, PlotAxis.log("halos per bin"))
                .steps("all DMO halos", Histogram.of(all, edges))
                .steps("matched", Histogram.of(dmoMass, edges))
                .png();
    }

    private double[] ratios() {
        double[] ratios = new double[dmoMass.length];
        Arrays.setAll(ratios, i -> hydroMass[i] / dmoMass[i]);
        return ratios;
    }

    private double[] offsets() {
        double[] offsets = new double[separation.length];
        Arrays.setAll(offsets, i -> separation[i] / dmoRadius[i]);
        return offsets;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    }
}
