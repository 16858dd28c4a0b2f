package org.hydroreplace.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A large file that is written from its beginning to its end, and appears under its name only when {@link #commit} has
 * succeeded; closed before that, it leaves nothing. Its checksum is formed on the way, so that it need not be read again.
 * For one thread at a time.
 */
public final class AtomicOutput implements AutoCloseable {
    /** Bytes given to the system at once: it copies them to a buffer of its own, which should stay in cache. */
    private static final int PIECE_BYTES = 1 << 20;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;
    private final MessageDigest digest;
    private long bytes;

    private AtomicOutput(Path target, Path partial, FileChannel channel) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Begins a file beside {@code target} under a temporary name.
     *
     * @throws UsageException if the folder does not exist or takes no files
     */
    public static AtomicOutput create(Path target) {
        Path partial = AtomicFile.begin(target);
        try {
            return new AtomicOutput(target, partial, FileChannel.open(partial, StandardOpenOption.WRITE));
        } catch (IOException e) {
            AtomicFile.discard(partial);
            throw AtomicFile.unwritable(target, e);
        }
    }

    /**
     * Appends what remains of a buffer.
     *
     * @throws UsageException if the disk does not take it
     */
    public void write(ByteBuffer values) {
        bytes += values.remaining();
        digest.update(values.duplicate());
        try {
            ByteBuffer piece = values.duplicate();
            while (values.hasRemaining()) {
                piece.limit(Math.min(values.limit(), values.position() + PIECE_BYTES));
                values.position(values.position() + channel.write(piece));
            }
        } catch (IOException e) {
            throw AtomicFile.unwritable(target, e);
        }
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }

    /**
     * Syncs the file to disk and gives it its name, replacing an earlier file.
     *
     * @return the SHA-256 of its bytes as 64 lower-case hexadecimal digits, as {@link Checksum#sha256} gives it
     * @throws UsageException if the disk does not take it
     */
    public String commit() {
        try {
            channel.close();
        } catch (IOException e) {
            throw AtomicFile.unwritable(target, e);
        }
        AtomicFile.commit(partial, target);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Without a {@link #commit} before it, abandons the file. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The file is thrown away, or was complete before.
        }
        AtomicFile.discard(partial);
    }
}
