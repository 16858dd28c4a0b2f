package org.hydroreplace.spectrum;

import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.PlaneRange;
import org.hydroreplace.grid.SlabExchange;
import org.hydroreplace.grid.Workers;

/**
 * Brings the cells of sub-boxes together whose planes are with several processes: as many sub-boxes at a time as there are
 * processes, one for each. A process holds one sub-box whole; messages are bounded, but that a plane of each sub-box goes at once.
 */
final class SubBoxCells {
    private static final long BUFFER_BYTES = 4 << 20;

    private final SubBoxGrid boxes;
    private final SubBoxSpectra.Stretches cells;
    private final SlabExchange ranks;
    private final int threads;
    private final PlaneRange mine;
    private final int area;
    private final int planesAtOnce;

    SubBoxCells(SubBoxGrid boxes, SubBoxSpectra.Stretches cells, SlabExchange ranks, int threads) {
        this.boxes = boxes;
        this.cells = cells;
        this.ranks = ranks;
        this.threads = threads;
        this.mine = ranks.planes(boxes.whole());
        this.area = boxes.side() * boxes.side();
        this.planesAtOnce = planesAtOnce(boxes, ranks.size());
    }

    /** Planes of each sub-box that go in one message. */
    private static int planesAtOnce(SubBoxGrid boxes, int ranks) {
        long together = Math.min(ranks, boxes.count());
        return Math.clamp(BUFFER_BYTES / (Double.BYTES * together * boxes.side() * boxes.side()), 1, boxes.side());
    }

    /** Bytes that it takes, a sub-box included. */
    static long bytes(SubBoxGrid boxes, int ranks) {
        if (ranks == 1) {
            return 0;
        }
        long plane = (long) Double.BYTES * boxes.side() * boxes.side();
        return plane * (boxes.side() + (Math.min(ranks, boxes.count()) + 1L) * planesAtOnce(boxes, ranks));
    }

    /**
     * The rows of the sub-box {@code first} + rank, or of none if there are not so many. Collective.
     *
     * @param first the sub-box of the first process
     */
    CellRows of(int first) throws InterruptedException {
        int box = first + ranks.rank();
        if (ranks.size() == 1) {
            return (row, line) -> boxes.read(cells, box, row / boxes.side(), row % boxes.side(), line);
        }
        double[][] planes = new double[box < boxes.count() ? boxes.side() : 0][area];
        for (int plane = 0; plane < boxes.side(); plane += planesAtOnce) {
            collect(first, new PlaneRange(plane, Math.min(plane + planesAtOnce, boxes.side())), planes);
        }
        return (row, line) ->
                System.arraycopy(planes[row / boxes.side()], row % boxes.side() * boxes.side(), line, 0, line.length);
    }

    private void collect(int first, PlaneRange some, double[][] planes) throws InterruptedException {
        long[] sendCounts = new long[ranks.size()];
        long[] receiveCounts = new long[ranks.size()];
        int[] begins = new int[ranks.size()];
        int sent = 0;
        for (int rank = 0; rank < ranks.size(); rank++) {
            begins[rank] = sent;
            int count = area * ofBox(first + rank, some, mine).count();
            sendCounts[rank] = count;
            sent += count;
            PlaneRange theirs = PlaneRange.ofRank(boxes.whole(), rank, ranks.size());
            receiveCounts[rank] =
                    (long) area * ofBox(first + ranks.rank(), some, theirs).count();
        }
        long[] send = new long[sent];
        long[] receive = new long[area * (planes.length == 0 ? 0 : some.count())];
        pack(first, some, begins, send);
        ranks.exchange(send, sendCounts, receive, receiveCounts);
        // Processes have planes in their order, and so they came.
        for (int i = 0; i < receive.length; i++) {
            planes[some.from() + i / area][i % area] = Double.longBitsToDouble(receive[i]);
        }
    }

    private void pack(int first, PlaneRange some, int[] begins, long[] send) throws InterruptedException {
        Workers.run(threads, ranks.size() * some.count(), () -> {
            double[] line = new double[boxes.side()];
            return task -> {
                int rank = task / some.count();
                PlaneRange found = ofBox(first + rank, some, mine);
                int plane = some.from() + task % some.count();
                if (!found.has(plane)) {
                    return;
                }
                int at = begins[rank] + (plane - found.from()) * area;
                for (int row = 0; row < boxes.side(); row++) {
                    boxes.read(cells, first + rank, plane, row, line);
                    for (double cell : line) {
                        send[at++] = Double.doubleToRawLongBits(cell);
                    }
                }
            };
        });
    }

    /** Those of some planes of a sub-box, counted within it, that lie among planes of the whole grid. */
    private PlaneRange ofBox(int box, PlaneRange some, PlaneRange wholePlanes) {
        if (box >= boxes.count()) {
            return new PlaneRange(0, 0);
        }
        int begin = boxes.firstPlane(box);
        return some.and(new PlaneRange(Math.max(0, wholePlanes.from() - begin), Math.max(0, wholePlanes.to() - begin)));
    }
}
