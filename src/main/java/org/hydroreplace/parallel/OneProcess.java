package org.hydroreplace.parallel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The only rank there is: sums are what it has, and what it sends comes back. Loads no library. Any thread may call it. */
public final class OneProcess implements Ranks {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void barrier() {
        // All are here.
    }

    @Override
    public void sum(MemorySegment int64s, long count) {
        Blocks.part(int64s, 0, count);
    }

    @Override
    public void sum(long[][] rows) {
        Blocks.of(rows);
    }

    @Override
    public void sumTo(int root, MemorySegment int64s, long count) {
        Objects.checkIndex(root, 1);
        sum(int64s, count);
    }

    @Override
    public void sumTo(int root, long[][] rows) {
        Objects.checkIndex(root, 1);
        sum(rows);
    }

    @Override
    public long[] max(long[] values) {
        return values.clone();
    }

    @Override
    public byte[] broadcast(int root, byte @Nullable [] content) {
        Objects.checkIndex(root, 1);
        return Objects.requireNonNull(content, "the root has no content");
    }

    @Override
    public byte[][] gather(byte[] mine) {
        return new byte[][] {mine.clone()};
    }

    @Override
    public void exchange(
            MemorySegment send,
            long[] sendOffsets,
            long[] sendCounts,
            MemorySegment receive,
            long[] receiveOffsets,
            long[] receiveCounts) {
        MemorySegment from = Blocks.parts(send, sendOffsets, sendCounts, 1)[0];
        MemorySegment to = Blocks.parts(receive, receiveOffsets, receiveCounts, 1)[0];
        if (from.byteSize() != to.byteSize()) {
            throw new IllegalArgumentException(
                    "rank 0 sends " + sendCounts[0] + " elements to rank 0, which expects " + receiveCounts[0]);
        }
        to.copyFrom(from);
    }

    @Override
    public void abort(int exitCode, String message) {
        Complaint.print(message, "");
        Runtime.getRuntime().halt(exitCode);
    }

    @Override
    public String description() {
        return "one process";
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
