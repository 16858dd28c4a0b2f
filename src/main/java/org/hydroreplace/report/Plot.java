package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What one panel shows: points, lines, steps, bands and reference lines, drawn in the order they are added.
 *
 * <p>Values that an axis cannot hold (NaN, infinite, not positive on a logarithmic one) are left out, and lines and
 * bands are broken there. Series without an ink of their own take {@link Ink#number(int)} in turn; an empty name keeps
 * a series out of the legend.
 */
public final class Plot {

    enum Kind {
        POINTS,
        LINE,
        BARS,
        STEPS,
        BAND,
        ERRORS
    }

    /** One series; low and high are the ends of bands and error bars, the same as y for all others. */
    @SuppressWarnings("ArrayRecordComponent")
    record Series(String name, Kind kind, Ink ink, double[] x, double[] y, double[] low, double[] high) {}

    /** A dashed line across the panel at x or at y, the other NaN; both NaN for y = x. */
    record Reference(String name, double x, double y) {}

    final String title;
    final PlotAxis x;
    final PlotAxis y;
    private final List<Series> series = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private double @Nullable [] rangeX;
    private double @Nullable [] rangeY;
    private boolean standsX;
    private boolean standsY;
    private int inks;

    /** The title stands above the panel, one line for each line of the text. */
    public Plot(String title, PlotAxis x, PlotAxis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** A cloud of points, such as halos; the more there are, the smaller and fainter each. */
    public Plot points(String name, double[] xs, double[] ys) {
        return points(name, next(), xs, ys);
    }

    Plot points(String name, Ink ink, double[] xs, double[] ys) {
        return add(name, Kind.POINTS, ink, xs, ys, ys, ys);
    }

    public Plot line(String name, double[] xs, double[] ys) {
        return line(name, next(), xs, ys);
    }

    Plot line(String name, Ink ink, double[] xs, double[] ys) {
        return add(name, Kind.LINE, ink, xs, ys, ys, ys);
    }

    /** Points with bars from low to high. */
    Plot errors(String name, Ink ink, double[] xs, double[] ys, double[] low, double[] high) {
        return add(name, Kind.ERRORS, ink, xs, ys, low, high);
    }

    /** A shaded band from low to high, such as the scatter round a line, where the axis holds both. */
    Plot band(String name, Ink ink, double[] xs, double[] low, double[] high) {
        return add(name, Kind.BAND, ink, xs, low, low, high);
    }

    /** A filled histogram; on a logarithmic axis empty bins go down to the axis. */
    public Plot histogram(String name, Histogram histogram) {
        return outline(name, Kind.BARS, next(), histogram, false);
    }

    /** A filled histogram on its side: the bins go up, the counts to the right. */
    Plot sideways(String name, Ink ink, Histogram histogram) {
        return outline(name, Kind.BARS, ink, histogram, true);
    }

    /** The outline of a histogram or any values constant between edges, for several on one plot. */
    public Plot steps(String name, Histogram histogram) {
        return steps(name, next(), histogram);
    }

    Plot steps(String name, Ink ink, Histogram histogram) {
        return outline(name, Kind.STEPS, ink, histogram, false);
    }

    /** A dashed line y = x where both axes hold it, such as "1:1". */
    public Plot identity(String name) {
        references.add(new Reference(name, Double.NaN, Double.NaN));
        return this;
    }

    /** A dashed level across the plot, such as a ratio of 1. */
    public Plot level(String name, double value) {
        references.add(new Reference(name, Double.NaN, value));
        return this;
    }

    /** A dashed upright line at a place of the horizontal axis; it does not widen the axis. */
    public Plot upright(String name, double value) {
        references.add(new Reference(name, value, Double.NaN));
        return this;
    }

    /** Fixes the horizontal range, otherwise that of the data with a margin. */
    public Plot rangeX(double low, double high) {
        rangeX = new double[] {low, high};
        return this;
    }

    /** Fixes the vertical range, otherwise that of the data with a margin; what lies outside is cut off. */
    public Plot rangeY(double low, double high) {
        rangeY = new double[] {low, high};
        return this;
    }

    /** The plot as PNG, made to be 12 cm wide in print. */
    public byte[] png() {
        return new PlotSheet(new double[] {1}, 640).add(this).png();
    }

    /** The ends of the horizontal axis: as fixed, or the data with a margin of 4 per cent; 1 to 10 without data. */
    double[] horizontalRange() {
        return range(true);
    }

    /** The ends of the vertical axis, chosen likewise; histograms stand on its lower end. */
    double[] verticalRange() {
        return range(false);
    }

    List<Series> series() {
        return series;
    }

    List<Reference> references() {
        return references;
    }

    /** Whether any series has a value that both axes hold. */
    boolean hasData() {
        return series.stream().anyMatch(one -> {
            for (int i = 0; i < one.x().length; i++) {
                if (x.holds(one.x()[i]) && y.holds(one.y()[i])) {
                    return true;
                }
            }
            return false;
        });
    }

    private double[] range(boolean horizontal) {
        PlotAxis axis = horizontal ? x : y;
        double[] fixed = horizontal ? rangeX : rangeY;
        if (fixed != null) {
            return fixed.clone();
        }
        DoubleStream values = references.stream().mapToDouble(one -> horizontal ? Double.NaN : one.y());
        for (Series one : series) {
            DoubleStream its = horizontal
                    ? DoubleStream.of(one.x())
                    : DoubleStream.concat(DoubleStream.of(one.low()), DoubleStream.of(one.high()));
            values = DoubleStream.concat(values, its);
        }
        double[] held = values.filter(axis::holds).map(axis::toScale).sorted().toArray();
        if (held.length == 0) {
            return new double[] {1, 10};
        }
        double low = held[0];
        double high = held[held.length - 1];
        double margin = high > low ? 0.04 * (high - low) : axis.logarithmic() ? 0.3 : 0.5 * Math.max(1, Math.abs(low));
        boolean stands = horizontal ? standsX : standsY;
        return new double[] {axis.fromScale(stands ? low : low - margin), axis.fromScale(high + margin)};
    }

    private Plot outline(String name, Kind kind, Ink ink, Histogram histogram, boolean sideways) {
        PlotAxis axis = sideways ? x : y;
        double[] edges = histogram.edges();
        double[] counts = histogram.counts();
        // On a logarithmic axis it stands on half its smallest bin.
        double floor = axis.logarithmic()
                ? 0.5 * DoubleStream.of(counts).filter(axis::holds).min().orElse(1)
                : 0;
        double[] along = new double[2 * edges.length];
        double[] up = new double[2 * edges.length];
        for (int i = 0; i < edges.length; i++) {
            along[2 * i] = edges[i];
            along[2 * i + 1] = edges[i];
            up[2 * i] = i == 0 ? floor : Math.max(counts[i - 1], floor);
            up[2 * i + 1] = i == counts.length ? floor : Math.max(counts[i], floor);
        }
        standsX |= sideways;
        standsY |= !sideways;
        return sideways ? add(name, kind, ink, up, along, along, along) : add(name, kind, ink, along, up, up, up);
    }

    private Ink next() {
        return Ink.number(inks++);
    }

    private Plot add(String name, Kind kind, Ink ink, double[] xs, double[] ys, double[] low, double[] high) {
        if (xs.length != ys.length || xs.length != low.length || xs.length != high.length) {
            throw new IllegalArgumentException(
                    "series " + name + " has " + xs.length + " x values and " + ys.length + " y values");
        }
        series.add(new Series(name, kind, ink, xs, ys, low, high));
        return this;
    }
}
