package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hydroreplace.io.Hdf5File;

/** The pictures of profiles.h5: stacked densities by component for each mass bin, and their ratio to the dmo field. */
final class ProfileFigures implements Chapter {
    /** Panels side by side. */
    private static final int MOST_BINS = 4;

    /** Of the peak of the total: what lies under it is not shown, such as single black holes far from the centre. */
    private static final double FAINTEST = 1e-4;

    /** Radii of the table, in R200c. */
    private static final double[] AT = {0.1, 0.3, 1, 3};

    /** Fields with a picture of their own. */
    private static final int MOST_FIELDS = 3;

    private final Hdf5File file;
    private final Palette palette;
    private final List<String> fields;
    private final double[] centres;

    ProfileFigures(Hdf5File file, Palette palette) {
        this.file = file;
        this.palette = palette;
        fields = Palette.fieldsOf(file);
        double[] edges = Datasets.column(file, "edges");
        centres = new double[edges.length - 1];
        // The first bin may begin at 0.
        Arrays.setAll(
                centres, i -> edges[i] > 0 ? Math.sqrt(edges[i] * edges[i + 1]) : 0.5 * (edges[i] + edges[i + 1]));
    }

    @Override
    public String sentence() {
        long halos = fields.isEmpty()
                ? 0
                : file.dataset(fields.getFirst() + "/m200c").rows();
        return "Profiles of " + halos + " halos in " + centres.length + " bins of radius, of "
                + (fields.isEmpty() ? "no field" : String.join(", ", fields)) + ".";
    }

