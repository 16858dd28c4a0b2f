package org.hydroreplace.pipeline;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hydroreplace.parallel.Ranks;
import org.jspecify.annotations.Nullable;

/** Threads of one process as ranks. */
final class InMemoryRanks implements Ranks {
    private final CyclicBarrier barrier;
    private final Object[] given;
    private final int rank;

    private InMemoryRanks(CyclicBarrier barrier, Object[] given, int rank) {
        this.barrier = barrier;
        this.given = given;
        this.rank = rank;
    }

    /** What each rank does. */
    @FunctionalInterface
    interface Work<T> {
        T on(Ranks ranks) throws Exception;
    }

    /** Has ranks do the same; returns what each returned. */
    static <T> List<T> run(int size, Work<T> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(size);
        Object[] given = new Object[size];
        ExecutorService executor = Executors.newFixedThreadPool(size);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                Ranks ranks = new InMemoryRanks(barrier, given, rank);
                tasks.add(() -> work.on(ranks));
            }
            List<T> results = new ArrayList<>();
            // A rank that fails leaves the others waiting.
            for (Future<T> future : executor.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private Object[] meet(Object mine) {
        try {
            given[rank] = mine;
            barrier.await();
            Object[] all = given.clone();
            barrier.await();
            return all;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long[][] copies(long[][] rows) {
        return Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
    }

    private void sum(int root, long[][] rows) {
        Object[] all = meet(copies(rows));
        if (root >= 0 && root != rank) {
            return;
        }
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], 0);
            for (Object theirs : all) {
                for (int j = 0; j < rows[i].length; j++) {
                    rows[i][j] += ((long[][]) theirs)[i][j];
                }
            }
        }
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return given.length;
    }

    @Override
    public void barrier() {
        meet(this);
    }

    @Override
    public void sum(MemorySegment int64s, long count) {
        sumTo(-1, int64s, count);
    }

    @Override
    public void sum(long[][] rows) {
        sum(-1, rows);
    }

    @Override
    public void sumTo(int root, MemorySegment int64s, long count) {
        MemorySegment part = int64s.asSlice(0, count * Long.BYTES);
        long[] values = part.toArray(ValueLayout.JAVA_LONG);
        sum(root, new long[][] {values});
        part.copyFrom(MemorySegment.ofArray(values));
    }

    @Override
    public void sumTo(int root, long[][] rows) {
        sum(root, rows);
    }

    @Override
    public long[] max(long[] values) {
        long[] most = values.clone();
        for (Object theirs : meet(values.clone())) {
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], ((long[]) theirs)[i]);
            }
        }
        return most;
    }

    @Override
    public byte[] broadcast(int root, byte @Nullable [] content) {
        return (byte[]) meet(content == null ? new byte[0] : content)[root];
    }

    @Override
    public byte[][] gather(byte[] mine) {
        return Arrays.stream(meet(mine.clone())).map(byte[].class::cast).toArray(byte[][]::new);
    }

    @Override
    public void exchange(
            MemorySegment send,
            long[] sendOffsets,
            long[] sendCounts,
            MemorySegment receive,
            long[] receiveOffsets,
            long[] receiveCounts) {
        long[][] blocks = new long[size()][];
        for (int r = 0; r < size(); r++) {
            blocks[r] = send.asSlice(Long.BYTES * sendOffsets[r], Long.BYTES * sendCounts[r])
                    .toArray(ValueLayout.JAVA_LONG);
        }
        Object[] all = meet(blocks);
        for (int r = 0; r < size(); r++) {
            long[] block = ((long[][]) all[r])[rank];
            if (block.length != receiveCounts[r]) {
                throw new IllegalArgumentException(block.length + " elements of " + r);
            }
            receive.asSlice(Long.BYTES * receiveOffsets[r], Long.BYTES * receiveCounts[r])
                    .copyFrom(MemorySegment.ofArray(block));
        }
    }

    @Override
    public void abort(int exitCode, String message) {
        throw new IllegalStateException(message);
    }

    @Override
    public String description() {
        return "threads";
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
