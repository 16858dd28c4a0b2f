package org.hydroreplace.halo;

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
        HaloStack stack =
                new HaloStack(new double[columns], new double[columns], new double[columns], new double[columns]);
        double[] values = new double[halos.length];
        for (int c = 0; c < columns; c++) {
            int n = 0;
            double sum = 0;
            for (int halo : halos) {
                double v = table[halo * columns + c];
                if (!Double.isNaN(v)) {
                    values[n++] = v;
                    sum += v;
                }
            }
            stack.mean[c] = sum / n;
            stack.median[c] = percentile(values, n, 0.5);
            stack.p16[c] = percentile(values, n, 0.16);
            stack.p84[c] = percentile(values, n, 0.84);
        }
        return stack;
    }

    /** The means alone. */
    public static double[] means(int[] halos, int columns, double[] table) {
        double[] means = new double[columns];
        for (int c = 0; c < columns; c++) {
            double sum = 0;
            for (int halo : halos) {
                sum += table[halo * columns + c];
            }
            means[c] = sum / halos.length;
        }
        return means;
    }

    /** Between the two values next to place (n - 1) x fraction, linearly (definition 7 of Hyndman and Fan 1996). */
    private static double percentile(double[] values, int n, double fraction) {
        if (n == 0) {
            return Double.NaN;
        }
        double place = (n - 1) * fraction;
        int below = (int) place;
        double low = Selection.select(values, n, below);
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
