package org.hydroreplace.halo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A range of halo masses, [min, max).
 *
 * @param min M200c, Msun/h
 * @param max M200c, Msun/h; may be infinite
 */
public record MassBin(double min, double max) {
    public MassBin {
        if (!(min >= 0 && min < max)) {
            throw new IllegalArgumentException("mass bin " + min + " to " + max + " Msun/h is empty");
        }
    }

    /** The bins between rising edges. */
    public static List<MassBin> between(List<Double> edges) {
        List<MassBin> bins = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            bins.add(new MassBin(edges.get(i), edges.get(i + 1)));
        }
        return bins;
    }

    /** Places of the halos whose mass is in the bin. */
    public int[] select(double[] mass) {
        return IntStream.range(0, mass.length)
                .filter(i -> mass[i] >= min && mass[i] < max)
                .toArray();
    }

    /** Name in files: {@code M12.0-12.5}, {@code M13.5-inf} (log10 of the edges). */
    public String label() {
        return "M" + logarithm(min) + "-" + logarithm(max);
    }

    /** log10 of a mass with one to four decimals, {@code inf}, and 0.0 for no mass. */
    public static String logarithm(double mass) {
        if (mass == 0) {
            return "0.0";
        }
        return Double.isInfinite(mass) ? "inf" : decimal(StrictMath.log10(mass));
    }

    /** A number with at least one decimal and at most four. */
    public static String decimal(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0' && text.charAt(end - 2) != '.') {
            end--;
        }
        return text.substring(0, end);
    }
}
