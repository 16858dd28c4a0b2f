package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;

/**
 * A bounded number of sets of accumulators that threads borrow for one chunk. With one set a thread nobody waits; where
 * memory allows fewer, threads read and route while another deposits.
 */
final class AccumulatorPool {
    private final List<Accumulators> sets = new ArrayList<>();
    private final BlockingQueue<Accumulators> free;

    /** @param maker makes a set of a number, from 0 */
    AccumulatorPool(int size, IntFunction<Accumulators> maker) {
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            Accumulators set = maker.apply(i);
            sets.add(set);
            free.add(set);
        }
    }

    Accumulators borrow() throws InterruptedException {
        return free.take();
    }

    void giveBack(Accumulators set) {
        free.add(set);
    }

    /** All sets, for those who know that nobody borrows one. */
    List<Accumulators> sets() {
        return sets;
    }

    /** The sum of all sets; the pool is not to be used any more. */
    Accumulators sum() {
        Accumulators sum = sets.getFirst();
        for (Accumulators set : sets.subList(1, sets.size())) {
            sum.absorb(set);
        }
        return sum;
    }
}
