package org.hydroreplace.halo;

import java.util.function.IntToDoubleFunction;

/**
 * The distribution of a quantity over some halos, column by column (radial bin or radius): mean, median and the 16th and
 * 84th percentile. NaN values are left out; a column without values is NaN throughout.
 */
@SuppressWarnings("ArrayRecordComponent")
public record HaloStack(double[] mean, double[] median, double[] p16, double[] p84) {
    /**
     * Stacks halos, in the order given.
     *
     * @param table the quantity, one row of {@code columns} values a halo
     */
    public static HaloStack of(int[] halos, int columns, double[] table) {
        return of(halos, columns, i -> table[i]);
    }

    /** Stacks the ratio of two quantities, as {@link #of}; without a value where the latter is not positive. */
    public static HaloStack ofRatios(int[] halos, int columns, double[] above, double[] below) {
        return of(halos, columns, i -> below[i] > 0 ? above[i] / below[i] : Double.NaN);
    }

    private static HaloStack of(int[] halos, int columns, IntToDoubleFunction table) {
        HaloStack stack =
                new HaloStack(new double[columns], new double[columns], new double[columns], new double[columns]);
        double[] values = new double[halos.length];
        for (int c = 0; c < columns; c++) {
            stack.column(c, values, gather(halos, columns, c, table, values));
        }
        return stack;
    }

    /** Takes the numbers of a column; returns how many there are. */
    private static int gather(int[] halos, int columns, int column, IntToDoubleFunction table, double[] values) {
        int n = 0;
        for (int halo : halos) {
            double v = table.applyAsDouble(halo * columns + column);
            if (!Double.isNaN(v)) {
                values[n++] = v;
            }
        }
        return n;
    }

    private void column(int c, double[] values, int n) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            sum += values[i];
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        mean[c] = sum / n;
        // Where all are the same, as of a component that is nowhere, one of them tells it all.
        int different = least == most ? 1 : n;
        p16[c] = percentile(values, different, 0, 0.16);
        median[c] = percentile(values, different, 0.16, 0.5);
        p84[c] = percentile(values, different, 0.5, 0.84);
    }

    /**
     * The sum of one table over that of another, column by column, over the halos for which both have a number; NaN where the
     * latter is not positive.
     */
    public static double[] ratioOfSums(int[] halos, int columns, double[] above, double[] below) {
        double[] sumAbove = new double[columns];
        double[] sumBelow = new double[columns];
        for (int halo : halos) {
            for (int c = 0; c < columns; c++) {
                int place = halo * columns + c;
                if (!Double.isNaN(below[place])) {
                    sumAbove[c] += above[place];
                    sumBelow[c] += below[place];
                }
            }
        }
        double[] ratio = new double[columns];
        for (int c = 0; c < columns; c++) {
            ratio[c] = sumBelow[c] > 0 ? sumAbove[c] / sumBelow[c] : Double.NaN;
        }
        return ratio;
    }

    /**
     * Between the two values next to place (n - 1) x fraction, linearly (definition 7 of Hyndman and Fan 1996).
     *
     * @param before the fraction that was asked for before this one; 0 at first
     */
    private static double percentile(double[] values, int n, double before, double fraction) {
        if (n == 0) {
            return Double.NaN;
        }
        double place = (n - 1) * fraction;
        int below = (int) place;
        double low = Selection.select(values, (int) ((n - 1) * before), n, below);
        double high = low;
        if (below + 1 < n) {
            // What is behind the selected place is not smaller: the next value is the least of it.
            high = values[below + 1];
            for (int i = below + 2; i < n; i++) {
                high = Math.min(high, values[i]);
            }
        }
        return low + (high - low) * (place - below);
    }
}
