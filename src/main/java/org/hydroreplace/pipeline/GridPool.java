package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * A bounded number of grid sets that threads borrow for the deposit of one chunk. With one set a thread nobody waits;
 * where memory allows fewer, threads read and route while another deposits.
 */
final class GridPool {
    private final List<GridSet> sets = new ArrayList<>();
    private final BlockingQueue<GridSet> free;

    GridPool(int size, Supplier<GridSet> maker) {
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            GridSet set = maker.get();
            sets.add(set);
            free.add(set);
        }
    }

    GridSet borrow() throws InterruptedException {
        return free.take();
    }

    void giveBack(GridSet set) {
        free.add(set);
    }

    /** The sum of all sets; the pool is not to be used any more. */
    GridSet sum() {
        GridSet sum = sets.getFirst();
        for (GridSet set : sets.subList(1, sets.size())) {
            sum.absorb(set);
        }
        return sum;
    }
}
