package org.hydroreplace.report;

import java.util.Arrays;

/** Counts of values between edges, n + 1 edges for n bins, in the unit of the values. */
@SuppressWarnings("ArrayRecordComponent")
public record Histogram(double[] edges, double[] counts) {

    public Histogram {
        if (edges.length != counts.length + 1) {
            throw new IllegalArgumentException(
                    counts.length + " bins need " + (counts.length + 1) + " edges, not " + edges.length);
        }
    }

    /** Counts the values in [edge, next edge); the last bin holds its upper edge too. Others and NaN are left out. */
    public static Histogram of(double[] values, double[] edges) {
        double[] counts = new double[edges.length - 1];
        for (double value : values) {
            int found = Arrays.binarySearch(edges, value);
            int bin = found >= 0 ? Math.min(found, counts.length - 1) : -found - 2;
            boolean inside = bin >= 0 && value <= edges[counts.length];
            if (inside) {
                counts[bin]++;
            }
        }
        return new Histogram(edges, counts);
    }

    /** Equal bins from low to high. */
    public static double[] linearEdges(double low, double high, int bins) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low + (high - low) * i / bins;
        }
        edges[bins] = high;
        return edges;
    }

    /** Bins of equal ratio from low to high, low above zero. */
    public static double[] logEdges(double low, double high, int bins) {
        double[] edges = linearEdges(Math.log(low), Math.log(high), bins);
        Arrays.setAll(edges, i -> Math.exp(edges[i]));
        edges[0] = low;
        edges[bins] = high;
        return edges;
    }
}
