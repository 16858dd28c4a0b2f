package org.hydroreplace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.hydroreplace.pipeline.Manifest;

/**
 * The report of one run, made from what it left in its output folder: nothing is computed again, and the folder can have
 * come from another machine. Products that are not there have no section.
 */
public final class RunReport {
    public static final String NAME = "report.html";

    private static final String MATCHES = "matched_halos.h5";
    private static final String MAPS = "maps.h5";
    private static final String POWER = "power.h5";
    private static final String PROFILES = "profiles.h5";
    private static final String STATISTICS = "statistics.h5";
    private static final String PLANES = PlaneFigures.FOLDER + "/transforms.h5";
    private static final String RESPONSE = "response.h5";
    private static final List<String> PRODUCTS = List.of(MATCHES, MAPS, POWER, PROFILES, STATISTICS);

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
        RunFacts facts = new RunFacts(folder, report.manifest);
        HtmlSection inputs = page.section(prefix + "What was read");
        facts.inputs(inputs, PRODUCTS);
        report.lacking(inputs);
        Palette palette = report.palette();
        report.chapter(MATCHES, "Matched halos", MatchFigures::new);
        report.chapter(MAPS, "Maps", MapFigures::new);
        report.chapter(POWER, "Power spectra", file -> new PowerFigures(file, PowerFigures.Kind.VOLUMES, palette));
        report.chapter(
                POWER, "Power spectra of the maps", file -> new PowerFigures(file, PowerFigures.Kind.MAPS, palette));
        report.chapter(RESPONSE, "Responses", ResponseFigures::new);
        report.chapter(PROFILES, "Profiles", file -> new ProfileFigures(file, palette));
        report.chapter(STATISTICS, "Masses and baryon fractions", file -> new StatisticsFigures(file, palette));
        report.chapter(
                PLANES,
                "Lens planes",
                file -> new PlaneFigures(
                        folder,
                        report.manifest.get("lens_planes") instanceof Map<?, ?> map ? map : Map.of(),
                        file,
                        palette));
        facts.provenance(page.section(prefix + "How it was made"));
    }

    private static String lead(Map<?, ?> manifest) {
        Object pairs = RunFacts.get(manifest, "matching", "pairs");
        Object fields = RunFacts.get(manifest, "fields");
        String text = pairs == null ? "" : pairs + " pairs of halos were matched. ";
        return text + (fields instanceof Map<?, ?> map ? "Maps of " + map.size() + " fields follow." : "");
    }

    /** Small print: program, version, host and date. */
    public static String foot(Map<?, ?> manifest) {
        return manifest.get("program") + " " + manifest.get("version") + " (commit " + manifest.get("git_commit")
                + "), finished " + manifest.get("finished") + " on " + manifest.get("host") + ".";
    }

    private void lacking(HtmlSection section) {
        Object state = manifest.get("state");
        // The report of a run is made while its manifest still says that it runs.
        if ("failed".equals(state)) {
            section.note(
                    "This run failed before it was through: some products are missing or come from an earlier run.");
        }
        Pictures.obstacle().ifPresent(section::note);
        List<String> missing = PRODUCTS.stream()
                .filter(product -> !Files.exists(folder.resolve(product)))
                .toList();
        if (!missing.isEmpty()) {
            section.paragraph("Not in this folder, and so not on this page: " + String.join(", ", missing) + ".");
        }
    }

    /** The fields of all products together, so that each has one colour. */
    private Palette palette() {
        Set<String> fields = new LinkedHashSet<>();
        for (String product : List.of(MAPS, POWER, PROFILES, STATISTICS)) {
            if (Files.exists(folder.resolve(product))) {
                try (Hdf5File file = Hdf5File.open(folder.resolve(product))) {
                    fields.addAll(Palette.fieldsOf(file));
                }
            }
        }
        fields.addAll(PlaneFigures.fields(folder));
        return new Palette(fields);
    }

    /** The section of one product: words, pictures, numbers. */
    private void chapter(String product, String heading, Function<Hdf5File, Chapter> read) {
        if (!Files.exists(folder.resolve(product))) {
            return;
        }
        try (Hdf5File file = Hdf5File.open(folder.resolve(product))) {
            Chapter chapter = read.apply(file);
            if (chapter.isEmpty()) {
                return;
            }
            HtmlSection section = page.section(prefix + heading);
            if (!chapter.sentence().isEmpty()) {
                section.paragraph(chapter.sentence());
            }
            if (product.equals(MATCHES)) {
                truth(section);
            }
            if (Pictures.available()) {
                place(section, chapter.figures());
            }
            Chapter.Table table = chapter.table();
            if (!table.rows().isEmpty()) {
                section.table(table.caption(), table.header(), table.rows());
            }
        }
    }

    private void truth(HtmlSection section) {
        if (RunFacts.get(manifest, "matching", "completeness") instanceof Number completeness
                && RunFacts.get(manifest, "matching", "purity") instanceof Number purity) {
            section.paragraph(String.format(
                    Locale.ROOT,
                    "This is a mock whose true pairs are known: completeness %.4f of %s true pairs, purity %.4f.",
                    completeness.doubleValue(),
                    RunFacts.get(manifest, "matching", "true_pairs"),
                    purity.doubleValue()));
        }
    }

    /** Puts pictures on the page, narrow ones side by side, and keeps them as files too, for talks. */
    private void place(HtmlSection section, Map<String, Figure> figures) {
        try {
            Files.createDirectories(folder.resolve("figures"));
        } catch (IOException e) {
            throw new InputException(
                    folder + " cannot be written (" + AtomicFile.reason(e) + "); check its permissions", e);
        }
        figures.forEach(
                (name, figure) -> AtomicFile.write(folder.resolve("figures").resolve(name), figure.png()));
        List<Figure> beside = new ArrayList<>();
        for (Figure figure : figures.values()) {
            if (figure.room() == Figure.Room.HALF) {
                beside.add(figure);
            } else {
                section.figure(figure);
            }
        }
        if (!beside.isEmpty()) {
            section.figures(beside);
        }
    }
}
