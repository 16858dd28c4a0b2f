package org.hydroreplace.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hydroreplace.grid.Workers;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;

/**
 * Which products of a configuration are lacking or damaged. A file counts only if the manifest says that it was made with this
 * configuration and its bytes have the checksum that is noted there.
 */
public final class Completeness {
    private final Map<Integer, List<String>> lacking = new LinkedHashMap<>();
    private final boolean lightCone;

    private Completeness(boolean lightCone) {
        this.lightCone = lightCone;
    }

    /**
     * Looks at everything that {@code run} makes.
     *
     * @param configuration of one snapshot or of a light cone
     */
    public static Completeness of(RunConfiguration configuration, int threads) throws InterruptedException {
        Completeness completeness = new Completeness(configuration.isLightCone());
        List<Integer> members = configuration.isLightCone()
                ? configuration.simulation().snapshots()
                : List.of(configuration.simulation().snapshot());
        for (int snapshot : members) {
            List<String> reasons = lacking(configuration.member(snapshot), Product.OF_RUN, threads);
            if (!reasons.isEmpty()) {
                completeness.lacking.put(snapshot, reasons);
            }
        }
        return completeness;
    }

    /**
     * The configuration of a folder of products, or of a file.
     *
     * @param path what was given: an output folder, or a configuration
     * @throws UsageException if it is neither
     */
    public static RunConfiguration configuration(Path path) {
        if (!Files.isDirectory(path)) {
            return ConfigurationReader.read(path, List.of());
        }
        Path file = path.resolve(OutputFolder.CONFIGURATION);
        if (!Files.exists(file)) {
            throw new UsageException(path + " holds no " + OutputFolder.CONFIGURATION
                    + ", so nothing says what it should hold; give the output folder of a run, or its configuration");
        }
        // The folder may have been moved since.
        return ConfigurationReader.read(
                file, List.of("output='" + path.toString().replace("'", "''") + "'"));
    }

    /** Snapshots with something lacking, near to far, and what that is, a line each. */
    public Map<Integer, List<String>> lacking() {
        return lacking;
    }

    /** Whether the snapshots are members of a light cone, in folders of their own. */
    public boolean isLightCone() {
        return lightCone;
    }

    /** The snapshots with something lacking as SLURM reads a list: {@code 3,5-7}. */
    public String array() {
        List<Integer> numbers = lacking.keySet().stream().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.size(); ) {
            int end = i;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            text.append(i == 0 ? "" : ",").append(numbers.get(i));
            if (end > i) {
                text.append(end == i + 1 ? "," : "-").append(numbers.get(end));
            }
            i = end + 1;
        }
        return text.toString();
    }

    /** What a folder lacks of the products of a configuration of one snapshot, a line for each file; nothing if it is whole. */
    static List<String> lacking(RunConfiguration configuration, Set<Product> products, int threads)
            throws InterruptedException {
        Path folder = configuration.output();
        Map<?, ?> manifest;
        try {
            manifest = Files.exists(folder.resolve(Manifest.NAME)) ? Manifest.read(folder) : Map.of();
        } catch (InputException e) {
            return List.of(Manifest.NAME + " cannot be read");
        }
        if (manifest.isEmpty()) {
            return List.of("nothing has been made");
        }
        Optional<String> other = OutputFolder.difference(configuration, products);
        if (other.isPresent()) {
            return List.of("made with another configuration: " + other.get());
        }
        List<Map<?, ?>> files = new ArrayList<>();
        if (manifest.get("products") instanceof List<?> list) {
            list.forEach(product -> files.add(product instanceof Map<?, ?> map ? map : Map.of()));
        }
        @SuppressWarnings("NullAway") // filled in below, before it is read
        String[] states = new String[files.size()];
        Workers.run(threads, states.length, () -> i -> states[i] = state(folder, files.get(i)));
        List<String> reasons = new ArrayList<>();
        for (Product product : products) {
            if (product.isAskedFor(configuration) && files.stream().noneMatch(file -> product.has(name(file)))) {
                reasons.add(String.join(" and ", product.files()) + " not there");
            }
        }
        for (int i = 0; i < states.length; i++) {
            String name = name(files.get(i));
            boolean wanted = products.stream().anyMatch(p -> p.isAskedFor(configuration) && p.has(name));
            if (wanted && !states[i].isEmpty()) {
                reasons.add(name + " " + states[i]);
            }
        }
        return reasons;
    }

    private static String name(Map<?, ?> product) {
        return String.valueOf(product.get("file"));
    }

    /** What is wrong with a product; empty if nothing is. */
    private static String state(Path folder, Map<?, ?> product) {
        Path file = folder.resolve(name(product));
        if (!"complete".equals(product.get("state"))) {
            return "not finished";
        }
        if (!Files.exists(file)) {
            return "not there";
        }
        return Checksum.sha256(file).equals(product.get("sha256")) ? "" : "damaged: its checksum is another";
    }
}
