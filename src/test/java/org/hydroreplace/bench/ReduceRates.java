package org.hydroreplace.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import org.hydroreplace.parallel.Ranks;

/**
 * Seconds of adding up int64 over ranks, one line a round: {@link Ranks#sum} and {@link Ranks#sumTo} outside the heap, then sumTo of
 * rows of 8 KiB on the heap. Started by bench/run reduce, beside a C program. Arguments: elements, rounds.
 */
public final class ReduceRates {
    private static final int ROW = 1024;

    private ReduceRates() {}

    /** Entry point of each rank. */
    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        try (Ranks ranks = Ranks.open(System.getenv(), null);
                Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(ValueLayout.JAVA_LONG, count);
            long[][] rows = new long[(int) (count / ROW)][ROW];
            for (int round = 0; round <= rounds; round++) {
                fill(values, count, ranks.rank());
                double all = seconds(ranks, () -> ranks.sum(values, count));
                check(values, count, ranks.size());
                fill(values, count, ranks.rank());
                double one = seconds(ranks, () -> ranks.sumTo(0, values, count));
                double heap = seconds(ranks, () -> ranks.sumTo(0, rows));
                // The first round meets cold code and pages.
                if (round > 0 && ranks.rank() == 0) {
                    System.out.printf(Locale.ROOT, "%.6f %.6f %.6f%n", all, one, heap);
                }
            }
        }
    }

    private static void fill(MemorySegment values, long count, int rank) {
        for (long i = 0; i < count; i++) {
            values.setAtIndex(ValueLayout.JAVA_LONG, i, i + rank);
        }
    }

    private static void check(MemorySegment values, long count, int size) {
        for (long i = 0; i < count; i++) {
            if (values.getAtIndex(ValueLayout.JAVA_LONG, i) != i * size + size * (size - 1L) / 2) {
                throw new IllegalStateException("element " + i);
            }
        }
    }

    private static double seconds(Ranks ranks, Runnable work) {
        ranks.barrier();
        long begin = System.nanoTime();
        work.run();
        ranks.barrier();
        return (System.nanoTime() - begin) / 1e9;
    }
}
