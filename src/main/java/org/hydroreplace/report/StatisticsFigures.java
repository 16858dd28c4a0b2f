package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hydroreplace.io.Hdf5File;

/** statistics.h5: fractions and mass ratios within R200c, of each halo and from summed masses. */
final class StatisticsFigures implements Chapter {
    /** Fields with pictures of their own. */
    private static final int MOST_FIELDS = 3;

    private static final int MOST_BINS = 6;
    private static final List<String> FRACTIONS = List.of("baryon_fraction", "gas_fraction", "stellar_fraction");
    private static final List<String> TITLES = List.of("baryons", "gas", "stars");
    private static final List<Ink> INKS = List.of(
            Ink.solid(Ink.BLUE),
            Ink.solid(Palette.component("gas").colour()),
            Ink.solid(Palette.component("stars").colour()));

    private final Hdf5File file;
    private final Palette palette;
    private final List<String> fields;
    private final double[] radii;
    private final int within;
    private final double[] masses;
    private final double cosmic;

    StatisticsFigures(Hdf5File file, Palette palette) {
        this.file = file;
        this.palette = palette;
        List<String> all = Palette.fieldsOf(file);
        fields = all.stream()
                .filter(field -> !field.equals(Palette.DMO))
                .limit(MOST_FIELDS)
                .toList();
        radii = Datasets.column(file, "radii");
        int nearest = 0;
        for (int i = 1; i < radii.length; i++) {
            nearest = Math.abs(radii[i] - 1) < Math.abs(radii[nearest] - 1) ? i : nearest;
        }
        within = nearest;
        masses = all.isEmpty() ? new double[0] : Datasets.column(file, all.getFirst() + "/m200c");
        cosmic = Datasets.attribute(file, "Cosmology", "omega_b") / Datasets.attribute(file, "Cosmology", "omega_m");
    }

    @Override
    public String sentence() {
        String cosmicFraction = cosmic > 0
                ? String.format(Locale.ROOT, " The cosmic baryon fraction is %.4f.", cosmic)
                : " The cosmic baryon fraction is not known: the snapshot's header lacks it (cosmology.omega_b gives it).";
        return fields.isEmpty()
                ? "Only the gravity-only field was measured, which has no baryons: nothing to compare."
                : masses.length + " halos were measured. Stacks come from summed masses." + cosmicFraction
                        + MassBin.empty(bins(fields.getFirst()));
    }

