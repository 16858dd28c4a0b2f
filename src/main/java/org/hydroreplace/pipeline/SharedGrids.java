package org.hydroreplace.pipeline;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.hydroreplace.grid.SlabExchange;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.parallel.Ranks;

/**
 * Ranks that hold the planes of grids together. Where one is asked to stop, all stop at the same {@link #gather}, as each waits
 * for the others.
 */
final class SharedGrids implements SlabExchange {
    private final Ranks ranks;
    private final StopRequest stop;

    private SharedGrids(Ranks ranks, StopRequest stop) {
        this.ranks = ranks;
        this.stop = stop;
    }

    static SlabExchange of(Ranks ranks, StopRequest stop) {
        return ranks.size() == 1 ? ALONE : new SharedGrids(ranks, stop);
    }

    @Override
    public int rank() {
        return ranks.rank();
    }

    @Override
    public int size() {
        return ranks.size();
    }

    @Override
    public void exchange(long[] send, long[] sendCounts, long[] receive, long[] receiveCounts) {
        ranks.exchange(
                MemorySegment.ofArray(send),
                begins(sendCounts),
                sendCounts,
                MemorySegment.ofArray(receive),
                begins(receiveCounts),
                receiveCounts);
    }

    private static long[] begins(long[] counts) {
        long[] begins = new long[counts.length];
        for (int r = 1; r < counts.length; r++) {
            begins[r] = begins[r - 1] + counts[r - 1];
        }
        return begins;
    }

    /**
     * What each rank gives.
     *
     * @throws StoppedException on all ranks, if one of them was asked to stop
     */
    @Override
    public double[][] gather(double[] mine) {
        ByteBuffer message = ByteBuffer.allocate(1 + mine.length * Double.BYTES);
        message.put((byte) (stop.isMade() ? 1 : 0)).asDoubleBuffer().put(mine);
        double[][] all = new double[ranks.size()][];
        boolean stopped = false;
        byte[][] messages = ranks.gather(message.array());
        for (int r = 0; r < all.length; r++) {
            ByteBuffer theirs = ByteBuffer.wrap(messages[r]);
            stopped |= theirs.get() == 1;
            all[r] = new double[theirs.remaining() / Double.BYTES];
            theirs.asDoubleBuffer().get(all[r]);
        }
        if (stopped) {
            throw new StoppedException("stopped, as this or another rank was asked to");
        }
        return all;
    }
}
