package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hydroreplace.io.Hdf5File;

/** The pictures and the table of response.h5: F over masses and radii, and against the wavenumber. */
final class ResponseFigures implements Chapter {
    /** Wavenumbers at which a table is drawn, the first that the spectrum reaches with a quarter of its bins to spare. */
    private static final double[] AT = {10, 5, 2, 1, 0.5, 0.2};

    private static final int MOST_CURVES = 5;

    private final Hdf5File file;
    private final boolean hasFamily;
    private final List<String> spectra;
    private double[] least = {};
    private double[] most = {};
    private double[] radii = {};

    ResponseFigures(Hdf5File file) {
        this.file = file;
        this.hasFamily = file.has("radius");
        this.spectra =
                List.of("power", "plane_power").stream().filter(file::has).toList();
        if (hasFamily) {
            least = Datasets.column(file, "mass_min");
            most = Datasets.column(file, "mass_max");
            radii = Datasets.column(file, "radius");
        }
    }

    @Override
    public String sentence() {
        return "The response F = (S - S(dmo)) / (S(hydro) - S(dmo)) says what part of the baryons' effect on a statistic S a"
                + " field reproduces: 0 for dmo, 1 for hydro."
                + (hasFamily
                        ? " Tables show it for all replaced fields, by mass of the replaced halos and radius of the spheres."
                        : "");
    }

    /** F of the fields outside the table of masses and radii. */
    @Override
    public Table table() {
        List<String> header = new ArrayList<>(List.of("field"));
        List<List<String>> rows = new ArrayList<>();
        List<String> names = List.of("variance", "skewness", "kurtosis").stream()
                .filter(file::has)
                .toList();
        spectra.forEach(s -> header.add(words(s) + ", k = " + Ticks.text(k(s)[place(s)])));
        header.addAll(names);
        String any = spectra.isEmpty() ? names.getFirst() : spectra.getFirst();
        for (String field : Palette.order(file.children(any + "/fields"))) {
            List<String> row = new ArrayList<>(List.of(field));
            for (String s : spectra) {
                row.add(number(s + "/fields/" + field, place(s)));
            }
            names.forEach(name -> row.add(number(name + "/fields/" + field, 0)));
            rows.add(row);
        }
        return new Table("Responses of the other fields, k in h/Mpc", header, rows);
    }

    private String number(String group, int bin) {
        if (!file.has(group)) {
            return "";
        }
        double value = Datasets.column(file, group + "/F")[bin];
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String words(String statistic) {
        return statistic.equals("power") ? "P(k)" : "P(k) of the maps";
    }

    private double[] k(String statistic) {
        return Datasets.column(file, statistic + "/k");
    }

    /** The bin of the wavenumber of the tables. */
    private int place(String statistic) {
        double[] k = k(statistic);
        // Bins run to the corner of the grid, 1.4 or 1.7 times the Nyquist wavenumber.
        double end = k[k.length - 1] / 1.8;
        double at = Arrays.stream(AT).filter(one -> one < end).findFirst().orElse(end);
        int best = 0;
        for (int b = 0; b < k.length; b++) {
            best = Math.abs(k[b] - at) < Math.abs(k[best] - at) ? b : best;
        }
        return best;
    }

    @Override
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        if (!hasFamily) {
            return figures;
        }
        HeatMap map =
                new HeatMap(rows(), Arrays.stream(radii).mapToObj(Ticks::text).toList(), "radius  [R200c]");
        int tables = 0;
        for (String s : spectra) {
            map.add(words(s) + " at " + Ticks.text(round(k(s)[place(s)])) + " h/Mpc", table(s, "F", place(s)));
            tables++;
        }
        if (file.has("variance")) {
            map.add("variance of the maps", table("variance", "F", 0));
            tables++;
        }
        if (tables > 0) {
            figures.put(
                    "response.png",
                    new Figure(
                            map.png(),
                            "Responses by mass and radius",
                            "Response F to replacing halos of a range of M200c (rows, Msun/h) within a radius (columns); grey: not"
                                    + " defined, because hydro and dmo hardly differ there.",
                            Figure.Room.WHOLE));
        }
        for (String s : spectra) {
            figures.put("response_" + s + ".png", curves(s));
        }
        return figures;
    }

    private static double round(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Math.round(value / unit) * unit;
    }

    private List<String> rows() {
        List<String> names = new ArrayList<>();
        for (int m = 0; m < least.length; m++) {
            names.add(range(m));
        }
        return names;
    }

