package org.hydroreplace.lensing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.Workers;
import org.hydroreplace.io.AtomicOutput;

/** Rows of float64 computed by several threads and written in order, in blocks of some {@value #BLOCK_BYTES} bytes for each thread. */
final class RowBlocks {
    private static final int BLOCK_BYTES = 1 << 21;

    private RowBlocks() {}

    /** Bytes held while writing. */
    static long bytes(int valuesPerRow, int threads) {
        long row = (long) valuesPerRow * Double.BYTES;
        return Math.max((long) threads * BLOCK_BYTES, row) + 2L * threads * row;
    }

    /**
     * Writes a square grid.
     *
     * @param side rows, and values in each
     */
    static void write(AtomicOutput out, ByteOrder order, int side, CellRows cells, int threads)
            throws InterruptedException {
        write(out, order, side, side, () -> cells, threads);
    }

    /**
     * Writes rows of any length.
     *
     * @param source makes what a thread calls for each of its rows, with buffers of its own
     */
    static void write(
            AtomicOutput out, ByteOrder order, int rows, int valuesPerRow, Supplier<CellRows> source, int threads)
            throws InterruptedException {
        int rowBytes = Math.multiplyExact(valuesPerRow, Double.BYTES);
        int rowsPerBlock = Math.clamp((long) threads * BLOCK_BYTES / rowBytes, 1, rows);
        byte[] block = new byte[Math.multiplyExact(rowsPerBlock, rowBytes)];
        for (int first = 0; first < rows; first += rowsPerBlock) {
            int start = first;
            int count = Math.min(rowsPerBlock, rows - first);
            Workers.run(threads, count, () -> {
                CellRows cells = source.get();
                double[] values = new double[valuesPerRow];
                return r -> {
                    cells.read(start + r, values);
                    ByteBuffer.wrap(block, r * rowBytes, rowBytes)
                            .order(order)
                            .asDoubleBuffer()
                            .put(values);
                };
            });
            out.write(ByteBuffer.wrap(block, 0, count * rowBytes));
        }
    }
}
