package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.Snapshot;

/**
 * Keeps the disk busy: has the system bring the blocks into its page cache that passes are going to read, from when the headers
 * are known until all have been read once. What is in the cache does not count as memory of the process, and the system may
 * take it back. Where there are several passes over the same particles, the later ones read by themselves.
 */
final class ReadAhead implements AutoCloseable {
    /** Blocks before those that are read, in all 800 MB of float64 positions: what a disk gives while halos are matched. */
    private static final int LEAD = 512;

    /** Particles a second that only the cache gives. */
    private static final double CACHED = 3e8;

    /** One of so many blocks is tried, as long as all are found in the cache. */
    private static final int SAMPLE = 8;

    /** What one pass reads. */
    record Stretch(Snapshot snapshot, List<ParticleBlock> blocks) {}

    private final List<Stretch> stretches;
    private int reached;
    private boolean ended;

    private ReadAhead(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /** Begins, on a thread of its own. */
    static ReadAhead begin(List<Stretch> stretches) {
        ReadAhead ahead = new ReadAhead(stretches);
        Thread.ofPlatform().daemon().name("read-ahead").start(ahead::fetchAll);
        return ahead;
    }

    /**
     * A pass is so far.
     *
     * @param block of its blocks the next that nobody has taken
     */
    synchronized void reached(Snapshot snapshot, int block) {
        int before = 0;
        for (Stretch stretch : stretches) {
            if (stretch.snapshot().equals(snapshot)) {
                reached = before + block;
                notifyAll();
                return;
            }
            before += stretch.blocks().size();
        }
    }

    /** Ends it after the block that it is at; waits for nothing. */
    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }

    /** Waits until a block is near enough to be fetched. Returns whether there is any use in that: nobody may have been faster. */
    private synchronized boolean isDue(int block) throws InterruptedException {
        while (!ended && block > reached + LEAD) {
            wait();
        }
        return !ended && block >= reached;
    }

    private void fetchAll() {
        try {
            int before = 0;
            for (Stretch stretch : stretches) {
                fetch(stretch, before);
                before += stretch.blocks().size();
            }
        } catch (RuntimeException | Error | InterruptedException e) {
            // Whatever is wrong with the files, who reads them will meet it and say so.
        }
    }

    private void fetch(Stretch stretch, int before) throws InterruptedException {
        try (ParticleReader reader = stretch.snapshot().reader()) {
            int step;
            for (int i = 0; i < stretch.blocks().size(); i += step) {
                step = 1;
                if (isDue(before + i)) {
                    ParticleBlock block = stretch.blocks().get(i);
                    long begin = System.nanoTime();
                    reader.fetch(block);
                    step = block.rows() > CACHED * 1e-9 * (System.nanoTime() - begin) ? SAMPLE : 1;
                }
            }
        }
    }
}