    private String range(int m) {
        return Double.isInfinite(most[m])
                ? "> " + logarithm(least[m])
                : logarithm(least[m]) + " to " + logarithm(most[m]);
    }

    private static String logarithm(double mass) {
        return mass > 0 ? "10^" + Ticks.text(Math.round(Math.log10(mass) * 100) / 100.0) : "0";
    }

    /** Of a (mass, radius, bin) dataset the values of one bin. */
    private double[][] table(String statistic, String name, int bin) {
        double[][][] cube = cube(statistic, name);
        double[][] table = new double[cube.length][radii.length];
        for (int m = 0; m < cube.length; m++) {
            for (int r = 0; r < radii.length; r++) {
                table[m][r] = cube[m][r][bin];
            }
        }
        return table;
    }

    private double[][][] cube(String statistic, String name) {
        String dataset = statistic + "/" + name;
        int bins = (int) file.dataset(dataset).shape()[2];
        double[] flat = new double[least.length * radii.length * bins];
        file.dataset(dataset).readFlat(0, least.length, flat);
        double[][][] cube = new double[least.length][radii.length][];
        for (int m = 0; m < least.length; m++) {
            for (int r = 0; r < radii.length; r++) {
                int at = (m * radii.length + r) * bins;
                cube[m][r] = Arrays.copyOfRange(flat, at, at + bins);
            }
        }
        return cube;
    }

    /** F(k) of the ranges without an upper mass at the largest radius, and of the first of them at all radii. */
    private Figure curves(String statistic) {
        double[] k = k(statistic);
        double[][][] fraction = cube(statistic, "F");
        PlotAxis wavenumber = PlotAxis.log("k  [h/Mpc]");
        Plot byMass = new Plot(
                "by mass, within " + Ticks.text(radii[radii.length - 1]) + " R200c",
                wavenumber,
                PlotAxis.linear("F(k)"));
        Plot byRadius = new Plot("by radius", wavenumber, PlotAxis.linear("F(k)"));
        List<Integer> open = new ArrayList<>();
        for (int m = 0; m < least.length; m++) {
            if (Double.isInfinite(most[m])) {
                open.add(m);
            }
        }
        if (open.isEmpty()) {
            open.add(0);
        }
        int masses = Math.min(MOST_CURVES, open.size());
        for (int i = 0; i < masses; i++) {
            int m = open.get(i);
            double[][] curve = binned(statistic, k, fraction[m][radii.length - 1]);
            byMass.line("M " + range(m), Palette.step(i, masses), curve[0], curve[1]);
        }
        int steps = Math.min(MOST_CURVES, radii.length);
        for (int r = 0; r < steps; r++) {
            Ink ink = new Ink(Palette.step(r, steps).colour(), 1);
            double[][] curve = binned(statistic, k, fraction[open.getFirst()][r]);
            byRadius.line("R " + Ticks.text(radii[r]), ink, curve[0], curve[1]);
        }
        for (Plot plot : List.of(byMass, byRadius)) {
            plot.level("", 0).level("", 1).rangeY(-0.2, 1.3);
        }
        String caption = "Response of " + (statistic.equals("power") ? "the power spectrum" : "the spectra of the maps")
                + " to replacing halos: left by their least mass (Msun/h) at the largest radius, right by radius (R200c) for M "
                + range(open.getFirst()) + "; averaged over bins of 1/40 decade.";
        return new Figure(
                new PlotSheet(new double[] {1, 1}, 420)
                        .add(byMass)
                        .add(byRadius)
                        .png(),
                "Responses against the wavenumber",
                caption,
                Figure.Room.WHOLE);
    }

    /** Means over bins of 1/40 decade up to the Nyquist wavenumber; undefined values do not count. */
    private static double[][] binned(String statistic, double[] k, double[] values) {
        // Bins run to the corner of the grid.
        double nyquist = k[k.length - 1] / Math.sqrt(statistic.equals("power") ? 3 : 2);
        int end = (int) Arrays.stream(k).filter(one -> one <= nyquist).count();
        int[] bins = BinnedSpectrum.bins(Arrays.copyOf(k, end));
        double[] weights = new double[end];
        double[] defined = new double[end];
        for (int b = 0; b < end; b++) {
            weights[b] = Double.isNaN(values[b]) ? 0 : 1;
            defined[b] = Double.isNaN(values[b]) ? 0 : values[b];
        }
        double[] ones = new double[end];
        Arrays.fill(ones, 1);
        return new double[][] {
            BinnedSpectrum.binned(Arrays.copyOf(k, end), ones, bins), BinnedSpectrum.binned(defined, weights, bins)
        };
    }
}
