package org.hydroreplace.io;

/**
 * How the values of a dataset lie in the file.
 *
 * @param rowsPerChunk the length of a chunk along the first dimension (it spans the others), or 0 for one contiguous block
 * @param gzipLevel 0 (not compressed) to 9; compressed chunks are byte-shuffled first
 */
public record Hdf5Layout(long rowsPerChunk, int gzipLevel) {
    private static final Hdf5Layout CONTIGUOUS = new Hdf5Layout(0, 0);

    /** Checks that the two numbers describe a layout. */
    public Hdf5Layout {
        if (rowsPerChunk < 0) {
            throw new IllegalArgumentException("rowsPerChunk is " + rowsPerChunk + ", must be >= 0");
        }
        if (gzipLevel < 0 || gzipLevel > 9) {
            throw new IllegalArgumentException("gzipLevel is " + gzipLevel + ", must be 0 to 9");
        }
        if (rowsPerChunk == 0 && gzipLevel > 0) {
            throw new IllegalArgumentException("only chunks can be compressed");
        }
    }

    /** One block, allocated when the dataset is created. */
    public static Hdf5Layout contiguous() {
        return CONTIGUOUS;
    }

    /** Chunks of whole rows; without compression allocated when the dataset is created, else as they are completed. */
    public static Hdf5Layout chunked(long rowsPerChunk, int gzipLevel) {
        if (rowsPerChunk == 0) {
            throw new IllegalArgumentException("rowsPerChunk is 0, must be >= 1");
        }
        return new Hdf5Layout(rowsPerChunk, gzipLevel);
    }

    boolean isChunked() {
        return rowsPerChunk > 0;
    }
}
