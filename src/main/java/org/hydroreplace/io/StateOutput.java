package org.hydroreplace.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a file of 64-bit numbers and texts that {@link StateInput} reads, whole or not at all (temporary name, sync,
 * rename). It streams: 1 MiB + 64 KiB of memory whatever the size. Not thread-safe.
 *
 * <p>Layout, all little-endian: 8 bytes {@link #MAGIC}, then frames of {@code int32 length, int32 crc, payload}, of at
 * most {@link #FRAME_BYTES} payload each; the CRC-32C covers the frame's number (int64, from 0) and its payload, so that
 * frames that are damaged, missing or out of order are noticed before their content is used. A frame of length 0 is the
 * end. An array is written as runs: {@code int64 zeros x 2^32 + values}, then the values.
 */
public final class StateOutput implements AutoCloseable {
    /** First bytes of a file: the name and the version of the layout. */
    static final String MAGIC = "HRSTATE1";

    static final int FRAME_BYTES = 1 << 20;
    static final int FRAME_HEADER = 8;

    /** Values that are added up before they are encoded. */
    static final int PIECE = 1 << 13;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;
    private final ByteBuffer frame =
            ByteBuffer.allocate(FRAME_HEADER + FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final long[] piece = new long[PIECE];
    private long frames;

    private StateOutput(Path target, Path partial, FileChannel channel) throws IOException {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
        writeFully(ByteBuffer.wrap(MAGIC.getBytes(StandardCharsets.US_ASCII)));
        frame.position(FRAME_HEADER);
    }

    /**
     * Begins a file; nothing appears under its name before {@link #commit}.
     *
     * @throws UsageException if the folder or the disk does not take it
     */
    public static StateOutput create(Path target) {
        Path partial = AtomicFile.begin(target);
        try {
            return new StateOutput(target, partial, FileChannel.open(partial, StandardOpenOption.WRITE));
        } catch (IOException e) {
            AtomicFile.discard(partial);
            throw AtomicFile.unwritable(target, e);
        }
    }

    /** Writes a number. */
    public void writeLong(long value) {
        if (frame.remaining() < Long.BYTES) {
            flush();
        }
        frame.putLong(value);
    }

    /** Writes a text of at most {@link StateInput#MAX_TEXT} bytes in UTF-8. */
    public void writeText(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        if (bytes.remaining() > StateInput.MAX_TEXT) {
            throw new IllegalArgumentException("a text of " + bytes.remaining() + " bytes");
        }
        writeLong(bytes.remaining());
        while (bytes.hasRemaining()) {
            if (!frame.hasRemaining()) {
                flush();
            }
            int n = Math.min(bytes.remaining(), frame.remaining());
            frame.put(bytes.slice(bytes.position(), n));
            bytes.position(bytes.position() + n);
        }
    }

    /**
     * Writes the sum of arrays, element by element; zeros take almost no room.
     *
     * @param parts at least one, all of the same length, which the file does not keep
     * @throws ArithmeticException if a sum exceeds 2^63
     */
    public void writeSum(List<long[]> parts) {
        int length = parts.getFirst().length;
        for (long[] part : parts) {
            if (part.length != length) {
                throw new IllegalArgumentException("arrays of " + length + " and " + part.length + " values");
            }
        }
        for (int from = 0; from < length; from += PIECE) {
            int n = Math.min(PIECE, length - from);
            System.arraycopy(parts.getFirst(), from, piece, 0, n);
            for (long[] part : parts.subList(1, parts.size())) {
                for (int i = 0; i < n; i++) {
                    piece[i] = Math.addExact(piece[i], part[from + i]);
                }
            }
            encode(n);
        }
    }

    private void encode(int n) {
        int at = 0;
        while (at < n) {
            int values = at;
            while (values < n && piece[values] == 0) {
                values++;
            }
            int end = values;
            // A lone zero costs as much as the head of a new run.
            while (end < n && (piece[end] != 0 || (end + 1 < n && piece[end + 1] != 0))) {
                end++;
            }
            writeLong((long) (values - at) << 32 | (end - values));
            for (int i = values; i < end; i++) {
                writeLong(piece[i]);
            }
            at = end;
        }
    }

    /**
     * Ends the file and gives it its name, replacing an earlier one.
     *
     * @return its size in bytes
     * @throws UsageException if the disk does not take it; an earlier file of that name is then untouched
     */
    public long commit() {
        flush();
        try {
            // The empty frame at the end.
            send();
            long size = channel.size();
            channel.close();
            AtomicFile.commit(partial, target);
            return size;
        } catch (IOException e) {
            throw AtomicFile.unwritable(target, e);
        }
    }

    private void flush() {
        if (frame.position() == FRAME_HEADER) {
            return;
        }
        try {
            send();
        } catch (IOException e) {
            throw AtomicFile.unwritable(target, e);
        }
    }

    private void send() throws IOException {
        int length = frame.position() - FRAME_HEADER;
        frame.putInt(0, length);
        frame.putInt(Integer.BYTES, checksum(frames++, frame.slice(FRAME_HEADER, length)));
        frame.flip();
        writeFully(frame);
        frame.clear().position(FRAME_HEADER);
    }

    static int checksum(long number, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Long.reverseBytes(number)));
        crc.update(payload);
        return (int) crc.getValue();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Discards what has not been committed. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // What counts has been synced by commit, and the rest is thrown away.
        }
        AtomicFile.discard(partial);
    }
}
