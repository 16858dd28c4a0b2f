package org.hydroreplace.response;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A statistic of several fields, bin by bin.
 *
 * @param name in files: {@code power}, {@code variance}
 * @param bins the column that says what the bins are
 * @param values of every field, by its place in the configuration
 * @param leftOut of every field estimates with one sample left out each, for the errors, possibly in other bins; of no field
 *     where there are no samples
 * @param spread brings errors from the bins of the estimates to those of the values
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
public record Statistic(
        String name,
        Bins bins,
        Map<Integer, double[]> values,
        Map<Integer, double[][]> leftOut,
        UnaryOperator<double[]> spread) {
    public Statistic {
        values = Map.copyOf(values);
        leftOut = Map.copyOf(leftOut);
    }

    /**
     * What the bins of a statistic are.
     *
     * @param name of the dataset, such as k
     * @param units empty for none
     * @param column one value a bin, or one more where these are edges
     */
    public record Bins(String name, String units, String description, double[] column) {}

    /** A statistic without errors. */
    public static Statistic withoutErrors(String name, Bins bins, Map<Integer, double[]> values) {
        return new Statistic(name, bins, values, Map.of(), UnaryOperator.identity());
    }
}
