package org.hydroreplace.io;

import java.util.Arrays;
import org.hydroreplace.io.Hdf5Native.Block;

/**
 * A dataset that is being written, by blocks of rows. A row is what one index of the first dimension holds: the product
 * of the other dimensions values, in C order. Rows never written read as zeros.
 *
 * <p>Values reach the file in pieces of at most 512 KiB, so the memory used does not depend on the size of the dataset; a
 * chunked one also keeps up to two chunks (1 MiB at least).
 *
 * <p>Without compression the bytes of the file do not depend on the order or the size of the blocks. Compressed chunks
 * lie in the order in which they are completed: for the same bytes, write rows in ascending order and one compressed
 * dataset at a time, or several in turn by blocks that divide their chunks.
 */
public final class Hdf5Output implements AutoCloseable {
    /** A piece stays in the second-level cache while it is copied for the library and from there for the system. */
    private static final int PIECE_BYTES = 512 << 10;

    private final Hdf5Objects objects;
    private final long id;
    private final String path;
    private final Hdf5Type type;
    private final long[] shape;
    private final long rowValues;
    private boolean open = true;

    Hdf5Output(Hdf5Objects objects, long id, String path, Hdf5Type type, long[] shape) {
        this.objects = objects;
        this.id = id;
        this.path = path;
        this.type = type;
        this.shape = shape;
        this.rowValues = Arrays.stream(shape, 1, shape.length).reduce(1, Math::multiplyExact);
    }

    /** The length along each dimension. */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * Writes rows {@code firstRow} to {@code firstRow + rows - 1} from {@code data[offset]} on, into a FLOAT64 or FLOAT32
     * dataset (rounded to nearest).
     *
     * @throws IllegalArgumentException if the type does not fit, or the rows exceed the dataset or the array
     * @throws UsageException if the disk does not take the values
     */
    public void write(long firstRow, long rows, double[] data, int offset) {
        write(firstRow, rows, data, data.length, offset, Hdf5Type.FLOAT64, type.isFloat());
    }

    /** Writes rows of a FLOAT32 or FLOAT64 dataset; see {@link #write(long, long, double[], int)}. */
    public void write(long firstRow, long rows, float[] data, int offset) {
        write(firstRow, rows, data, data.length, offset, Hdf5Type.FLOAT32, type.isFloat());
    }

    /** Writes rows of an INT64 or UINT64 (same bits) dataset; see {@link #write(long, long, double[], int)}. */
    public void write(long firstRow, long rows, long[] data, int offset) {
        boolean fits = type == Hdf5Type.INT64 || type == Hdf5Type.UINT64;
        write(firstRow, rows, data, data.length, offset, type, fits);
    }

    /** Writes rows of an INT32 or UINT32 (same bits) dataset; see {@link #write(long, long, double[], int)}. */
    public void write(long firstRow, long rows, int[] data, int offset) {
        boolean fits = type == Hdf5Type.INT32 || type == Hdf5Type.UINT32;
        write(firstRow, rows, data, data.length, offset, type, fits);
    }

    /** Writes rows of an INT8 or UINT8 (same bits) dataset; see {@link #write(long, long, double[], int)}. */
    public void write(long firstRow, long rows, byte[] data, int offset) {
        boolean fits = type == Hdf5Type.INT8 || type == Hdf5Type.UINT8;
        write(firstRow, rows, data, data.length, offset, type, fits);
    }

    /** Closes the dataset; {@link Hdf5Writer#commit} does so for those still open. */
    @Override
    public void close() {
        if (open) {
            open = false;
            objects.closeDataset(id);
        }
    }

    private void write(
            long firstRow, long rows, Object data, int length, int offset, Hdf5Type memoryType, boolean fits) {
        if (!open) {
            throw new IllegalStateException("dataset " + path + " is closed");
        }
        if (!fits) {
            throw new IllegalArgumentException("dataset " + path + " holds " + type + ", which cannot be written from "
                    + data.getClass().getSimpleName());
        }
        if (firstRow < 0 || rows < 0 || rows > shape[0] - firstRow) {
            throw new IllegalArgumentException("dataset " + path + " has " + shape[0] + " rows, cannot write " + rows
                    + " from row " + firstRow + " on");
        }
        long available = (long) length - offset;
        if (offset < 0 || available < 0 || (rowValues > 0 && rows > available / rowValues)) {
            throw new IllegalArgumentException("dataset " + path + ": " + rows + " rows of " + rowValues
                    + " values are not in an array of " + length + " from index " + offset + " on");
        }
        if (rows > 0 && rowValues > 0) {
            long[] start = new long[shape.length];
            start[0] = firstRow;
            long[] count = shape.clone();
            count[0] = rows;
            int pieceValues = PIECE_BYTES / Math.max(memoryType.bytes(), type.bytes());
            writePieces(0, start, count, data, offset, memoryType, pieceValues);
        }
    }

    /** Splits along the given dimension, or the next where one index of this one already exceeds a piece. */
    private void writePieces(
            int dimension, long[] start, long[] count, Object data, int offset, Hdf5Type memoryType, int pieceValues) {
        long inner = Arrays.stream(count, dimension + 1, count.length).reduce(1, (a, b) -> a * b);
        long first = start[dimension];
        long total = count[dimension];
        long step = Math.max(1, pieceValues / inner);
        for (long done = 0; done < total; done += step) {
            start[dimension] = first + done;
            count[dimension] = Math.min(step, total - done);
            int from = Math.toIntExact(offset + done * inner);
            if (inner > pieceValues) {
                writePieces(dimension + 1, start, count, data, from, memoryType, pieceValues);
            } else {
                int values = Math.toIntExact(count[dimension] * inner);
                objects.write(id, memoryType, start, count, new Block(data, from, values));
            }
        }
        start[dimension] = first;
        count[dimension] = total;
    }
}
