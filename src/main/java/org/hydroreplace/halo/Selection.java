package org.hydroreplace.halo;

/** Finds values by their place in sorted order, without sorting all (Hoare 1961, with the median of three as pivot). */
final class Selection {
    private Selection() {}

    /**
     * The value that sorting would put at a place; afterwards no value before the place is larger, none behind it smaller.
     *
     * @param values no NaN among the first n; they are rearranged
     */
    static double select(double[] values, int n, int place) {
        int from = 0;
        int to = n - 1;
        while (from < to) {
            double pivot = medianOfThree(values[from], values[(from + to) >>> 1], values[to]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (place <= j) {
                to = j;
            } else if (place >= i) {
                from = i;
            } else {
                return values[place];
            }
        }
        return values[place];
    }

    private static double medianOfThree(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
