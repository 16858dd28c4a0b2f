package org.hydroreplace.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads of one process that share grids as several processes would. */
public final class ThreadRanks {
    private final CyclicBarrier barrier;
    private final Object[] given;

    private ThreadRanks(int size) {
        this.barrier = new CyclicBarrier(size);
        this.given = new Object[size];
    }

    /** What each rank does. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T on(SlabExchange ranks) throws Exception;
    }

    /** Has ranks do the same; returns what each returned. */
    public static <T> List<T> run(int size, Work<T> work) {
        ThreadRanks all = new ThreadRanks(size);
        ExecutorService executor = Executors.newFixedThreadPool(size);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                SlabExchange exchange = all.of(rank);
                tasks.add(() -> work.on(exchange));
            }
            List<T> results = new ArrayList<>();
            // A rank that fails leaves the others waiting.
            for (Future<T> future : executor.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Message(long[] content, long[] counts) {}

    private Object[] meet(int rank, Object mine) {
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

    private SlabExchange of(int rank) {
        return new SlabExchange() {
            @Override
            public int rank() {
                return rank;
            }

            @Override
            public int size() {
                return given.length;
            }

            @Override
            public void exchange(long[] send, long[] sendCounts, long[] receive, long[] receiveCounts) {
                int at = 0;
                Object[] all = meet(rank, new Message(send.clone(), sendCounts.clone()));
                for (int from = 0; from < all.length; from++) {
                    Message message = (Message) all[from];
                    long begin = Arrays.stream(message.counts, 0, rank).sum();
                    if (message.counts[rank] != receiveCounts[from]) {
                        throw new IllegalArgumentException("rank " + from + " sends " + message.counts[rank]
                                + " to rank " + rank + ", which expects " + receiveCounts[from]);
                    }
                    System.arraycopy(message.content, (int) begin, receive, at, (int) receiveCounts[from]);
                    at += (int) receiveCounts[from];
                }
            }

            @Override
            public double[][] gather(double[] mine) {
                return Arrays.stream(meet(rank, mine.clone()))
                        .map(double[].class::cast)
                        .toArray(double[][]::new);
            }
        };
    }
}
