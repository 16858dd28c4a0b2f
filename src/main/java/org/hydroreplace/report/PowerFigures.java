package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.hydroreplace.io.Hdf5File;

/** A picture and a table of power.h5: the spectra of maps, averaged over the axes, or of volumes, and their ratio to dmo. */
final class PowerFigures implements Chapter {
    /** Wavenumbers of the table, in h/Mpc. */
    private static final double[] AT = {0.5, 1, 2, 5, 10, 20};

    /** Which spectra of the file. */
    enum Kind {
        VOLUMES,
        MAPS
    }

    private final Kind kind;
    private final Palette palette;
    private final List<String> fields;
    private final List<BinnedSpectrum> spectra = new ArrayList<>();
    private double nyquist = Double.NaN;
    private int axes;
    private String window = "";
    private boolean interlaced;

    PowerFigures(Hdf5File file, Kind kind, Palette palette) {
        this.kind = kind;
        this.palette = palette;
        fields = Palette.fieldsOf(file).stream()
                .filter(field -> !group(file, field).isEmpty())
                .toList();
        for (String field : Palette.shown(fields)) {
            spectra.add(
                    kind == Kind.MAPS ? BinnedSpectrum.ofPlanes(file, field) : BinnedSpectrum.ofVolume(file, field));
            String group = group(file, field).orElseThrow();
            axes = spectra.getLast().axes();
            window = file.text(group, "window").orElse("");
            interlaced = Datasets.attribute(file, group, "interlaced") > 0;
            nyquist = Math.PI * Datasets.attribute(file, group, "grid") / Datasets.attribute(file, group, "box_size");
        }
    }

    /** Where the spectrum of a field is, the first of several. */
    private Optional<String> group(Hdf5File file, String field) {
        if (kind == Kind.MAPS) {
            return BinnedSpectrum.planes(file, field).stream().findFirst();
        }
        return file.has(field + "/power") ? Optional.of(field) : Optional.empty();
    }

    @Override
    public boolean isEmpty() {
        return spectra.isEmpty();
    }

    @Override
    public String sentence() {
        String what = kind == Kind.MAPS
                ? "Spectra of the surface density through the whole box, "
                        + (axes == 1 ? "along one axis" : "averaged over " + axes + " axes")
                : "Spectra of the density in three dimensions, of "
                        + (interlaced ? "two interlaced grids" : "one grid");
        return what
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
        for (BinnedSpectrum one : spectra) {
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
        Plot power =
                new Plot("", wavenumber, PlotAxis.log(kind == Kind.MAPS ? "P(k)  [(Mpc/h)²]" : "P(k)  [(Mpc/h)³]"));
        Plot ratio = new Plot("", wavenumber, PlotAxis.linear("P / P(dmo)"));
        for (BinnedSpectrum one : spectra) {
            Ink ink = palette.field(one.field());
            power.line(one.field(), ink, one.k(), one.power());
            if (one.hasRatio()) {
                ratio.band("", ink, one.k(), toNyquist(one.k(), one.least()), one.greatest());
            }
        }
        for (BinnedSpectrum one : spectra) {
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
        String bands =
                kind == Kind.MAPS ? "from the least to the greatest axis" : "of one jackknife error to both sides";
        figures.put(
                kind == Kind.MAPS ? "power.png" : "power_3d.png",
                new Figure(
                        sheet.png(),
                        (kind == Kind.MAPS ? "Plane power spectra" : "Power spectra")
                                + (ratios ? " and their ratio to dmo" : ""),
                        (kind == Kind.MAPS ? "Plane spectra" : "Spectra in three dimensions")
                                + ", averaged over bins of 1/40 decade; dotted: shot noise of the first two fields, not taken off."
                                + (ratios ? " Below: the ratio to dmo, bands " + bands + "." : "")
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
            BinnedSpectrum one = spectra.get(i);
            double[] ends = {one.k()[0], one.k()[one.k().length - 1]};
            Ink ink = new Ink(palette.field(one.field()).colour(), 2);
            power.line(i == 0 ? "shot noise" : "", ink, ends, new double[] {one.shotNoise(), one.shotNoise()});
        }
    }

    /** The ratios up to the Nyquist wavenumber, one, and half of the ends of the bands; at least a per cent to both sides. */
    private double[] range() {
        double low = 0.99;
        double high = 1.01;
        for (BinnedSpectrum one : spectra) {
            if (one.hasRatio()) {
                DoubleSummaryStatistics ratio = shown(one.k(), one.ratio()).summaryStatistics();
                low = Math.min(low, Math.min(ratio.getMin(), median(one.k(), one.least())));
                high = Math.max(high, Math.max(ratio.getMax(), median(one.k(), one.greatest())));
            }
        }
        return new double[] {low - 0.06 * (high - low), high + 0.06 * (high - low)};
    }

    private DoubleStream shown(double[] k, double[] values) {
        return Arrays.stream(toNyquist(k, values)).filter(Double::isFinite);
    }

    /** 1 where there is none. */
    private double median(double[] k, double[] values) {
        double[] sorted = shown(k, values).sorted().toArray();
        return sorted.length == 0 ? 1 : sorted[sorted.length / 2];
    }
}
