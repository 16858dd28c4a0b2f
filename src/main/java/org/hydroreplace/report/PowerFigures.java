package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hydroreplace.io.Hdf5File;

/** The picture and the table of power.h5: plane spectra, averaged over the axes, and their ratio to the dmo field. */
final class PowerFigures implements Chapter {
    /** Wavenumbers of the table, in h/Mpc. */
    private static final double[] AT = {0.5, 1, 2, 5, 10, 20};

    private final Palette palette;
    private final List<String> fields;
    private final List<PlaneSpectrum> spectra = new ArrayList<>();
    private double nyquist = Double.NaN;
    private int axes;
    private String window = "";

    PowerFigures(Hdf5File file, Palette palette) {
        this.palette = palette;
        fields = Palette.fieldsOf(file).stream()
                .filter(field -> !PlaneSpectrum.planes(file, field).isEmpty())
                .toList();
        for (String field : Palette.shown(fields)) {
            spectra.add(PlaneSpectrum.read(file, field));
            String plane = PlaneSpectrum.planes(file, field).getFirst();
            axes = spectra.getLast().axes();
            window = file.text(plane, "window").orElse("");
            nyquist = Math.PI * Datasets.attribute(file, plane, "grid") / Datasets.attribute(file, plane, "box_size");
        }
    }

    @Override
    public String sentence() {
        return "Spectra of the surface density through the whole box, "
                + (axes == 1 ? "along one axis" : "averaged over " + axes + " axes")
                + (window.equals("compensated")
                        ? ", with the window of the mass assignment taken out. "
                        : ", with the window of the mass assignment left in. ")
                + String.format(Locale.ROOT, "The Nyquist wavenumber of the grid is %.3g h/Mpc.", nyquist)
                + Palette.leftOut(fields);
    }

    /** Ratios to dmo at some wavenumbers. */
    @Override
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (PlaneSpectrum one : spectra) {
            if (one.hasRatio()) {
                List<String> row = new ArrayList<>(List.of(one.field()));
                for (double at : columns()) {
                    double ratio = one.ratio()[nearest(one.k(), at)];
                    row.add(Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.4f", ratio));
                }
                rows.add(row);
            }
        }
        List<String> header = new ArrayList<>(List.of("field"));
        columns().forEach(at -> header.add("k = " + Ticks.text(at)));
        return new Table("P / P(dmo), at k in h/Mpc", header, rows);
    }

    private List<Double> columns() {
        double lowest = spectra.isEmpty() || spectra.getFirst().k().length == 0
                ? Double.POSITIVE_INFINITY
                : spectra.getFirst().k()[0];
        return Arrays.stream(AT)
                .filter(at -> at >= lowest && at <= nyquist)
                .boxed()
                .toList();
    }

    private static int nearest(double[] k, double at) {
        int best = 0;
        for (int i = 1; i < k.length; i++) {
            best = Math.abs(k[i] - at) < Math.abs(k[best] - at) ? i : best;
        }
        return best;
    }

    @Override
    public Map<String, Figure> figures() {
        if (spectra.isEmpty()) {
            return Map.of();
        }
        PlotAxis wavenumber = PlotAxis.log("k  [h/Mpc]");
        Plot power = new Plot("", wavenumber, PlotAxis.log("P(k)  [(Mpc/h)²]"));
        Plot ratio = new Plot("", wavenumber, PlotAxis.linear("P / P(dmo)"));
        for (PlaneSpectrum one : spectra) {
            Ink ink = palette.field(one.field());
            power.line(one.field(), ink, one.k(), one.power());
            if (one.hasRatio()) {
                ratio.band("", ink, one.k(), toNyquist(one.k(), one.least()), one.greatest());
            }
        }
        for (PlaneSpectrum one : spectra) {
            if (one.hasRatio()) {
                ratio.line(one.field(), palette.field(one.field()), one.k(), one.ratio());
            }
        }
        noise(power);
        power.upright("Nyquist", nyquist);
        Map<String, Figure> figures = new LinkedHashMap<>();
        boolean ratios = spectra.stream().anyMatch(one -> one.hasRatio());
        if (ratios) {
            ratio.upright("Nyquist", nyquist).level("", 1);
            double[] range = range();
            ratio.rangeY(range[0], range[1]);
        }
        PlotSheet sheet = ratios
                ? new PlotSheet(new double[] {1}, 460, 320).add(power).add(ratio)
                : new PlotSheet(new double[] {1}, 560).add(power);
        figures.put(
                "power.png",
                new Figure(
                        sheet.png(),
                        "Plane power spectra" + (ratios ? " and their ratio to dmo" : ""),
                        "Plane spectra, averaged over bins of 1/40 decade; dotted: shot noise of the first two fields, not taken off."
                                + (ratios ? " Below: the ratio to dmo, bands from the least to the greatest axis." : "")
                                + Palette.leftOut(fields),
                        Figure.Room.TEXT));
        return figures;
    }

    /** The corners of the plane beyond have few modes, and scatter that would hide the rest. */
    private double[] toNyquist(double[] k, double[] values) {
        return Datasets.combined(k, values, (at, value) -> at <= nyquist ? value : Double.NaN);
    }

    /** Of two fields: those of replaced ones lie between them. */
    private void noise(Plot power) {
        for (int i = 0; i < Math.min(2, spectra.size()); i++) {
            PlaneSpectrum one = spectra.get(i);
            double[] ends = {one.k()[0], one.k()[one.k().length - 1]};
            Ink ink = new Ink(palette.field(one.field()).colour(), 2);
            power.line(i == 0 ? "shot noise" : "", ink, ends, new double[] {one.shotNoise(), one.shotNoise()});
        }
    }

    /** The ratios up to the Nyquist wavenumber and one, at least a per cent to both sides. */
    private double[] range() {
        double low = 0.99;
        double high = 1.01;
        for (PlaneSpectrum one : spectra) {
            for (int i = 0; i < one.ratio().length; i++) {
                if (one.k()[i] <= nyquist && Double.isFinite(one.ratio()[i])) {
                    low = Math.min(low, one.ratio()[i]);
                    high = Math.max(high, one.ratio()[i]);
                }
            }
        }
        return new double[] {low - 0.06 * (high - low), high + 0.06 * (high - low)};
    }
}
