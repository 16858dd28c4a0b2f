package org.hydroreplace.io;

import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.hydroreplace.io.Hdf5Dataset.RowSink;

/**
 * Rows of chunked storage. The decoded chunks of one band of rows are kept until another band is asked for, so that
 * reading on in order decodes every chunk once. A band holds {@link #rowsPerChunk()} rows of all columns.
 */
final class ChunkedRows implements Hdf5Dataset.RowSource {
    private final Hdf5File file;
    private final String name;
    private final ChunkDecoder decoder;
    private final int columns;
    private final int elementBytes;
    private final int[] chunk;
    private final int chunkRows;
    private final int chunkColumns;
    private final int bandBytes;
    private long bandIndex = -1;
    private byte[] band = new byte[0];

    ChunkedRows(Hdf5File file, String name, ChunkedDataset dataset, long rows, int columns, int elementBytes) {
        this.file = file;
        this.name = name;
        this.columns = columns;
        this.elementBytes = elementBytes;
        this.chunk = dataset.getChunkDimensions();
        if (chunk.length > 2) {
            throw new InputException(file.path() + ": " + name + " is chunked in " + chunk.length
                    + " dimensions where at most 2 can be read; rewrite it (h5repack)");
        }
        this.chunkRows = chunk[0];
        this.chunkColumns = chunk.length == 1 ? 1 : chunk[1];
        if (chunkRows < 1 || chunkColumns < 1) {
            throw new IllegalStateException("its chunks have the shape " + Arrays.toString(chunk));
        }
        long bytes = Math.multiplyExact(rows, Math.multiplyExact(columns, elementBytes));
        if (bytes / ChunkDecoder.LARGEST_RATIO > file.bytes()) {
            throw new IllegalStateException(bytes + " bytes cannot be in a file of " + file.bytes());
        }
        this.bandBytes = Math.multiplyExact(chunkRows, Math.multiplyExact(columns, elementBytes));
        this.decoder = new ChunkDecoder(file, dataset, Math.multiplyExact(chunkRows, chunkColumns), elementBytes);
    }

    @Override
    public int rowsPerChunk() {
        return chunkRows;
    }

    /** The band that is kept, and while the next is made its stored bytes, and it before and after the bytes are put in order. */
    @Override
    public long bufferBytes() {
        return 4L * bandBytes;
    }

    @Override
    public void read(long firstRow, int rows, RowSink sink) {
        int rowBytes = columns * elementBytes;
        for (int at = 0; at < rows; ) {
            long row = firstRow + at;
            long index = row / chunkRows;
            if (index != bandIndex) {
                decode(index);
            }
            int inBand = (int) (row - index * chunkRows);
            int count = Math.min(chunkRows - inBand, rows - at);
            ByteBuffer bytes = ByteBuffer.wrap(band);
            bytes.position(inBand * rowBytes);
            sink.accept(bytes, at, count);
            at += count;
        }
    }

    /** Nothing: to decode chunks takes longer than to read them. */
    @Override
    public void fetch(long firstRow, int rows) {}

    private void decode(long index) {
        bandIndex = -1;
        if (columns == chunkColumns) {
            band = decodeChunk(index * chunkRows, 0);
        } else {
            for (int column = 0; column < columns; column += chunkColumns) {
                byte[] part = decodeChunk(index * chunkRows, column);
                if (band.length != bandBytes) {
                    band = new byte[bandBytes];
                }
                interleave(part, column);
            }
        }
        bandIndex = index;
    }

    /** Copies a chunk that holds some of the columns to its place in the band; a chunk at the edge is padded. */
    private void interleave(byte[] part, int column) {
        int width = Math.min(chunkColumns, columns - column) * elementBytes;
        for (int row = 0; row < chunkRows; row++) {
            System.arraycopy(
                    part, row * chunkColumns * elementBytes, band, (row * columns + column) * elementBytes, width);
        }
    }

    private byte[] decodeChunk(long row, int column) {
        if (row > Integer.MAX_VALUE) {
            throw new InputException(
                    file.path() + ": " + name + " is chunked and has more than 2^31 rows, of which row " + row
                            + " cannot be read; split the snapshot over more files");
        }
        try {
            int[] offset = new int[chunk.length];
            offset[0] = (int) row;
            if (offset.length > 1) {
                offset[1] = column;
            }
            return decoder.decode(offset);
        } catch (RuntimeException | LinkageError | DataFormatException | IOException e) {
            throw file.damaged(name + " from row " + row, e);
        }
    }
}
