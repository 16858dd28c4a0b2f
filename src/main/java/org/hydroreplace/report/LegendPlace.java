package org.hydroreplace.report;

import java.util.Optional;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Looks for a corner of a plot where a legend hides little. Lengths are shares of the plot's width and height. */
final class LegendPlace {
    private static final double LETTER = 0.015;
    private static final double LINE = 0.066;
    private static final double HIDDEN_AT_MOST = 0.004;
    private static final int SAMPLES = 40;

    private LegendPlace() {}

    static Optional<LegendPosition> find(Plot plot) {
        int longest = 0;
        int lines = 0;
        for (Plot.Series one : plot.drawn()) {
            longest = Math.max(longest, one.name().length());
            lines += one.name().isEmpty() ? 0 : 1;
        }
        double width = 0.11 + LETTER * longest;
        double height = 0.05 + LINE * lines;
        if (width > 0.6 || height > 0.6) {
            return Optional.empty();
        }
        double least = HIDDEN_AT_MOST;
        LegendPosition best = null;
        for (LegendPosition corner : new LegendPosition[] {
            LegendPosition.InsideNE, LegendPosition.InsideNW, LegendPosition.InsideSE, LegendPosition.InsideSW
        }) {
            boolean east = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideSE;
            boolean north = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideNW;
            double hidden = hidden(plot, east ? 1 - width : 0, north ? 1 - height : 0, width, height);
            if (hidden < least) {
                least = hidden;
                best = corner;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The largest share of one series, its lines sampled between points, that lies in the rectangle. */
    private static double hidden(Plot plot, double left, double bottom, double width, double height) {
        double[] rangeX = plot.horizontalRange();
        double[] rangeY = plot.verticalRange();
        double worst = 0;
        for (Plot.Series one : plot.drawn()) {
            int steps = one.kind() == Plot.Kind.POINTS ? 1 : SAMPLES;
            long inside = 0;
            for (int i = 1; i < one.x().length; i++) {
                for (int step = 0; step < steps; step++) {
                    double f = (double) step / steps;
                    double x = between(plot.x, rangeX, one.x()[i - 1], one.x()[i], f);
                    double y = between(plot.y, rangeY, one.y()[i - 1], one.y()[i], f);
                    inside += x >= left && x <= left + width && y >= bottom && y <= bottom + height ? 1 : 0;
                }
            }
            worst = Math.max(worst, inside / Math.max(1.0, (double) steps * one.x().length));
        }
        return worst;
    }

    private static double between(PlotAxis axis, double[] range, double from, double to, double fraction) {
        double low = axis.toScale(range[0]);
        double at = axis.toScale(from) + fraction * (axis.toScale(to) - axis.toScale(from));
        return (at - low) / (axis.toScale(range[1]) - low);
    }
}
