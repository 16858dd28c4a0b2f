package org.hydroreplace.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.InputException;
import org.hydroreplace.parallel.OneProcess;
import org.hydroreplace.parallel.Ranks;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * manifest.json: the products with their checksums, the inputs, and everything that varies between two runs of one
 * configuration (host, date, versions, threads, timings). Written when a run begins, so that a broken run is seen as
 * such, and again when it ends.
 */
public final class Manifest {
    public static final String NAME = "manifest.json";

    private final Path folder;
    private final Map<String, Object> values = new LinkedHashMap<>();
    /** By file; of those whose checksum is still being formed a future of what the others have. */
    private final Map<String, Object> products = new LinkedHashMap<>();

    /** Forms checksums beside whatever makes the next product. */
    private final Executor checksums = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("checksums").factory());

    private final Map<String, Object> timings = new LinkedHashMap<>();

    /** Begins a manifest, with what an earlier command with the same configuration made in the folder. */
    Manifest(Path folder, String command, int threads, long memory) {
        this(folder, command, threads, memory, new OneProcess());
    }

    /** A manifest of a run on several ranks. */
    Manifest(Path folder, String command, int threads, long memory, Ranks ranks) {
        this.folder = folder;
        if (Files.exists(folder.resolve(NAME))) {
            keepEarlierProducts();
        }
        values.put("program", Program.NAME);
        values.put("version", Program.version());
        values.put("git_commit", Program.commit());
        values.put("command", command);
        values.put("state", "running");
        values.put("started", Instant.now().toString());
        values.put("host", host());
        values.put("java", Runtime.version().toString());
        values.put("threads", threads);
        values.put("ranks", ranks.size());
        if (ranks.size() > 1) {
            values.put("mpi", ranks.description());
        }
        values.put("memory_budget", memory);
    }

    /** Takes over what an earlier command made, as far as the files are still what its manifest says. */
    private void keepEarlierProducts() {
        Map<?, ?> earlier;
        try {
            earlier = read(folder);
        } catch (InputException e) {
            return;
        }
        if (earlier.get("lens_planes") instanceof Map<?, ?> planes) {
            values.put("lens_planes", planes);
        }
        if (earlier.get("products") instanceof List<?> list) {
            for (Object product : list) {
                if (product instanceof Map<?, ?> map && isWhole(folder, map)) {
                    products.put(String.valueOf(map.get("file")), map);
                }
            }
        }
    }

    private static boolean isWhole(Path folder, Map<?, ?> product) {
        Path file = folder.resolve(String.valueOf(product.get("file")));
        return "complete".equals(product.get("state"))
                && Files.exists(file)
                && Checksum.sha256(file).equals(product.get("sha256"));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** Adds a value for people and programs to read: text, numbers, lists and maps of them. */
    void put(String key, Object value) {
        values.put(key, value);
    }

    /** Notes the seconds that a stage took. */
    void timing(String stage, double seconds) {
        timings.put(stage, Math.round(seconds * 1000) / 1000.0);
    }

    /** Notes input files with their sizes and times. */
    void inputs(List<Path> files) {
        List<Object> inputs = new ArrayList<>();
        for (Path file : files) {
            try {
                Map<String, Object> input = new LinkedHashMap<>();
                input.put("file", file.toAbsolutePath().normalize().toString());
                input.put("bytes", Files.size(file));
                input.put(
                        "modified", Files.getLastModifiedTime(file).toInstant().toString());
                inputs.add(input);
            } catch (IOException e) {
                throw new InputException(
                        file + " has vanished while it was used (" + e.getMessage() + "); run again", e);
            }
        }
        values.put("inputs", inputs);
    }

    /** Announces a product that is about to be made. */
    void pending(String file) {
        products.put(file, new LinkedHashMap<>(Map.of("file", file, "state", "pending")));
    }

    /** Notes a product that is whole, with its size and checksum; nobody may write to it any more. */
    void complete(String file, List<String> fields) {
        products.put(file, CompletableFuture.supplyAsync(() -> whole(folder, file, fields), checksums));
    }

    /** Notes a product that is whole, whose checksum was formed when it was written. */
    void complete(String file, List<String> fields, String sha256) {
        products.put(file, whole(folder, file, fields, sha256));
    }

    private static Map<String, Object> whole(Path folder, String file, List<String> fields) {
        return whole(folder, file, fields, Checksum.sha256(folder.resolve(file)));
    }

    private static Map<String, Object> whole(Path folder, String file, List<String> fields, String sha256) {
        Path path = folder.resolve(file);
        try {
            Map<String, Object> product = new LinkedHashMap<>();
            product.put("file", file);
            product.put("state", "complete");
            product.put("bytes", Files.size(path));
            product.put("sha256", sha256);
            product.put("version", Program.version());
            product.put("git_commit", Program.commit());
            // A copy: the dump writes a list that it has met before as an anchor of YAML, which is no JSON.
            product.put("fields", new ArrayList<>(fields));
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a product that was made of the others to the manifest of a finished run. */
    static void add(Path folder, String file, List<String> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        read(folder).forEach((key, value) -> all.put(String.valueOf(key), value));
        List<Object> products = new ArrayList<>();
        if (all.get("products") instanceof List<?> before) {
            before.stream()
                    .filter(one -> !(one instanceof Map<?, ?> map && file.equals(map.get("file"))))
                    .forEach(products::add);
        }
        products.add(whole(folder, file, fields));
        all.put("products", products);
        AtomicFile.writeString(folder.resolve(NAME), json(all));
    }

    /** Writes the file; {@code state} is running, complete, interrupted (and can be resumed) or failed. */
    void write(String state) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("state", state);
        if (state.equals("complete")) {
            all.put("finished", Instant.now().toString());
        }
        all.put("timings_seconds", timings);
        products.replaceAll((file, product) -> product instanceof CompletableFuture<?> future ? join(future) : product);
        all.put("products", new ArrayList<>(products.values()));
        AtomicFile.writeString(folder.resolve(NAME), json(all));
    }

    private static Object join(CompletableFuture<?> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String json(Map<String, Object> values) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.FLOW)
                        .setDefaultScalarStyle(ScalarStyle.JSON_SCALAR_STYLE)
                        .setMultiLineFlow(true)
                        .setWidth(Integer.MAX_VALUE)
                        .setSchema(new JsonSchema())
                        .build())
                .dumpToString(values);
    }

    /**
     * Reads the manifest of a folder.
     *
     * @throws InputException if it is missing or damaged
     */
    public static Map<?, ?> read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            // JSON is a subset of YAML 1.2.
            Object values = new Load(
                            LoadSettings.builder().setSchema(new JsonSchema()).build())
                    .loadFromString(Files.readString(file));
            if (values instanceof Map<?, ?> map) {
                return map;
            }
            throw new InputException(file + " holds no mapping; delete the folder and run again");
        } catch (IOException | YamlEngineException e) {
            throw new InputException(file + " cannot be read; give the output folder of a run", e);
        }
    }
}
