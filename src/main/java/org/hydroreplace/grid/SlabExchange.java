package org.hydroreplace.grid;

/**
 * The processes that hold a cubic grid together, each some of its planes ({@link PlaneRange#ofRank}), and what they tell each
 * other. Whoever has several processes implements it; nothing here knows how they are connected.
 *
 * <p>{@link #exchange} and {@link #gather} are collective: all processes call the same in the same order, from the thread
 * that called the grid.
 */
public interface SlabExchange {
    /** A process that has all planes. */
    SlabExchange ALONE = new SlabExchange() {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void exchange(long[] send, long[] sendCounts, long[] receive, long[] receiveCounts) {
            System.arraycopy(send, 0, receive, 0, (int) sendCounts[0]);
        }

        @Override
        public double[][] gather(double[] mine) {
            return new double[][] {mine};
        }
    };

    /** This process, from 0. */
    int rank();

    /** How many there are. */
    int size();

    /**
     * Hands every process a block; the blocks lie one behind the other in the order of processes.
     *
     * @param sendCounts elements for each process
     * @param receiveCounts elements from each process, which is what it sends
     */
    void exchange(long[] send, long[] sendCounts, long[] receive, long[] receiveCounts);

    /** What each process gives, by process; lengths may differ. */
    double[][] gather(double[] mine);

    /** The planes of this process. */
    default PlaneRange planes(int side) {
        return PlaneRange.ofRank(side, rank(), size());
    }
}
