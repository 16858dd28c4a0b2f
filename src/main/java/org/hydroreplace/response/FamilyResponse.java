package org.hydroreplace.response;

import java.util.Arrays;
import java.util.Map;

/**
 * The response of one statistic to a family of replaced fields, each an array (mass, radius, bin).
 *
 * @param fraction F of each field, NaN where there is no such field
 * @param tiles F within a shell of radius: the difference of successive radii, the first from no radius at all
 * @param additive sum of the tiles of the disjoint mass bins that make up the row, up to the radius
 * @param nonAdditivity (F - additive) / F
 */
@SuppressWarnings("ArrayRecordComponent") // tables, never compared as values
public record FamilyResponse(
        double[][][] fraction, double[][][] tiles, double[][][] additive, double[][][] nonAdditivity) {
    /**
     * Computes the response.
     *
     * @param values of every field, by its place
     * @param heaviest mass of the heaviest halo that was replaced, Msun/h; infinite if it is not known
     */
    public static FamilyResponse of(
            ReplaceFamily family,
            Response response,
            Map<Integer, double[]> values,
            int dmo,
            int hydro,
            double heaviest) {
        double[] none = values.get(dmo);
        double[] all = values.get(hydro);
        if (none == null || all == null) {
            throw new IllegalArgumentException("a statistic without the fields that a response is measured between");
        }
        int rows = family.masses().size();
        int columns = family.radii().length;
        double[][][] fraction = new double[rows][columns][];
        double[][][] tiles = new double[rows][columns][];
        double[][][] additive = new double[rows][columns][];
        double[][][] rest = new double[rows][columns][];
        for (int m = 0; m < rows; m++) {
            for (int r = 0; r < columns; r++) {
                double[] field = values.get(family.fields()[m][r]);
                fraction[m][r] = field == null ? filled(none.length) : response.of(field, none, all);
                tiles[m][r] = r == 0 ? fraction[m][r] : difference(fraction[m][r], fraction[m][r - 1]);
            }
        }
        for (int m = 0; m < rows; m++) {
            int[] parts = family.parts(m, heaviest);
            for (int r = 0; r < columns; r++) {
                additive[m][r] = parts.length == 0 ? filled(none.length) : sum(tiles, parts, r);
                rest[m][r] = quotient(difference(fraction[m][r], additive[m][r]), fraction[m][r]);
            }
        }
        return new FamilyResponse(fraction, tiles, additive, rest);
    }

    private static double[] sum(double[][][] tiles, int[] parts, int radius) {
        double[] sum = new double[tiles[0][0].length];
        for (int part : parts) {
            for (int r = 0; r <= radius; r++) {
                for (int b = 0; b < sum.length; b++) {
                    sum[b] += tiles[part][r][b];
                }
            }
        }
        return sum;
    }

    private static double[] filled(int length) {
        double[] nothing = new double[length];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static double[] quotient(double[] a, double[] b) {
        double[] quotient = new double[a.length];
        Arrays.setAll(quotient, i -> b[i] == 0 ? Double.NaN : a[i] / b[i]);
        return quotient;
    }
}
