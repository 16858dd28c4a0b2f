package org.hydroreplace.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/**
 * A numeric dataset of one or two dimensions, read by ranges of rows into arrays of the caller.
 *
 * <p>The convenience calls of jHDF are 10 to 380 times too slow for particles, so only its addresses, chunk index and
 * raw chunks are used; bytes are decoded here. A read holds one piece of at most {@value #PIECE_BYTES} bytes
 * (contiguous data) or one decoded HDF5 chunk, whatever the size of the dataset.
 */
public final class Hdf5Dataset {
    /** Bytes read at once from contiguous storage: small enough for the second-level cache. */
    static final int PIECE_BYTES = 1 << 19;

    private final Hdf5File file;
    private final String name;
    private final Dataset dataset;
    private final long[] shape;
    private final int columns;
    private final ElementType type;
    private final RowSource source;

    Hdf5Dataset(Hdf5File file, String name, Dataset dataset) {
        this.file = file;
        this.name = name;
        this.dataset = dataset;
        try {
            this.shape = dataset.getDimensionsAsLong();
            this.columns = columns(shape);
            this.type = ElementType.of(dataset.getDataType());
            this.source = source();
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            throw file.damaged(name, e);
        }
    }

    private static int columns(long[] shape) {
        long columns = 1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0) {
                throw new IllegalStateException("its shape is " + Arrays.toString(shape));
            }
            columns = i == 0 ? 1 : Math.multiplyExact(columns, shape[i]);
        }
        return Math.toIntExact(columns);
    }

    private RowSource source() {
        int rowBytes = Math.multiplyExact(columns, type.bytes);
        return switch (dataset) {
            case ContiguousDataset contiguous -> new ContiguousRows(file, name, contiguous, rowBytes, rows());
            case ChunkedDataset chunked -> new ChunkedRows(file, name, chunked, rows(), columns, type.bytes);
            default ->
                throw new InputException(
                        file.path() + ": " + name + " is stored in the layout " + dataset.getDataLayout()
                                + ", which cannot be read; rewrite it contiguous or chunked (h5repack)");
        };
    }

    /** Length of the first dimension; 1 for a scalar. */
    public long rows() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** Product of the remaining dimensions. */
    public int columns() {
        return columns;
    }

    public long[] shape() {
        return shape.clone();
    }

    /** Name of the stored type, such as {@code float32} or {@code uint64}. */
    public String typeName() {
        return type.name;
    }

    /** Bytes that one element takes in the file before any filter. */
    public int elementBytes() {
        return type.bytes;
    }

    /** Bytes that the values take in the file: after filters, without the index of chunks. */
    public long storedBytes() {
        try {
            return rows() == 0 ? 0 : dataset.getStorageInBytes();
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            throw file.damaged(name, e);
        }
    }

    /** Bytes of memory that reading takes beside the arrays of the caller. */
    public long bufferBytes() {
        return source.bufferBytes();
    }

    /** Rows that are stored, and best read, together: the HDF5 chunk, or 1 for contiguous storage. */
    public int rowsPerChunk() {
        return source.rowsPerChunk();
    }

    /**
     * Reads rows as double.
     *
     * @param columns one array for each column, each with room for {@code rows} values
     * @throws InputException if the bytes cannot be read or decoded
     */
    public void read(long firstRow, int rows, double[]... columns) {
        check(firstRow, rows);
        if (columns.length != columns()) {
            throw new InputException(file.path() + ": " + name + " has " + columns() + " columns where "
                    + columns.length + " are expected; it is not of a layout that can be read");
        }
        if (!type.numeric) {
            throw unexpected("numbers");
        }
        source.read(firstRow, rows, (bytes, at, count) -> type.doubles(bytes, count, columns, at));
    }

    /**
     * Has the system bring rows into its page cache, where they are stored in one piece, and waits until they are there. No
     * memory of this process is taken.
     */
    public void fetch(long firstRow, int rows) {
        check(firstRow, rows);
        source.fetch(firstRow, rows);
    }

    /** Reads rows as double into one array, row after row: room for {@code rows * columns()} values. */
    public void readFlat(long firstRow, int rows, double[] values) {
        check(firstRow, rows);
        if (!type.numeric) {
            throw unexpected("numbers");
        }
        int n = columns;
        if (n == 0) {
            return;
        }
        source.read(
                firstRow, rows, (bytes, at, count) -> type.doubles(bytes, count * n, new double[][] {values}, at * n));
    }

    /** Reads rows of an integer dataset of one column; unsigned 64-bit values keep their bits. */
    public void read(long firstRow, int rows, long[] values) {
        check(firstRow, rows);
        if (type.floating || !type.numeric || columns != 1) {
            throw unexpected("one column of integers");
        }
        source.read(firstRow, rows, (bytes, at, count) -> type.longs(bytes, count, values, at));
    }

    private InputException unexpected(String expected) {
        return new InputException(
                file.path() + ": " + name + " holds values of the type " + type.name + " in the shape "
                        + Arrays.toString(shape) + " instead of " + expected
                        + "; it is not of a layout that can be read");
    }

    private void check(long firstRow, int rows) {
        if (firstRow < 0 || rows < 0 || rows > rows() - firstRow) {
            throw new IndexOutOfBoundsException(
                    "rows " + firstRow + " to " + (firstRow + rows) + " of " + Arrays.toString(shape) + " in " + name);
        }
    }

    /** Where the bytes of rows come from. */
    interface RowSource {
        void read(long firstRow, int rows, RowSink sink);

        void fetch(long firstRow, int rows);

        int rowsPerChunk();

        long bufferBytes();
    }

    /** Takes whole rows: {@code bytes} from its position on hold {@code count} rows that belong at row {@code at}. */
    interface RowSink {
        void accept(ByteBuffer bytes, int at, int count);
    }

    /** How an element is stored. */
    private record ElementType(
            String name, int bytes, boolean numeric, boolean floating, boolean signed, ByteOrder order) {
        /** The enumeration that h5py stores a boolean of numpy as; read as 0 and 1. Other enumerations are not numbers. */
        private static final Map<Integer, String> BOOLEAN = Map.of(0, "FALSE", 1, "TRUE");

        static ElementType of(DataType type) {
            int bytes = type.getSize();
            if (type instanceof FloatingPoint f) {
                boolean known = isIeee(f, 4, 8, 127) || isIeee(f, 8, 11, 1023);
                String name = known ? "float" + 8 * bytes : "custom float of " + bytes + " bytes";
                return new ElementType(name, bytes, known, true, true, f.getByteOrder());
            }
            if (type instanceof EnumDataType e && BOOLEAN.equals(e.getEnumMapping()) && bytes == 1) {
                return new ElementType("bool", bytes, true, false, true, ByteOrder.LITTLE_ENDIAN);
            }
            if (type instanceof FixedPoint i) {
                boolean known = (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8)
                        && i.getBitOffset() == 0
                        && i.getBitPrecision() == 8 * bytes;
                String name = (i.isSigned() ? "int" : "uint") + 8 * bytes;
                return new ElementType(
                        known ? name : "custom integer of " + bytes + " bytes",
                        bytes,
                        known,
                        false,
                        i.isSigned(),
                        i.getByteOrder());
            }
            return new ElementType(type.getClass().getSimpleName(), bytes, false, false, true, ByteOrder.LITTLE_ENDIAN);
        }

        /** Simulation codes also store floats of their own, cut to fewer bits: those must not be taken for these. */
        private static boolean isIeee(FloatingPoint type, int bytes, int exponentBits, int bias) {
            int mantissaBits = 8 * bytes - exponentBits - 1;
            return type.getSize() == bytes
                    && type.getBitOffset() == 0
                    && type.getBitPrecision() == 8 * bytes
                    && type.getMantissaLocation() == 0
                    && type.getMantissaSize() == mantissaBits
                    && type.getExponentLocation() == mantissaBits
                    && type.getExponentSize() == exponentBits
                    && type.getExponentBias() == bias;
        }

        void doubles(ByteBuffer bytes, int rows, double[][] columns, int at) {
            bytes.order(order);
            int n = columns.length;
            int position = bytes.position();
            for (int c = 0; c < n; c++) {
                double[] column = columns[c];
                int p = position + c * this.bytes;
                int stride = n * this.bytes;
                if (floating && this.bytes == 8) {
                    for (int r = 0; r < rows; r++, p += stride) {
                        column[at + r] = bytes.getDouble(p);
                    }
                } else if (floating) {
                    for (int r = 0; r < rows; r++, p += stride) {
                        column[at + r] = bytes.getFloat(p);
                    }
                } else {
                    for (int r = 0; r < rows; r++, p += stride) {
                        long value = integer(bytes, p);
                        column[at + r] = !signed && value < 0 ? (value >>> 1) * 2.0 + (value & 1) : value;
                    }
                }
            }
        }

        void longs(ByteBuffer bytes, int rows, long[] values, int at) {
            bytes.order(order);
            int position = bytes.position();
            for (int r = 0; r < rows; r++) {
                values[at + r] = integer(bytes, position + r * this.bytes);
            }
        }

        private long integer(ByteBuffer buffer, int p) {
            return switch (bytes) {
                case 8 -> buffer.getLong(p);
                case 4 -> signed ? buffer.getInt(p) : buffer.getInt(p) & 0xffffffffL;
                case 2 -> signed ? buffer.getShort(p) : buffer.getShort(p) & 0xffffL;
                case 1 -> signed ? buffer.get(p) : buffer.get(p) & 0xffL;
                default -> throw new IllegalStateException(name + " of " + bytes + " bytes is not a number");
            };
        }
    }
}
