package org.hydroreplace.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Numbered tasks, independent of each other, shared among threads in any order. */
public final class Workers {
    private Workers() {}

    /**
     * Runs the tasks 0 to {@code tasks} - 1 and returns when all have ended. The first exception of a task ends the others
     * and is thrown.
     *
     * @param threads at least 1; with 1 the caller's thread does it all
     * @param worker makes what a thread calls for each of its tasks, with buffers of its own
     */
    public static void run(int threads, int tasks, Supplier<IntConsumer> worker) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        int used = Math.min(threads, tasks);
        AtomicInteger next = new AtomicInteger();
        if (used <= 1) {
            work(next, tasks, worker);
            return;
        }
        ExecutorService executor = Executors.newFixedThreadPool(
                used, Thread.ofPlatform().daemon().name("worker-", 0).factory());
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < used; i++) {
                futures.add(executor.submit(() -> work(next, tasks, worker)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            next.set(tasks);
            executor.shutdownNow();
            // Nobody may touch the caller's arrays once this has returned, well or not.
            executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    private static void work(AtomicInteger next, int tasks, Supplier<IntConsumer> worker) {
        try {
            IntConsumer consumer = worker.get();
            int task;
            while ((task = next.getAndIncrement()) < tasks) {
                consumer.accept(task);
            }
        } catch (RuntimeException | Error e) {
            next.set(tasks);
            throw e;
        }
    }
}
