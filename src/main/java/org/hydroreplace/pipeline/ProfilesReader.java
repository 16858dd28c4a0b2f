package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.io.Names;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.Profiles.Centre;
import org.hydroreplace.pipeline.Profiles.Edges;
import org.hydroreplace.pipeline.Profiles.ListedEdges;
import org.hydroreplace.pipeline.Profiles.LogarithmicEdges;

/** Reads the section {@code profiles} of a configuration. */
final class ProfilesReader {
    /** Farther out than this, in R200c, a profile says nothing of its halo. */
    private static final double FARTHEST = 1000;

    private static final int MOST_BINS = 1000;

    private ProfilesReader() {}

    /** What is measured where nothing is said: 30 bins from 0.01 to 5 R200c. */
    static Profiles defaults() {
        return new Profiles(
                new LogarithmicEdges(0.01, 5, 30),
                List.of(0.5, 1.0, 2.0, 3.0, 4.0, 5.0),
                Centre.OWN,
                List.of(1e12, StrictMath.pow(10, 12.5), 1e13, StrictMath.pow(10, 13.5), Double.POSITIVE_INFINITY),
                List.of());
    }

    static Profiles read(String file, ConfigNode node, List<FieldSpec> fields) {
        Profiles defaults = defaults();
        Profiles profiles = new Profiles(
                node.has("edges") ? edges(file, node) : defaults.edges(),
                rising(node, "radii", 1e-6, FARTHEST, 1, "[0.5, 1, 5]").orElse(defaults.radii()),
                node.choice("centre", Centre.class).orElse(defaults.centre()),
                rising(node, "mass_bins", 1, Double.POSITIVE_INFINITY, 2, "[1.0e12, 1.0e13, .inf]")
                        .orElse(defaults.massBins()),
                fieldNames(file, node, fields));
        node.rejectUnknown();
        if (fields.stream().noneMatch(profiles::covers)) {
            throw new UsageException(
                    file
                            + ": profiles are taken of all fields but replaced ones, and there is no other; add one, or name some in profiles.fields");
        }
        return profiles;
    }

    private static Edges edges(String file, ConfigNode node) {
        if (node.raw("edges") instanceof List<?>) {
            return new ListedEdges(
                    rising(node, "edges", 0, FARTHEST, 2, "[0.01, 0.1, 1, 5]").orElseThrow());
        }
        LogarithmicEdges defaults = new LogarithmicEdges(0.01, 5, 30);
        ConfigNode section = node.section("edges");
        LogarithmicEdges edges = new LogarithmicEdges(
                section.number("min", 1e-6, FARTHEST).orElse(defaults.min()),
                section.number("max", 1e-6, FARTHEST).orElse(defaults.max()),
                section.whole("bins", 1, MOST_BINS).orElse(defaults.bins()));
        section.rejectUnknown();
        if (!(edges.min() < edges.max())) {
            throw new UsageException(file + ": profiles.edges.min is " + edges.min() + " and profiles.edges.max "
                    + edges.max() + "; the edges must rise, change one");
        }
        return edges;
    }

    private static Optional<List<Double>> rising(
            ConfigNode node, String key, double low, double high, int least, String example) {
        Object value = node.raw(key);
        if (value == null) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        if (value instanceof List<?> list && list.size() >= least && list.size() <= MOST_BINS + 1) {
            for (Object item : list) {
                if (item instanceof Number number
                        && number.doubleValue() >= low
                        && number.doubleValue() <= high
                        && (numbers.isEmpty() || number.doubleValue() > numbers.getLast())) {
                    numbers.add(number.doubleValue());
                }
            }
            if (numbers.size() == list.size()) {
                return Optional.of(numbers);
            }
        }
        throw node.wrong(
                key,
                "rising numbers from " + low + " to " + (Double.isInfinite(high) ? ".inf" : high) + ", such as "
                        + example);
    }

    /** The names under {@code fields}, each that of a field of the configuration. */
    static List<String> fieldNames(String file, ConfigNode node, List<FieldSpec> fields) {
        Object value = node.raw("fields");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw node.wrong("fields", "a list of names of fields, such as [dmo, hydro]");
        }
        Set<String> known = new TreeSet<>();
        fields.forEach(field -> known.add(field.name()));
        Set<String> names = new LinkedHashSet<>();
        for (Object item : list) {
            String name = String.valueOf(item);
            if (!known.contains(name)) {
                throw new UsageException(file + ": " + node.name("fields") + " names " + name
                        + ", which is not a field of this configuration; did you mean "
                        + Names.nearest(name, known) + "?");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /** The section as it is written to run.yaml. */
    static Map<String, Object> effective(Profiles profiles) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (profiles.edges() instanceof LogarithmicEdges edges) {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("min", edges.min());
            section.put("max", edges.max());
            section.put("bins", edges.bins());
            map.put("edges", section);
        } else {
            map.put("edges", profiles.edges().values());
        }
        map.put("radii", profiles.radii());
        map.put("centre", Labels.of(profiles.centre()));
        map.put("mass_bins", profiles.massBins());
        if (!profiles.fields().isEmpty()) {
            map.put("fields", profiles.fields());
        }
        return map;
    }
}
