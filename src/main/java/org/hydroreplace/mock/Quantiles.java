package org.hydroreplace.mock;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The inverse of a cumulative distribution, from a tabulated density; linear between the abscissae. */
final class Quantiles {
    private final double[] abscissae;
    private final double[] cumulative;

    /** @param density of any normalization; only {@link StrictMath} inside, as its values reach files */
    Quantiles(double from, double to, int intervals, DoubleUnaryOperator density) {
        abscissae = new double[intervals + 1];
        cumulative = new double[intervals + 1];
        double step = (to - from) / intervals;
        double before = density.applyAsDouble(from);
        abscissae[0] = from;
        for (int i = 1; i <= intervals; i++) {
            abscissae[i] = from + i * step;
            double here = density.applyAsDouble(abscissae[i]);
            cumulative[i] = cumulative[i - 1] + 0.5 * (before + here);
            before = here;
        }
        double total = cumulative[intervals];
        for (int i = 0; i <= intervals; i++) {
            cumulative[i] /= total;
        }
    }

    /** The abscissa below which a fraction of the distribution lies. */
    double at(double fraction) {
        int found = Arrays.binarySearch(cumulative, fraction);
        int above = Math.clamp(found < 0 ? -found - 1 : found, 1, cumulative.length - 1);
        double width = cumulative[above] - cumulative[above - 1];
        double part = width > 0 ? (fraction - cumulative[above - 1]) / width : 0.5;
        return abscissae[above - 1] + part * (abscissae[above] - abscissae[above - 1]);
    }

    /** The middles of so many equally probable classes: to draw fast, take one of them at random. */
    double[] classes(int count) {
        double[] middles = new double[count];
        for (int i = 0; i < count; i++) {
            middles[i] = at((i + 0.5) / count);
        }
        return middles;
    }
}
