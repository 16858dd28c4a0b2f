package org.hydroreplace.report;

import java.awt.Color;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hydroreplace.io.Hdf5File;

/** The fields of a report: their order, which are shown where not all can be, and inks that are the same everywhere. */
final class Palette {
    static final String DMO = "dmo";
    static final String HYDRO = "hydro";
    static final List<String> COMPONENTS = List.of("total", "dm", "gas", "stars", "bh");

    /** Curves that eyes can tell apart in one panel. */
    static final int SHOWN = 7;

    private static final List<String> NO_FIELDS = List.of("Code", "Cosmology", "Parameters", "stacks");
    private static final Pattern REPLACED =
            Pattern.compile("replace-M([0-9.]+)-(inf|[0-9.]+)-R([0-9.]+?)(-recentred)?(-most-massive)?");

    private final List<String> fields;

    Palette(Collection<String> fields) {
        this.fields = order(fields);
    }

    /** The groups of a product that are fields, in the order in which they are shown. */
    static List<String> fieldsOf(Hdf5File file) {
        return order(file.children("/").stream()
                .filter(name -> !NO_FIELDS.contains(name) && file.isGroup(name))
                .toList());
    }

    /**
     * dmo, hydro, those with names of their own, then replaced fields, most matter first: those without an upper mass
     * before mass bins, larger radii before smaller ones, lower masses before higher ones.
     */
    static List<String> order(Collection<String> fields) {
        return fields.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Palette::rank)
                        .thenComparingDouble(field -> -number(field, 3))
                        .thenComparingDouble(field -> number(field, 1))
                        .thenComparingInt(Palette::length))
                .toList();
    }

    /** The first fields of the order, as many as one panel can show. */
    static List<String> shown(List<String> ordered) {
        return ordered.subList(0, Math.min(SHOWN, ordered.size()));
    }

    /** A sentence on fields that are not shown, empty where all are. */
    static String leftOut(List<String> ordered) {
        return ordered.size() <= SHOWN
                ? ""
                : " Shown are " + SHOWN + " of the " + ordered.size()
                        + " fields: replaced ones without an upper mass first, larger radii before smaller ones.";
    }

    /** The ink of a field's curves. */
    Ink field(String field) {
        if (field.equals(DMO)) {
            return Ink.solid(Ink.BLACK);
        }
        if (field.equals(HYDRO)) {
            return Ink.solid(Ink.VERMILLION);
        }
        int place = fields.stream()
                .filter(name -> !name.equals(DMO) && !name.equals(HYDRO))
                .toList()
                .indexOf(field);
        List<Ink> others = List.of(
                new Ink(Ink.BLUE, 1),
                new Ink(Ink.GREEN, 3),
                new Ink(Ink.PURPLE, 2),
                new Ink(Ink.ORANGE, 4),
                new Ink(Ink.SKY, 1));
        return others.get(Math.max(0, place) % others.size());
    }

    /** The ink of a component; the total has that of its field. None is that of dmo, hydro or the next two fields. */
    static Ink component(String component) {
        return switch (component) {
            case "dm" -> new Ink(Ink.PURPLE, 1);
            case "gas" -> new Ink(Ink.SKY, 3);
            case "stars" -> new Ink(Ink.ORANGE, 0);
            default -> new Ink(Ink.REFERENCE.colour(), 2);
        };
    }

    /** The ink of the ith of n things in order, such as mass bins: dark to light. */
    static Ink step(int i, int n) {
        double share = n < 2 ? 0 : (double) i / (n - 1);
        return new Ink(new Color(ColourMap.DENSITY.rgb(0.14 + 0.62 * share)), 0);
    }

    /** How a component is called in a legend. */
    static String words(String component) {
        return switch (component) {
            case "dm" -> "dark matter";
            case "bh" -> "black holes";
            default -> component;
        };
    }

    private static int rank(String field) {
        Matcher replaced = REPLACED.matcher(field);
        return switch (field) {
            case DMO -> 0;
            case HYDRO -> 1;
            default -> !replaced.matches() ? 2 : replaced.group(2).equals("inf") ? 3 : 4;
        };
    }

    private static double number(String field, int group) {
        Matcher replaced = REPLACED.matcher(field);
        return replaced.matches() ? Double.parseDouble(replaced.group(group)) : 0;
    }

    private static int length(String field) {
        return REPLACED.matcher(field).matches() ? field.length() : 0;
    }
}
