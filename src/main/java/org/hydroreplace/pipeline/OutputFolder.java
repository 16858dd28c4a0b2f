package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.UsageException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The folder of the products, held by one run at a time: a file lock that the operating system lifts when the process
 * ends, however it ends. A run that fails takes back what it wrote beside products, and the folder if it made it.
 */
public final class OutputFolder implements AutoCloseable {
    static final String CONFIGURATION = "run.yaml";
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel channel;
    private boolean successful;

    private OutputFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, takes it for this run, cleans up what a killed run left, and writes run.yaml.
     *
     * @throws UsageException if it cannot be written, another run holds it, or it has products of another configuration
     */
    public static OutputFolder open(RunConfiguration configuration) {
        Path path = configuration.output();
        FileChannel channel = lock(path);
        try {
            requireSameConfiguration(path, configuration);
            AtomicFile.deleteLeftovers(path);
            AtomicFile.writeString(
                    path.resolve(CONFIGURATION), EffectiveConfiguration.yaml(EffectiveConfiguration.of(configuration)));
            return new OutputFolder(path, channel);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static boolean hasProducts(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".h5"));
        } catch (IOException e) {
            throw new UsageException(
                    "output folder " + path + " cannot be listed (" + AtomicFile.reason(e) + "); check its permissions",
                    e);
        }
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
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UsageException(
                    "output folder " + path + " cannot be locked (" + AtomicFile.reason(e)
                            + "); choose another with output or --output",
                    e);
        }
        if (lock == null) {
            closeQuietly(channel);
            throw new UsageException("output folder " + path
                    + " is in use by another run; wait for it to end or choose another with --output");
        }
        return channel;
    }

    private static void requireSameConfiguration(Path path, RunConfiguration configuration) {
        Path file = path.resolve(CONFIGURATION);
        if (!Files.exists(file) || !hasProducts(path)) {
            return;
        }
        Optional<String> difference;
        try {
            Object old = new Load(
                            LoadSettings.builder().setSchema(new CoreSchema()).build())
                    .loadFromString(Files.readString(file));
            difference =
                    EffectiveConfiguration.difference(old instanceof Map<?, ?> map ? map : Map.of(), configuration);
        } catch (IOException | YamlEngineException e) {
            difference = Optional.of("its run.yaml cannot be read");
        }
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
                Files.deleteIfExists(path.resolve(LOCK));
                try (Stream<Path> rest = Files.list(path)) {
                    if (rest.findAny().isEmpty()) {
                        Files.delete(path);
                    }
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
