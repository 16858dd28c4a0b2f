package org.hydroreplace.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.hydroreplace.pipeline.MemorySize;
import org.jspecify.annotations.Nullable;

/** What a report says from manifest.json and run.yaml: what was read, how long it took, how it was made. */
final class RunFacts {
    private final Path folder;
    private final Map<?, ?> manifest;

    RunFacts(Path folder, Map<?, ?> manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** The value under nested keys, or null. */
    static @Nullable Object get(Map<?, ?> map, String... keys) {
        Object value = map;
        for (String key : keys) {
            value = value instanceof Map<?, ?> inner ? inner.get(key) : null;
        }
        return value;
    }

    void inputs(HtmlSection section, List<String> products) {
        section.keyValues(simulation(products));
        if (get(manifest, "particles") instanceof Map<?, ?> runs) {
            List<List<String>> rows = new ArrayList<>();
            runs.forEach((run, types) -> ((Map<?, ?>) types).forEach((type, sums) -> {
                if (sums instanceof Map<?, ?> sum) {
                    rows.add(List.of(
                            String.valueOf(run),
                            String.valueOf(type).replace('-', ' '),
                            grouped(sum.get("count")),
                            scientific(sum.get("mass"))));
                }
            }));
            section.table("Particles of the two runs", List.of("run", "type", "particles", "mass [Msun/h]"), rows);
        }
        if (manifest.get("hydro_mass_over_dmo_mass") instanceof Number ratio) {
            section.paragraph(String.format(
                    Locale.ROOT,
                    "All matter of the hydro run weighs %.9f times that of the gravity-only run.",
                    ratio.doubleValue()));
        }
        if (get(manifest, "fields") instanceof Map<?, ?> fields) {
            List<List<String>> rows = new ArrayList<>();
            fields.forEach((name, values) ->
                    rows.add(List.of(String.valueOf(name), scientific(((Map<?, ?>) values).get("total_mass")))));
            section.table(
                    "Fields (replacing does not conserve mass, by construction)",
                    List.of("field", "total mass [Msun/h]"),
                    rows);
        }
    }

    /** Box, redshift and cosmology, from the first product that is there. */
    private Map<String, String> simulation(List<String> products) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String product : products) {
            if (keys.isEmpty() && Files.exists(folder.resolve(product))) {
                try (Hdf5File file = Hdf5File.open(folder.resolve(product))) {
                    keys.put("box", rounded(Datasets.attribute(file, "/", "box_size")) + " Mpc/h");
                    for (String name :
                            file.attributeNames("Cosmology").stream().sorted().toList()) {
                        keys.put(name.replace('_', ' '), rounded(Datasets.attribute(file, "Cosmology", name)));
                    }
                }
            }
        }
        return keys;
    }

    void provenance(HtmlSection section) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("command", String.valueOf(manifest.get("command")));
        keys.put(
                "program",
                manifest.get("program") + " " + manifest.get("version") + ", commit " + manifest.get("git_commit"));
        keys.put("Java", String.valueOf(manifest.get("java")));
        keys.put("host", String.valueOf(manifest.get("host")));
        keys.put("started, finished", manifest.get("started") + ", " + manifest.get("finished"));
        keys.put("threads, ranks", manifest.get("threads") + ", " + manifest.get("ranks"));
        if (manifest.get("memory_budget") instanceof Number budget) {
            keys.put("memory budget", MemorySize.format(budget.longValue()));
        }
        section.keyValues(keys);
        if (manifest.get("timings_seconds") instanceof Map<?, ?> timings) {
            Map<String, Double> seconds = new LinkedHashMap<>();
            timings.forEach((stage, time) -> {
                if (time instanceof Number number) {
                    seconds.put(String.valueOf(stage), number.doubleValue());
                }
            });
            section.bars("Time of each stage", "stage", "seconds", seconds);
        }
        try {
            section.heading("Configuration with all defaults (run.yaml)")
                    .preformatted(Files.readString(folder.resolve("run.yaml")));
        } catch (IOException e) {
            throw new InputException(
                    folder.resolve("run.yaml") + " cannot be read; give the output folder of a run", e);
        }
    }

    /** With ten digits, so that a scale factor of 1 - 1e-16 is 1; smaller than 1e-12 is 0. */
    static String rounded(double value) {
        if (!Double.isFinite(value) || Math.abs(value) < 1e-12) {
            return Double.isFinite(value) ? "0" : "unknown";
        }
        return new BigDecimal(value)
                .round(new MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String grouped(@Nullable Object value) {
        return value instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue()).replace(',', ' ')
                : "";
    }

    private static String scientific(@Nullable Object value) {
        return value instanceof Number number ? String.format(Locale.ROOT, "%.6e", number.doubleValue()) : "";
    }
}
