package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis, and how numbers are written on axes. */
final class Ticks {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private Ticks() {}

    /** Multiples of 1, 2, 2.5 or 5 times a power of ten inside the range, at most {@code most} of them. */
    static List<Double> linear(double low, double high, int most) {
        double rough = (high - low) / Math.max(1, most - 1);
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = decade * 10;
        for (double candidate : STEPS) {
            if (Math.floor(high / (candidate * decade) + 1e-9) - Math.ceil(low / (candidate * decade) - 1e-9) < most) {
                step = candidate * decade;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Ways to number an axis, the richest first. On a logarithmic one with two decades inside these are decades. */
    static List<List<Double>> choices(PlotAxis axis, double low, double high) {
        List<List<Double>> choices = new ArrayList<>();
        if (axis.logarithmic()) {
            List<Double> decades = mantissas(low, high, 1);
            if (decades.size() < 2) {
                choices.add(mantissas(low, high, 1, 2, 5));
                choices.add(mantissas(low, high, 1, 3));
                choices.removeIf(ticks -> ticks.size() < 2);
            } else {
                for (int step = 1; step < decades.size(); step++) {
                    int each = step;
                    choices.add(decades.stream()
                            .filter(tick -> Math.floorMod(Math.round(Math.log10(tick)), each) == 0)
                            .toList());
                }
            }
        }
        if (!axis.logarithmic() || choices.isEmpty()) {
            for (int most = 8; most > 2; most--) {
                choices.add(linear(low, high, most));
            }
        }
        return choices;
    }

    /** Small ticks of a logarithmic axis: 2 to 9 times powers of ten, or the powers alone on a very long one. */
    static List<Double> minor(double low, double high) {
        return Math.log10(high / low) > 9 ? mantissas(low, high, 1) : mantissas(low, high, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private static List<Double> mantissas(double low, double high, int... mantissas) {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent++) {
            for (int mantissa : mantissas) {
                double tick = Double.parseDouble(mantissa + "e" + exponent);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** Shortest plain form for everyday numbers, {@code 3×10¹²} for others. */
    static String text(double value) {
        double size = Math.abs(value);
        if (size == 0 || (size >= 0.001 && size < 10_000)) {
            return plain(value);
        }
        int exponent = (int) Math.floor(Math.log10(size) + 1e-9);
        String mantissa = plain(value / Math.pow(10, exponent));
        String power = "10" + Lettering.superscript(exponent);
        return switch (mantissa) {
            case "1" -> power;
            case "-1", "−1" -> "−" + power;
            default -> mantissa + "×" + power;
        };
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value).replaceAll("\\.?0+$", "");
        if (text.equals("-0") || text.isEmpty()) {
            return "0";
        }
        return text.replace('-', '−');
    }
}
