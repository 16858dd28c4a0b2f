package org.hydroreplace.lensing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.AtomicOutput;
import org.hydroreplace.io.InputException;
import org.jspecify.annotations.Nullable;

/**
 * A raw plane: little-endian int32 N, float64[N x N] row by row, int32 N. This class reads one; {@link #write} makes one.
 * Reading is thread-safe.
 */
public final class RawPlane implements AutoCloseable {
    private static final int MARK = Integer.BYTES;

    private final Path path;
    private final FileChannel channel;
    private final int side;

    private RawPlane(Path path, FileChannel channel, int side) {
        this.path = path;
        this.channel = channel;
        this.side = side;
    }

    /**
     * The place of a plane below the folder of its field: {@code LP_00/lenspot00.dat}.
     *
     * @param index snapshot's place in the list times planes per snapshot, plus slice; from 0
     */
    public static String name(int realization, int index) {
        return String.format(Locale.ROOT, "%s/lenspot%02d.dat", folder(realization), index);
    }

    /** The folder of a realisation: {@code LP_00}. */
    public static String folder(int realization) {
        return String.format(Locale.ROOT, "LP_%02d", realization);
    }

    /** Bytes of a plane on disk. */
    public static long fileBytes(int side) {
        return 2 * MARK + (long) side * side * Double.BYTES;
    }

    /** Bytes that writing takes. */
    public static long bytes(int side, int threads) {
        return RowBlocks.bytes(side, threads);
    }

    /**
     * Writes a plane; its folder must exist.
     *
     * @param side N
     * @param pixels the content, row by row
     * @return SHA-256 of the file
     * @throws org.hydroreplace.io.UsageException if the disk does not take it
     */
    public static String write(Path target, int side, CellRows pixels, int threads) throws InterruptedException {
        try (AtomicOutput out = AtomicOutput.create(target)) {
            out.write(mark(side));
            RowBlocks.write(out, ByteOrder.LITTLE_ENDIAN, side, pixels, threads);
            out.write(mark(side));
            return out.commit();
        }
    }

    /** The number that a file begins and ends with. */
    static ByteBuffer mark(int side) {
        return ByteBuffer.allocate(MARK)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(side)
                .flip();
    }

    /**
     * Opens a plane.
     *
     * @throws InputException if it cannot be read, or its size and its two marks do not agree
     */
    public static RawPlane open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            long size = channel.size();
            int first = size < MARK ? 0 : readMark(channel, 0);
            if (first < MassGrid.MIN_SIDE || first > MassGrid.MAX_SIDE) {
                throw damaged(path, "it begins with " + first + ", which is no number of pixels");
            }
            if (size != fileBytes(first)) {
                throw damaged(
                        path,
                        "a plane of " + first + " x " + first + " pixels takes " + fileBytes(first)
                                + " bytes and it has " + size);
            }
            int last = readMark(channel, size - MARK);
            if (last != first) {
                throw damaged(path, "it begins with " + first + " and ends with " + last);
            }
            return new RawPlane(path, channel, first);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unreadable(path, e);
        } catch (InputException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static int readMark(FileChannel channel, long position) throws IOException {
        ByteBuffer mark = ByteBuffer.allocate(MARK).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, mark, position);
        return mark.getInt(0);
    }

    private static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new IOException("it ends at byte " + at);
            }
            at += read;
        }
    }

    /** N. */
    public int side() {
        return side;
    }

    /** Its pixels. Reading a row throws InputException if the file cannot be read. */
    public CellRows rows() {
        return (row, cells) -> {
            ByteBuffer bytes = ByteBuffer.allocate(side * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            try {
                readFully(channel, bytes, MARK + (long) row * bytes.capacity());
            } catch (IOException e) {
                throw unreadable(path, e);
            }
            bytes.flip().asDoubleBuffer().get(cells, 0, side);
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What made the reading fail is on its way.
        }
    }

    private static InputException unreadable(Path path, IOException e) {
        return new InputException(
                "The plane " + path + " cannot be read (" + AtomicFile.reason(e) + "): make it again.", e);
    }

    private static InputException damaged(Path path, String what) {
        return new InputException("The plane " + path + " is damaged: " + what + "; make it again.");
    }
}
