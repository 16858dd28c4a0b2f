package org.hydroreplace.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One plot in the common style: points, lines, steps, bands and reference lines, drawn in the order they are added.
 *
 * <p>Values that an axis cannot hold (NaN, infinite, not positive on a logarithmic one) are left out; a line is not
 * broken there. Colours are those of Okabe and Ito; after seven series they come again with other dashes.
 */
public final class Plot {

    enum Kind {
        POINTS,
        LINE,
        DASHED,
        BARS,
        STEPS,
        BAND;

        /** Whether it stands on the lower edge of the plot. */
        boolean stands() {
            return this == BARS || this == STEPS;
        }
    }

    /** What is drawn once; the colour is the series' own. */
    @SuppressWarnings("ArrayRecordComponent")
    record Series(String name, Kind kind, double[] x, double[] y, Color colour, int cycle) {}

    /** A line across the plot: y = level, or y = x where level is NaN. */
    private record Reference(String name, double level) {}

    final String title;
    final PlotAxis x;
    final PlotAxis y;
    private final List<Series> series = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private double @Nullable [] rangeX;
    private double @Nullable [] rangeY;
    private int coloured;

    public Plot(String title, PlotAxis x, PlotAxis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** A cloud of points, such as halos; the more there are, the smaller and fainter each. */
    public Plot points(String name, double[] xs, double[] ys) {
        return add(name, Kind.POINTS, xs, ys);
    }

    public Plot line(String name, double[] xs, double[] ys) {
        return add(name, Kind.LINE, xs, ys);
    }

    /** A filled histogram; on a logarithmic vertical axis empty bins go down to the axis. */
    public Plot histogram(String name, Histogram histogram) {
        return outline(name, Kind.BARS, histogram);
    }

    /** The outline of a histogram or any values constant between edges, for several on one plot. */
    public Plot steps(String name, Histogram histogram) {
        return outline(name, Kind.STEPS, histogram);
    }

    /** A shaded band from low to high in the colour that the next series gets, such as the scatter round a line. */
    public Plot band(double[] xs, double[] low, double[] high) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            if (x.holds(xs[i]) && y.holds(low[i]) && y.holds(high[i])) {
                kept.add(new double[] {xs[i], low[i], high[i]});
            }
        }
        double[] outlineX = DoubleStream.concat(
                        kept.stream().mapToDouble(row -> row[0]),
                        kept.reversed().stream().mapToDouble(row -> row[0]))
                .toArray();
        double[] outlineY = DoubleStream.concat(
                        kept.stream().mapToDouble(row -> row[1]),
                        kept.reversed().stream().mapToDouble(row -> row[2]))
                .toArray();
        return keep("", Kind.BAND, outlineX, outlineY, PlotStyle.colour(coloured));
    }

    /** A dashed grey line y = x where both axes hold it, such as "1:1". */
    public Plot identity(String name) {
        references.add(new Reference(name, Double.NaN));
        return this;
    }

    /** A dashed grey level across the plot, such as a ratio of 1; an empty name keeps it out of the legend. */
    public Plot level(String name, double value) {
        references.add(new Reference(name, value));
        return this;
    }

    /** Fixes the horizontal range, otherwise that of the data with a margin. */
    public Plot rangeX(double low, double high) {
        rangeX = new double[] {low, high};
        return this;
    }

    /** Fixes the vertical range, otherwise that of the data with a margin. */
    public Plot rangeY(double low, double high) {
        rangeY = new double[] {low, high};
        return this;
    }

    /** The plot as PNG, made to be 12 cm wide in print. */
    public byte[] png() {
        return Pictures.png(PlotStyle.draw(this));
    }

    /** The ends of the horizontal axis: as fixed, or the data with a margin of 4 per cent; 1 to 10 without data. */
    double[] horizontalRange() {
        return range(true);
    }

    /** The ends of the vertical axis, chosen likewise; histograms stand on its lower end. */
    double[] verticalRange() {
        return range(false);
    }

    private double[] range(boolean horizontal) {
        PlotAxis axis = horizontal ? x : y;
        double[] fixed = horizontal ? rangeX : rangeY;
        if (fixed != null) {
            return fixed.clone();
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean stands = false;
        for (Series one : series) {
            for (double value : horizontal ? one.x() : one.y()) {
                low = Math.min(low, axis.toScale(value));
                high = Math.max(high, axis.toScale(value));
            }
            stands |= one.kind().stands();
        }
        for (Reference reference : references) {
            if (!horizontal && axis.holds(reference.level())) {
                low = Math.min(low, axis.toScale(reference.level()));
                high = Math.max(high, axis.toScale(reference.level()));
            }
        }
        if (low > high) {
            return new double[] {1, 10};
        }
        double margin = high > low ? 0.04 * (high - low) : axis.logarithmic() ? 0.3 : 0.5 * Math.max(1, Math.abs(low));
        boolean noGap = !horizontal && stands;
        return new double[] {axis.fromScale(noGap ? low : low - margin), axis.fromScale(high + margin)};
    }

    /** Everything to draw, back to front: the series, then the reference lines over the final ranges. */
    List<Series> drawn() {
        List<Series> all = new ArrayList<>(series);
        double[] acrossX = horizontalRange();
        double[] acrossY = verticalRange();
        for (Reference reference : references) {
            double[] ys = {reference.level(), reference.level()};
            double[] xs = acrossX;
            if (Double.isNaN(reference.level())) {
                xs = new double[] {Math.max(acrossX[0], acrossY[0]), Math.min(acrossX[1], acrossY[1])};
                ys = xs;
            }
            if (xs[0] < xs[1] && y.holds(ys[0])) {
                all.add(new Series(reference.name(), Kind.DASHED, xs, ys, PlotStyle.REFERENCE, 1));
            }
        }
        return all;
    }

    private Plot outline(String name, Kind kind, Histogram histogram) {
        double[] edges = histogram.edges();
        double[] counts = histogram.counts();
        double floor = floor(counts);
        double[] xs = new double[2 * edges.length];
        double[] ys = new double[2 * edges.length];
        for (int i = 0; i < edges.length; i++) {
            xs[2 * i] = edges[i];
            xs[2 * i + 1] = edges[i];
            ys[2 * i] = i == 0 ? floor : Math.max(counts[i - 1], floor);
            ys[2 * i + 1] = i == counts.length ? floor : Math.max(counts[i], floor);
        }
        return add(name, kind, xs, ys);
    }

    /** Where the outline of a histogram stands: half the smallest bin on a logarithmic axis. */
    private double floor(double[] counts) {
        if (!y.logarithmic()) {
            return 0;
        }
        return 0.5 * DoubleStream.of(counts).filter(y::holds).min().orElse(1);
    }

    private Plot add(String name, Kind kind, double[] xs, double[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException(
                    "series " + name + " has " + xs.length + " x values and " + ys.length + " y values");
        }
        double[] keptX = new double[xs.length];
        double[] keptY = new double[xs.length];
        int kept = 0;
        for (int i = 0; i < xs.length; i++) {
            if (x.holds(xs[i]) && y.holds(ys[i])) {
                keptX[kept] = xs[i];
                keptY[kept++] = ys[i];
            }
        }
        Color colour = PlotStyle.colour(coloured);
        Plot plot = keep(name, kind, Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept), colour);
        coloured++;
        return plot;
    }

    private Plot keep(String name, Kind kind, double[] xs, double[] ys, Color colour) {
        series.add(new Series(name, kind, xs, ys, colour, PlotStyle.cycle(coloured)));
        return this;
    }
}
