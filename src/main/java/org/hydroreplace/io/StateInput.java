package org.hydroreplace.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateOutput} wrote, front to back. Every frame is checked against its checksum before any of it is
 * handed out; any damage, of one bit or a missing end, is an {@link InputException} that says what to do. Takes 1 MiB.
 */
public final class StateInput implements AutoCloseable {
    static final int MAX_TEXT = 1 << 24;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer head =
            ByteBuffer.allocate(StateOutput.FRAME_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer frame =
            ByteBuffer.allocate(StateOutput.FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long frames;

    private StateInput(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        frame.limit(0);
    }

    /**
     * Opens a file.
     *
     * @throws InputException if it cannot be read or is of another kind or version
     */
    public static StateInput open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            StateInput in = new StateInput(file, channel);
            byte[] magic = new byte[StateOutput.MAGIC.length()];
            in.fill(ByteBuffer.wrap(magic));
            if (!new String(magic, StandardCharsets.ISO_8859_1).equals(StateOutput.MAGIC)) {
                throw in.damaged("it does not begin with " + StateOutput.MAGIC);
            }
            return in;
        } catch (IOException e) {
            closeQuietly(channel);
            throw unreadable(file, e);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Reads a number. */
    public long readLong() {
        if (frame.remaining() >= Long.BYTES) {
            return frame.getLong();
        }
        byte[] bytes = new byte[Long.BYTES];
        read(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Reads a number that is from 0 to {@code max}, as a count of something called {@code what}. */
    public int readCount(int max, String what) {
        long value = readLong();
        if (value < 0 || value > max) {
            throw damaged(value + " " + what + " where there can be " + max);
        }
        return (int) value;
    }

    /** Reads a number that must have one value. */
    public void expect(long value, String what) {
        long found = readLong();
        if (found != value) {
            throw damaged(what + " " + found + " where it must be " + value);
        }
    }

    /** Reads a text. */
    public String readText() {
        byte[] bytes = new byte[readCount(MAX_TEXT, "bytes of text")];
        read(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Reads an array and adds it to each of the targets.
     *
     * @param targets at least one, all as long as the arrays that were written
     */
    public void addTo(List<long[]> targets) {
        int length = targets.getFirst().length;
        for (int from = 0; from < length; from += StateOutput.PIECE) {
            decode(targets, from, Math.min(length, from + StateOutput.PIECE));
        }
    }

    private void decode(List<long[]> targets, int from, int to) {
        int at = from;
        while (at < to) {
            long run = readLong();
            long zeros = run >>> 32;
            long values = run & 0xffffffffL;
            if (zeros + values == 0 || zeros + values > to - at) {
                throw damaged("a run of " + zeros + " zeros and " + values + " values where " + (to - at) + " fit");
            }
            at += (int) zeros;
            for (int end = at + (int) values; at < end; at++) {
                long value = readLong();
                for (long[] target : targets) {
                    target[at] = Math.addExact(target[at], value);
                }
            }
        }
    }

    /** Makes sure that everything has been read. */
    public void end() {
        if (frame.hasRemaining() || nextFrame() || position() != size()) {
            throw damaged("it holds more than it should");
        }
    }

    private void read(byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            if (!frame.hasRemaining() && !nextFrame()) {
                throw damaged("it ends too early");
            }
            int n = Math.min(bytes.length - done, frame.remaining());
            frame.get(bytes, done, n);
            done += n;
        }
    }

    private boolean nextFrame() {
        try {
            fill(head.clear());
            int length = head.getInt(0);
            if (length < 0 || length > StateOutput.FRAME_BYTES) {
                throw damaged("its checksums do not agree at byte " + position());
            }
            fill(frame.clear().limit(length));
            frame.flip();
            if (StateOutput.checksum(frames++, frame.duplicate()) != head.getInt(Integer.BYTES)) {
                throw damaged("its checksums do not agree at byte " + position());
            }
            return length > 0;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw damaged("it ends too early");
            }
        }
    }

    private long position() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The error for a file whose content cannot be what was written. */
    public InputException damaged(String how) {
        return new InputException("the checkpoint " + file + " is damaged or of another version (" + how
                + "); run without --resume to start from the beginning");
    }

    private static InputException unreadable(Path file, IOException e) {
        return new InputException(
                "the checkpoint " + file + " cannot be read (" + AtomicFile.reason(e)
                        + "); make it readable, or run without --resume to start from the beginning",
                e);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