    /** Ratios to dmo at some radii, or the numbers of halos alone. */
    @Override
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("field", "mass bin", "halos"));
        List<String> ratios = fields.stream().filter(this::hasRatio).toList();
        for (String field : ratios.isEmpty() ? fields : ratios) {
            for (MassBin bin : bins(field)) {
                List<String> row = new ArrayList<>(List.of(field, bin.range(), String.valueOf(bin.halos())));
                if (!ratios.isEmpty()) {
                    double[] ratio = Datasets.column(file, stack(field, "total", bin) + "ratio_to_dmo");
                    for (double at : AT) {
                        double value = ratio[nearest(at)];
                        row.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value));
                    }
                }
                rows.add(row);
            }
        }
        if (!ratios.isEmpty()) {
            Arrays.stream(AT).forEach(at -> header.add("r = " + Ticks.text(at)));
        }
        return new Table(
                "Stacks by M200c of the DMO halo in Msun/h"
                        + (ratios.isEmpty() ? "" : ", and total density over that of dmo at r in R200c"),
                header,
                rows);
    }

    private int nearest(double radius) {
        int best = 0;
        for (int i = 1; i < centres.length; i++) {
            best = Math.abs(Math.log(centres[i] / radius)) < Math.abs(Math.log(centres[best] / radius)) ? i : best;
        }
        return best;
    }

    private boolean hasRatio(String field) {
        return !field.equals(Palette.DMO) && fields.contains(Palette.DMO);
    }

    /** None where no mass bin has halos. */
    @Override
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        List<String> others =
                fields.stream().filter(field -> !field.equals(Palette.DMO)).toList();
        for (String field : others.isEmpty() ? fields : others.subList(0, Math.min(MOST_FIELDS, others.size()))) {
            List<MassBin> filled = MassBin.filled(bins(field));
            if (!filled.isEmpty()) {
                figures.put("profiles_" + field + ".png", figure(field, filled));
            }
        }
        return figures;
    }

    private List<MassBin> bins(String field) {
        return MassBin.of(file, "stacks/" + field + "/total");
    }

    private Figure figure(String field, List<MassBin> filled) {
        List<MassBin> bins = MassBin.spread(filled, MOST_BINS);
        double[] widths = new double[bins.size()];
        Arrays.fill(widths, 1);
        boolean ratios = hasRatio(field);
        PlotSheet sheet = ratios ? new PlotSheet(widths, 470, 300) : new PlotSheet(widths, 560);
        bins.forEach(bin -> sheet.add(density(field, bin, ratios)));
        if (ratios) {
            bins.forEach(bin -> sheet.add(ratio(field, bin)));
        }
        String left =
                bins.size() < filled.size() ? " Shown are " + bins.size() + " of " + filled.size() + " mass bins." : "";
        return new Figure(
                sheet.png(),
                "Stacked density profiles of " + field + " by component and mass bin",
                "Mean density of the halos of each mass bin, times the squared radius; bands hold 16 to 84 % of the halos, where more than 84 % have a particle in the bin."
                        + (ratios ? " Below: mean density over the mean total density of the same halos in dmo." : "")
                        + " Masses are M200c of the DMO halo in M☉/h." + MassBin.empty(bins(field)) + left,
                Figure.Room.WHOLE);
    }

    Plot density(String field, MassBin bin, boolean withDmo) {
        Plot plot = new Plot(
                bin.range() + "\n" + bin.count(), PlotAxis.log("r / R200c"), PlotAxis.log("(r/R200c)² ρ / ρ crit"));
        double unit = criticalDensity(field);
        double floor = Double.POSITIVE_INFINITY;
        double top = peak(field, "total", bin) / unit;
        List<String> components = present(field);
        for (String component : components) {
            // That of dark matter would lie on that of the total.
            if (component.equals("dm")) {
                continue;
            }
            plot.band(
                    "",
                    ink(field, component),
                    centres,
                    flat(field, component, bin, "p16", unit),
                    flat(field, component, bin, "p84", unit));
        }
        if (withDmo) {
            plot.line("total, dmo", palette.field(Palette.DMO), centres, flat(Palette.DMO, "total", bin, "mean", unit));
        }
        for (String component : components) {
            double[] mean = flat(field, component, bin, "mean", unit);
            plot.line(name(field, component), ink(field, component), centres, mean);
            floor = Math.min(
                    floor, Arrays.stream(mean).filter(value -> value > 0).min().orElse(floor));
        }
        return top > 0 ? plot.rangeY(Math.max(floor * 0.7, top * FAINTEST), top * 2) : plot;
    }

    private Plot ratio(String field, MassBin bin) {
        Plot plot = new Plot("", PlotAxis.log("r / R200c"), PlotAxis.linear("ρ / ρ(dmo)"));
        double top = 1.2;
        for (String component : present(field)) {
            String stack = stack(field, component, bin);
            Ink ink = ink(field, component);
            double[] mean = Datasets.column(file, stack + "ratio_to_dmo");
            if (component.equals("total")) {
                plot.band(
                        "",
                        ink,
                        centres,
                        Datasets.column(file, stack + "ratio_p16"),
                        Datasets.column(file, stack + "ratio_p84"));
            }
            plot.line(name(field, component), ink, centres, mean);
            top = Math.max(
                    top, Arrays.stream(mean).filter(Double::isFinite).max().orElse(0));
        }
        return plot.level("", 1).rangeY(0, Math.min(2, 1.05 * top));
    }

    /** The components that reach the part of a density panel that is shown, in any mass bin. */
    private List<String> present(String field) {
        return Palette.COMPONENTS.stream()
                .filter(component -> MassBin.filled(bins(field)).stream()
                        .anyMatch(bin -> peak(field, component, bin) > FAINTEST * peak(field, "total", bin)))
                .filter(component -> !field.equals(Palette.DMO) || component.equals("total"))
                .toList();
    }

    private double peak(String field, String component, MassBin bin) {
        return Arrays.stream(flat(field, component, bin, "mean", 1))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private double[] flat(String field, String component, MassBin bin, String what, double unit) {
        double[] density = Datasets.column(file, stack(field, component, bin) + what);
        return IntStream.range(0, centres.length)
                .mapToDouble(i -> density[i] * centres[i] * centres[i] / unit)
                .toArray();
    }

    private static String stack(String field, String component, MassBin bin) {
        return "stacks/" + field + "/" + component + "/" + bin.name() + "/";
    }

    /** In the unit of the densities: a sphere of R200c holds M200c at 200 times the critical density. */
    private double criticalDensity(String field) {
        double mass = Datasets.column(file, field + "/m200c")[0];
        double radius = Datasets.column(file, field + "/r200c")[0];
        return mass / (800 * Math.PI / 3 * Math.pow(radius, 3));
    }

    private Ink ink(String field, String component) {
        return component.equals("total") ? palette.field(field) : Palette.component(component);
    }

    private static String name(String field, String component) {
        return component.equals("total") ? "total, " + field : Palette.words(component);
    }
}
