package org.hydroreplace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.hydroreplace.pipeline.Manifest;
import org.hydroreplace.pipeline.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * The report of one run, made from what it left in its output folder: nothing is computed again, and the folder can have
 * come from another machine.
 */
public final class RunReport {
    public static final String NAME = "report.html";

    private final Path folder;
    private final Map<?, ?> manifest;
    private final HtmlPage page;
    private final String prefix;

    private RunReport(Path folder, HtmlPage page, String prefix) {
        this.folder = folder;
        this.manifest = Manifest.read(folder);
        this.page = page;
        this.prefix = prefix;
    }

    /**
     * Writes report.html and figures/ into the output folder of a run.
     *
     * @return why there are no pictures, where this machine cannot draw any
     * @throws InputException if the folder holds no run
     */
    public static Optional<String> write(Path folder) {
        Map<?, ?> manifest = Manifest.read(folder);
        HtmlPage page = new HtmlPage("hydro-replace: snapshot report");
        page.lead(lead(manifest)).foot(foot(manifest));
        append(page, folder, "");
        AtomicFile.writeString(folder.resolve(NAME), page.html());
        return Pictures.obstacle();
    }

    /** Appends the sections of a run to a page that may hold several; headings begin with {@code prefix}. */
    public static void append(HtmlPage page, Path folder, String prefix) {
        RunReport report = new RunReport(folder, page, prefix);
        report.inputs();
        report.halos();
        report.maps();
        report.provenance();
    }

    private static String lead(Map<?, ?> manifest) {
        Object pairs = get(manifest, "matching", "pairs");
        Object fields = get(manifest, "fields");
        String text = pairs == null ? "" : pairs + " pairs of halos were matched. ";
        return text + (fields instanceof Map<?, ?> map ? "Maps of " + map.size() + " fields follow." : "");
    }

    /** Small print: program, version, host and date. */
    public static String foot(Map<?, ?> manifest) {
        return manifest.get("program") + " " + manifest.get("version") + " (commit " + manifest.get("git_commit")
                + "), finished " + manifest.get("finished") + " on " + manifest.get("host") + ".";
    }

    private void inputs() {
        HtmlSection section = page.section(prefix + "What was read");
        section.keyValues(simulation());
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

    /** Box, redshift and cosmology, from the products themselves. */
    private Map<String, String> simulation() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String product : List.of("matched_halos.h5", "maps.h5")) {
            if (keys.isEmpty() && Files.exists(folder.resolve(product))) {
                try (Hdf5File file = Hdf5File.open(folder.resolve(product))) {
                    file.text("/", "box_size").ifPresent(size -> keys.put("box", size + " Mpc/h"));
                    for (String name :
                            file.attributeNames("Cosmology").stream().sorted().toList()) {
                        keys.put(
                                name.replace('_', ' '),
                                file.text("Cosmology", name).orElse(""));
                    }
                }
            }
        }
        return keys;
    }

    private void halos() {
        Path file = folder.resolve("matched_halos.h5");
        if (!Files.exists(file)) {
            return;
        }
        HtmlSection section = page.section(prefix + "Matched halos");
        MatchFigures figures = MatchFigures.read(file);
        section.paragraph(figures.sentence());
        if (get(manifest, "matching", "completeness") instanceof Number completeness
                && get(manifest, "matching", "purity") instanceof Number purity) {
            section.paragraph(String.format(
                    Locale.ROOT,
                    "This is a mock whose true pairs are known: completeness %.4f of %s true pairs, purity %.4f.",
                    completeness.doubleValue(),
                    get(manifest, "matching", "true_pairs"),
                    purity.doubleValue()));
        }
        section.table(
                "Halos above the minimum mass without a partner", List.of("run", "reason", "halos"), figures.reasons());
        if (Pictures.available()) {
            section.figures(store(figures.figures()));
        } else {
            section.note(Pictures.obstacle().orElse(""));
        }
    }

    private void maps() {
        Path file = folder.resolve("maps.h5");
        if (!Files.exists(file)) {
            return;
        }
        HtmlSection section = page.section(prefix + "Maps");
        if (Pictures.available()) {
            store(MapFigures.draw(file)).forEach(section::figure);
        } else {
            section.note(Pictures.obstacle().orElse(""));
        }
    }

    /** Keeps the pictures as files too, for talks. */
    private List<Figure> store(Map<String, Figure> figures) {
        try {
            Files.createDirectories(folder.resolve("figures"));
        } catch (IOException e) {
            throw new InputException(
                    folder + " cannot be written (" + AtomicFile.reason(e) + "); check its permissions", e);
        }
        figures.forEach(
                (name, figure) -> AtomicFile.write(folder.resolve("figures").resolve(name), figure.png()));
        return List.copyOf(figures.values());
    }

    private void provenance() {
        HtmlSection section = page.section(prefix + "How it was made");
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
            List<List<String>> rows = new ArrayList<>();
            timings.forEach((stage, seconds) -> rows.add(List.of(
                    String.valueOf(stage), String.format(Locale.ROOT, "%.2f", ((Number) seconds).doubleValue()))));
            section.table("Time of each stage", List.of("stage", "seconds"), rows);
        }
        try {
            section.heading("Configuration with all defaults (run.yaml)")
                    .preformatted(Files.readString(folder.resolve("run.yaml")));
        } catch (IOException e) {
            throw new InputException(
                    folder.resolve("run.yaml") + " cannot be read; give the output folder of a run", e);
        }
    }

    private static @Nullable Object get(Map<?, ?> map, String... keys) {
        Object value = map;
        for (String key : keys) {
            value = value instanceof Map<?, ?> inner ? inner.get(key) : null;
        }
        return value;
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
