package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.UsageException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The folder of the products, held by one run at a time: a file lock that the operating system lifts when the process
 * ends, however it ends. A run that fails before any product or a checkpoint is whole takes back what it wrote, and the
 * folder if it made it.
 */
public final class OutputFolder implements AutoCloseable {
    static final String CONFIGURATION = "run.yaml";
    private static final String LOCK = ".lock";
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
    public static OutputFolder open(RunConfiguration configuration, Set<Product> making) {
        return open(configuration, making, folder -> {});
    }

    /**
     * As {@link #open(RunConfiguration, Set)}.
     *
     * @param check looks at what is in the folder, once it is this run's and before anything is written or cleaned up
     */
    static OutputFolder open(RunConfiguration configuration, Set<Product> making, Consumer<Path> check) {
        Path path = configuration.output();
        boolean created = !Files.exists(path);
        FileChannel channel = lock(path);
        try {
            Map<String, Object> mine = EffectiveConfiguration.of(configuration);
            if (hasProducts(path)) {
                agree(path, mine, sections(making));
            }
            check.accept(path);
            AtomicFile.deleteLeftovers(path);
            AtomicFile.deleteLeftovers(path.resolve("figures"));
            deleteLeftoversBelow(path.resolve(LensPlanesFiles.FOLDER));
            AtomicFile.writeString(path.resolve(CONFIGURATION), EffectiveConfiguration.yaml(mine));
            return new OutputFolder(path, created, channel);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static void deleteLeftoversBelow(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                below.filter(Files::isDirectory).forEach(AtomicFile::deleteLeftovers);
            } catch (IOException e) {
                throw new UsageException(
                        "output folder " + folder + " cannot be cleaned up (" + AtomicFile.reason(e) + "); delete it",
                        e);
            }
        }
    }

    /**
     * Takes a folder with finished products, to which one is to be added.
     *
     * @throws UsageException if it cannot be written, or another run holds it
     */
    static OutputFolder hold(Path path) {
        FileChannel channel = lock(path);
        AtomicFile.deleteLeftovers(path);
        return new OutputFolder(path, false, channel);
    }

    /**
     * Sections on which products there and products to be made both depend must be the same; those on which only what is
     * there depends stay as they were.
     */
    private static void agree(Path path, Map<String, Object> mine, Set<String> makingDependsOn) {
        Map<String, Object> old = earlier(path);
        Set<String> thereDependsOn = sections(Stream.of(Product.values())
                .filter(product -> product.isIn(path))
                .toList());
        Set<String> shared = new HashSet<>(makingDependsOn);
        shared.retainAll(thereDependsOn);
        requireSame(path, only(shared, old), only(shared, mine));
        for (String section : thereDependsOn) {
            if (!shared.contains(section)) {
                mine.remove(section);
                if (old.containsKey(section)) {
                    mine.put(section, old.get(section));
                }
            }
        }
    }

    /** How the configuration of a folder differs for some products, in words; empty if it does not. */
    static Optional<String> difference(RunConfiguration configuration, Set<Product> products) {
        Set<String> sections = sections(products.stream()
                .filter(product -> product.isAskedFor(configuration))
                .toList());
        try {
            return EffectiveConfiguration.difference(
                    only(sections, earlier(configuration.output())),
                    only(sections, EffectiveConfiguration.of(configuration)));
        } catch (UsageException e) {
            return Optional.of("its " + CONFIGURATION + " cannot be read");
        }
    }

    private static Set<String> sections(Collection<Product> products) {
        Set<String> sections = new HashSet<>();
        products.forEach(product -> sections.addAll(product.sections()));
        return sections;
    }

    private static Map<String, Object> only(Set<String> sections, Map<String, Object> configuration) {
        Map<String, Object> some = new LinkedHashMap<>(configuration);
        some.keySet().retainAll(sections);
        return some;
    }

    private static boolean hasProducts(Path path) {
        return Stream.of(Product.values()).anyMatch(product -> product.isIn(path));
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
            if (!successful && !hasProducts(path) && !Checkpoint.isIn(path)) {
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
