package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.UsageException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The folder of the products, held by one run at a time: a file lock that the operating system lifts when the process
 * ends, however it ends. A run that fails before any product is whole takes back what it wrote, and the folder if it
 * made it.
 */
public final class OutputFolder implements AutoCloseable {
    static final String CONFIGURATION = "run.yaml";
    private static final String LOCK = ".lock";
    private static final List<String> PRODUCTS = List.of(MatchedHalosFile.NAME, MapsFile.NAME);

    /** Sections of a configuration that matched halos do not depend on. */
    private static final List<String> MAP_SECTIONS = List.of("fields", "maps");

    private final Path path;
    private final boolean created;
    private final FileChannel channel;
    private boolean successful;

    private OutputFolder(Path path, boolean created, FileChannel channel) {
        this.path = path;
        this.created = created;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, takes it for this run, cleans up what a killed run left, and writes run.yaml.
     *
     * @param making what this run makes: only what these products and those in the folder both depend on must agree
     * @throws UsageException if it cannot be written, another run holds it, or it has products of another configuration
     */
    public static OutputFolder open(RunConfiguration configuration, Set<Run.Product> making) {
        Path path = configuration.output();
        boolean created = !Files.exists(path);
        FileChannel channel = lock(path);
        try {
            boolean mapsStay = !making.contains(Run.Product.MAPS) && Files.exists(path.resolve(MapsFile.NAME));
            boolean mapsAreRemade = making.contains(Run.Product.MAPS) && Files.exists(path.resolve(MapsFile.NAME));
            Map<String, Object> mine = EffectiveConfiguration.of(configuration);
            if (hasProducts(path)) {
                Map<String, Object> old = earlier(path);
                requireSame(path, without(old, !mapsAreRemade), without(mine, !mapsAreRemade));
                if (mapsStay) {
                    MAP_SECTIONS.forEach(mine::remove);
                    MAP_SECTIONS.stream().filter(old::containsKey).forEach(key -> mine.put(key, old.get(key)));
                }
            }
            AtomicFile.deleteLeftovers(path);
            AtomicFile.deleteLeftovers(path.resolve("figures"));
            AtomicFile.writeString(path.resolve(CONFIGURATION), EffectiveConfiguration.yaml(mine));
            return new OutputFolder(path, created, channel);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static Map<String, Object> without(Map<String, Object> configuration, boolean mapSections) {
        Map<String, Object> rest = new LinkedHashMap<>(configuration);
        if (mapSections) {
            MAP_SECTIONS.forEach(rest::remove);
        }
        return rest;
    }

    private static boolean hasProducts(Path path) {
        return PRODUCTS.stream().anyMatch(product -> Files.exists(path.resolve(product)));
    }

    private static FileChannel lock(Path path) {
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UsageException(
                    "output folder " + path + " cannot be written (" + AtomicFile.reason(e)
                            + "); choose another with output or --output",
                    e);
        }
        if (!take(channel)) {
            closeQuietly(channel);
            throw new UsageException("output folder " + path
                    + " is in use by another run; wait for it to end or choose another with --output");
        }
        return channel;
    }

    /** Whether no other run holds the lock. Cluster file systems without locks let everybody pass: one run is usual. */
    private static boolean take(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Map<String, Object> earlier(Path path) {
        Path file = path.resolve(CONFIGURATION);
        try {
            Object old = new Load(
                            LoadSettings.builder().setSchema(new CoreSchema()).build())
                    .loadFromString(Files.readString(file));
            Map<String, Object> values = new LinkedHashMap<>();
            if (old instanceof Map<?, ?> map) {
                map.forEach((key, value) -> values.put(String.valueOf(key), value));
            }
            return values;
        } catch (IOException | YamlEngineException e) {
            throw new UsageException(
                    "output folder " + path + " holds products, but their configuration " + file
                            + " cannot be read; choose another folder with --output, or delete it",
                    e);
        }
    }

    private static void requireSame(Path path, Map<String, Object> old, Map<String, Object> mine) {
        Optional<String> difference = EffectiveConfiguration.difference(old, mine);
        if (difference.isPresent()) {
            throw new UsageException("output folder " + path + " holds products of another configuration ("
                    + difference.get() + "); choose another with --output, or delete it");
        }
    }

    public Path path() {
        return path;
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes that the run has ended well: closing then keeps everything. */
    public void succeed() {
        successful = true;
    }

    @Override
    public void close() {
        try {
            if (!successful && !hasProducts(path)) {
                Files.deleteIfExists(path.resolve(CONFIGURATION));
                Files.deleteIfExists(path.resolve(Manifest.NAME));
                if (created) {
                    Files.deleteIfExists(path.resolve(LOCK));
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UsageException(
                    "output folder " + path + " cannot be cleaned up (" + AtomicFile.reason(e) + "); delete it", e);
        } finally {
            closeQuietly(channel);
        }
    }
}