    @Override
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (String field : fields) {
            for (MassBin bin : MassBin.filled(bins(field))) {
                List<String> row = new ArrayList<>(List.of(field, bin.range(), String.valueOf(bin.halos())));
                for (String quantity : List.of("baryon_fraction", "gas_fraction", "stellar_fraction", "ratio_to_dmo")) {
                    double value = stacked(field, bin, quantity)[within];
                    row.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value));
                }
                rows.add(row);
            }
        }
        return new Table(
                "Stacks within " + sphere() + " (M200c of the DMO halo in Msun/h)",
                List.of("field", "mass bin", "halos", "baryons", "gas", "stars", "mass / dmo"),
                rows);
    }

    @Override
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (String field : fields) {
            figures.put(
                    "fractions_" + field + ".png",
                    new Figure(
                            fractions(field),
                            "Baryon, gas and stellar fractions of " + field + " within " + sphere() + " against mass",
                            "Fractions of the mass within " + sphere() + " in " + field
                                    + ": each halo, and stacks from the summed masses of a mass bin.",
                            Figure.Room.WHOLE));
            if (file.has(field + "/total/ratio_to_dmo")) {
                figures.put(
                        "mass_ratio_r200c_" + field + ".png",
                        new Figure(
                                halos(field),
                                "Mass of " + field + " over mass of dmo within " + sphere() + " against halo mass",
                                "Mass within " + sphere()
                                        + " over that in dmo, each about its own centre: halos, and stacks from summed masses.",
                                Figure.Room.HALF));
                figures.put(
                        "mass_ratio_radius_" + field + ".png",
                        new Figure(
                                spheres(field),
                                "Mass of " + field + " over mass of dmo against radius",
                                "Mass within a multiple of R200c over that in dmo, from summed masses (M: M200c of the DMO halo in M☉/h).",
                                Figure.Room.HALF));
            }
        }
        return figures;
    }

    private byte[] fractions(String field) {
        PlotSheet sheet = new PlotSheet(new double[] {1, 1, 1}, 470);
        double top = cosmic > 0 ? cosmic : 0;
        for (String fraction : FRACTIONS) {
            double[] values = Datasets.column(file, field + "/" + fraction, within);
            top = Math.max(
                    top, Arrays.stream(values).filter(Double::isFinite).max().orElse(0));
        }
        for (int i = 0; i < FRACTIONS.size(); i++) {
            Plot plot = new Plot(TITLES.get(i), mass(), PlotAxis.linear("mass fraction within " + sphere()))
                    .points(
                            i == 0 ? "each halo" : "",
                            INKS.get(i),
                            masses,
                            Datasets.column(file, field + "/" + FRACTIONS.get(i), within));
            stack(plot, field, FRACTIONS.get(i));
            if (cosmic > 0) {
                plot.level("cosmic mean Ωb/Ωm", cosmic);
            }
            sheet.add(plot.rangeY(0, top > 0 ? 1.08 * top : 1));
        }
        return sheet.png();
    }

    private byte[] halos(String field) {
        double[] ratios = Datasets.column(file, field + "/total/ratio_to_dmo", within);
        Plot plot = new Plot("", mass(), PlotAxis.linear("mass in " + field + " / mass in dmo"))
                .points("each halo", palette.field(field), masses, ratios);
        return stack(plot, field, "ratio_to_dmo").level("equal mass", 1).png();
    }

    private byte[] spheres(String field) {
        Plot plot = new Plot("", PlotAxis.linear("r / R200c"), PlotAxis.linear("mass in " + field + " / mass in dmo"));
        List<MassBin> bins = MassBin.spread(MassBin.filled(bins(field)), MOST_BINS);
        for (int i = 0; i < bins.size(); i++) {
            double[] ratios = stacked(field, bins.get(i), "ratio_to_dmo");
            Ink ink = Palette.step(i, bins.size());
            plot.line(bins.get(i).range() + ", " + bins.get(i).count(), ink, radii, ratios)
                    .points("", ink, radii, ratios);
        }
        return plot.level("equal mass", 1).png();
    }

    /** A level across each mass bin; the last one ends at the heaviest halo. */
    private Plot stack(Plot plot, String field, String quantity) {
        List<MassBin> bins = MassBin.filled(bins(field));
        double heaviest = Arrays.stream(masses).max().orElse(Double.NaN);
        double[] xs = new double[3 * bins.size()];
        double[] ys = new double[3 * bins.size()];
        for (int i = 0; i < bins.size(); i++) {
            xs[3 * i] = bins.get(i).low();
            xs[3 * i + 1] = Math.min(bins.get(i).high(), heaviest);
            // Nothing is drawn from one bin to the next.
            xs[3 * i + 2] = Double.NaN;
            Arrays.fill(ys, 3 * i, 3 * i + 3, stacked(field, bins.get(i), quantity)[within]);
        }
        return plot.line("stacks", Ink.solid(Ink.BLACK), xs, ys);
    }

    private double[] stacked(String field, MassBin bin, String quantity) {
        String path = "stacks/" + field + "/" + bin.name() + "/" + quantity;
        double[] nothing = new double[radii.length];
        Arrays.fill(nothing, Double.NaN);
        return file.has(path) ? Datasets.column(file, path) : nothing;
    }

    private List<MassBin> bins(String field) {
        return MassBin.of(file, "stacks/" + field);
    }

    private String sphere() {
        return radii[within] == 1 ? "R200c" : Ticks.text(radii[within]) + " R200c";
    }

    private static PlotAxis mass() {
        return PlotAxis.log("M200c in dmo  [M☉/h]");
    }
}
