package org.hydroreplace.pipeline;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.hydroreplace.io.Checkpointed;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;

/**
 * Which blocks of a pass are done. Threads take the others one by one, and end up with what they add to the accumulators
 * and the mark that it is there as one step: {@link #exclusively} runs while no thread is between the two, which is when
 * accumulators and marks belong together.
 */
final class BlockLedger implements Checkpointed {
    /** What is done for one block, or for a checkpoint. */
    interface Step {
        void run() throws InterruptedException;
    }

    private final int blocks;
    private final StopRequest stop;
    private final BitSet done;
    private final AtomicInteger next = new AtomicInteger();
    // Fair: a checkpoint that is due waits for the blocks in flight, not for all that follow.
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private volatile boolean broken;

    BlockLedger(int blocks, StopRequest stop) {
        this.blocks = blocks;
        this.stop = stop;
        this.done = new BitSet(blocks);
    }

    /** The next block to do, or -1 if there is none, the run is to stop, or another thread has failed. */
    int take() {
        while (!stop.isMade() && !broken) {
            int block = next.getAndIncrement();
            if (block >= blocks) {
                return -1;
            }
            if (!isDone(block)) {
                return block;
            }
        }
        return -1;
    }

    /** The first block that nobody has been given. */
    int taken() {
        return Math.min(next.get(), blocks);
    }

    /** Adds a block to the accumulators and marks it. */
    void add(int block, Step adding) throws InterruptedException {
        Lock shared = lock.readLock();
        shared.lock();
        try {
            adding.run();
            synchronized (done) {
                done.set(block);
            }
        } catch (RuntimeException | Error | InterruptedException e) {
            // Part of the block may be in the accumulators: they are not to be saved any more.
            broken = true;
            throw e;
        } finally {
            shared.unlock();
        }
    }

    /** A thread has failed: nobody is to take another block. */
    void fail() {
        broken = true;
    }

    /** Runs something while no thread adds, unless the accumulators are beyond saving. */
    void exclusively(Runnable step) {
        Lock exclusive = lock.writeLock();
        exclusive.lock();
        try {
            if (!broken) {
                step.run();
            }
        } finally {
            exclusive.unlock();
        }
    }

    boolean isDone(int block) {
        synchronized (done) {
            return done.get(block);
        }
    }

    boolean isComplete() {
        synchronized (done) {
            return done.cardinality() == blocks;
        }
    }

    @Override
    public void save(StateOutput out) {
        synchronized (done) {
            long[] bits = new long[words()];
            long[] set = done.toLongArray();
            System.arraycopy(set, 0, bits, 0, set.length);
            out.writeLong(blocks);
            out.writeSum(List.of(bits));
        }
    }

    @Override
    public void load(StateInput in) {
        in.expect(blocks, "blocks of particles");
        long[] bits = new long[words()];
        in.addTo(List.of(bits));
        BitSet saved = BitSet.valueOf(bits);
        synchronized (done) {
            if (saved.length() > blocks || saved.intersects(done)) {
                throw in.damaged("blocks that are not there, or twice");
            }
            done.or(saved);
        }
    }

    private int words() {
        return (blocks + Long.SIZE - 1) / Long.SIZE;
    }
}
