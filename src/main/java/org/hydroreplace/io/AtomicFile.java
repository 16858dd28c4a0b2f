package org.hydroreplace.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that exist whole or not at all. The content goes to a temporary name beside the target
 * ({@code .maps.h5.partial-4711}, the number being the process), is synced to disk and then renamed onto it.
 */
public final class AtomicFile {
    private static final Pattern PARTIAL = Pattern.compile("\\..+\\.partial-[0-9]+");

    private AtomicFile() {}

    /**
     * Writes a file, replacing an existing one.
     *
     * @throws UsageException if the folder or the disk does not take it; an earlier file of that name is then untouched
     */
    public static void write(Path target, byte[] content) {
        Path partial = begin(target);
        try {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            commit(partial, target);
        } catch (IOException e) {
            throw unwritable(target, e);
        } finally {
            discard(partial);
        }
    }

    /** Writes a text file in UTF-8, replacing an existing one; errors as for {@link #write}. */
    public static void writeString(Path target, String content) {
        write(target, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Deletes the temporary files that a killed run left in a folder, but not below it, where another run may be at work.
     * To be called before this run writes there: it cannot tell a dead writer from a live one.
     *
     * @return the files deleted, sorted; empty if the folder does not exist
     * @throws UsageException if the folder cannot be listed or a file cannot be deleted
     */
    public static List<Path> deleteLeftovers(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.find(folder, 1, (path, attributes) -> attributes.isRegularFile() && isPartial(path))) {
            List<Path> leftovers = files.sorted().toList();
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
            return leftovers;
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException(
                    "The unfinished files of an earlier run in " + folder + " cannot be removed (" + e.getMessage()
                            + "): give the right to write there or choose another output folder.",
                    e);
        }
    }

    /** Creates the empty temporary file of a target. */
    static Path begin(Path target) {
        Path name = target.getFileName();
        if (name == null) {
            throw new UsageException("The path " + target + " names no file: choose another output path.");
        }
        Path partial = target.resolveSibling(
                "." + name + ".partial-" + ProcessHandle.current().pid());
        try {
            FileChannel.open(
                            partial,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
            return partial;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Syncs a temporary file and renames it onto its target. */
    static void commit(Path partial, Path target) {
        try {
            if (Files.isDirectory(target)) {
                throw new FileSystemException(target.toString(), null, "it is a folder");
            }
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        syncFolder(folder(target));
    }

    /** Deletes a temporary file if it is still there; never throws, because it runs while another error is on its way. */
    static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // The next run removes it: deleteLeftovers.
        }
    }

    private static boolean isPartial(Path path) {
        Path name = path.getFileName();
        return name != null && PARTIAL.matcher(name.toString()).matches();
    }

    private static Path folder(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        return parent == null ? target.toAbsolutePath() : parent;
    }

    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some network file systems refuse to sync a folder; the file itself is synced and complete.
        }
    }

    /** The error for a target that the disk does not take. */
    static UsageException unwritable(Path target, IOException e) {
        Path folder = folder(target);
        if (!Files.isDirectory(folder)) {
            return new UsageException(
                    "Cannot write " + target + ": " + folder
                            + (Files.exists(folder) ? " is not a folder" : " does not exist")
                            + "; create it or choose another output folder.",
                    e);
        }
        String reason = reason(e);
        return new UsageException(
                "Cannot write " + target + " (" + reason
                        + "): make the folder writable, free some space or choose another output folder.",
                e);
    }

    /** Why the system did not do what was asked, in a few words for a message. */
    public static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "the folder takes no new files";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
