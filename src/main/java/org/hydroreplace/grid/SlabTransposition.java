package org.hydroreplace.grid;

/**
 * Exchanges the first two indices of a cubic grid in its place: row (i, j) along the last index changes places with row (j, i).
 * Planes and rows are dealt out alike, so the rows that a process sends another leave exactly the room for those that it gets;
 * they go in messages of bounded length.
 */
final class SlabTransposition {
    /** Of what is sent in one go, and of what is received. */
    private static final int BUFFER_BYTES = 4 << 20;

    private final Slabs slabs;
    private final int side;
    private final int rowLength;
    private final SlabExchange ranks;
    private final int rowLongs;
    private final int rowsPerMessage;

    SlabTransposition(Slabs slabs, int side, int rowLength, Precision precision, SlabExchange ranks) {
        this.slabs = slabs;
        this.side = side;
        this.rowLength = rowLength;
        this.ranks = ranks;
        this.rowLongs = rowLength * precision.bytes() / Long.BYTES;
        this.rowsPerMessage = rowsPerMessage(rowLongs, ranks.size());
    }

    private static int rowsPerMessage(int rowLongs, int ranks) {
        return (int) Math.max(1, BUFFER_BYTES / ((long) Long.BYTES * rowLongs * Math.max(1, ranks - 1)));
    }

    /** Bytes that it takes beside the grid. */
    static long bytes(int side, Precision precision, int ranks) {
        int rowLongs = FourierTransform.halfComplex(side) * precision.bytes() / Long.BYTES;
        return 2L * Long.BYTES * rowLongs * rowsPerMessage(rowLongs, ranks) * (ranks - 1);
    }

    void run(int threads) throws InterruptedException {
        PlaneRange mine = ranks.planes(side);
        Workers.run(threads, mine.count(), () -> slab -> {
            for (int other = slab + 1; other < mine.count(); other++) {
                slabs.swap(slab, (mine.from() + other) * rowLength, other, (mine.from() + slab) * rowLength, rowLength);
            }
        });
        if (ranks.size() > 1) {
            withOthers();
        }
    }

    private void withOthers() {
        long most = PlaneRange.mostOfRank(side, ranks.size());
        int room = rowLongs * rowsPerMessage * (ranks.size() - 1);
        long[] out = new long[room];
        long[] in = new long[room];
        long[] counts = new long[ranks.size()];
        for (long first = 0; first < most * most; first += rowsPerMessage) {
            int at = 0;
            for (int rank = 0; rank < ranks.size(); rank++) {
                int end = copy(rank, first, out, at, true);
                counts[rank] = (long) end - at;
                at = end;
            }
            ranks.exchange(out, counts, in, counts);
            at = 0;
            for (int rank = 0; rank < ranks.size(); rank++) {
                at = copy(rank, first, in, at, false);
            }
        }
    }

    /**
     * Copies some of the rows that change places with those of another process to a buffer, or back. Both count the pairs of
     * rows alike: for each plane of the lower process the planes of the higher one.
     *
     * @return the place behind them in the buffer
     */
    private int copy(int rank, long first, long[] buffer, int begin, boolean out) {
        if (rank == ranks.rank()) {
            return begin;
        }
        PlaneRange mine = ranks.planes(side);
        PlaneRange theirs = PlaneRange.ofRank(side, rank, ranks.size());
        boolean lower = ranks.rank() < rank;
        int inner = lower ? theirs.count() : mine.count();
        int at = begin;
        long end = Math.min(first + rowsPerMessage, (long) mine.count() * theirs.count());
        for (long pair = first; pair < end; pair++) {
            int ofLower = (int) (pair / inner);
            int ofHigher = (int) (pair % inner);
            int slab = lower ? ofLower : ofHigher;
            int row = theirs.from() + (lower ? ofHigher : ofLower);
            if (out) {
                slabs.pack(slab, row * rowLength, rowLength, buffer, at);
            } else {
                slabs.unpack(slab, row * rowLength, rowLength, buffer, at);
            }
            at += rowLongs;
        }
        return at;
    }
}
