package org.hydroreplace.report;

import java.util.List;
import java.util.function.Predicate;

/**
 * Where the values of an axis lie on a sheet, and its ticks.
 *
 * @param low value at {@code from}, {@code high} at {@code to}; upright axes have {@code from} below {@code to}
 * @param labelled places with a number, {@code unlabelled} those with a small tick alone
 */
record PlotScale(
        PlotAxis axis,
        double low,
        double high,
        double from,
        double to,
        List<Double> labelled,
        List<Double> unlabelled) {

    /** A scale over a range whose numbers are as many as {@code fit} allows. */
    static PlotScale of(PlotAxis axis, double[] range, Predicate<List<Double>> fit) {
        List<Double> labelled = Ticks.choices(axis, range[0], range[1]).stream()
                .filter(fit)
                .findFirst()
                .orElse(List.of());
        List<Double> minor = axis.logarithmic() ? Ticks.minor(range[0], range[1]) : List.of();
        return new PlotScale(axis, range[0], range[1], 0, 1, labelled, minor);
    }

    PlotScale placed(double start, double end) {
        return new PlotScale(axis, low, high, start, end, labelled, unlabelled);
    }

    double at(double value) {
        double share = (axis.toScale(value) - axis.toScale(low)) / (axis.toScale(high) - axis.toScale(low));
        // Far outside the panel it is clipped anyway, and drawing takes only moderate numbers.
        return from + Math.clamp(share, -10.0, 11.0) * (to - from);
    }
}
