package org.hydroreplace.report;

/**
 * Means over blocks of a square map that is fed row by row, so that the full map is never in memory.
 *
 * <p>Where the sizes do not divide each other, a cell on the border of two blocks counts in both by its share of the
 * area: the geometry stays exact and the mean over the coarse map is the mean over the fine one. Allocates
 * {@code size()}² doubles; the sum over a block is carried in double.
 */
public final class MapCoarsener {
    private final int cells;
    private final int size;
    private final double[][] sums;
    private final double[] line;
    private int rows;

    private MapCoarsener(int cells, int size) {
        if (cells < 1 || size < 1) {
            throw new IllegalArgumentException("cannot map " + cells + " cells a side to " + size);
        }
        this.cells = cells;
        this.size = size;
        this.sums = new double[size][size];
        this.line = new double[size];
    }

    /** Coarsens {@code cells} x {@code cells} to at most {@code most} a side; a smaller map is kept as it is. */
    public static MapCoarsener atMost(int cells, int most) {
        return new MapCoarsener(cells, Math.min(cells, most));
    }

    /** Brings the map to exactly {@code size} a side, finer or coarser. */
    static double[][] resampled(double[][] map, int size) {
        MapCoarsener coarsener = new MapCoarsener(map.length, size);
        for (double[] row : map) {
            coarsener.add(row);
        }
        return coarsener.result();
    }

    /** Cells a side of the result. */
    public int size() {
        return size;
    }

    /** The next row: all cells with the same first index. The array is not kept. */
    public void add(double[] row) {
        if (row.length != cells) {
            throw new IllegalArgumentException("row " + rows + " has " + row.length + " cells, the map " + cells);
        }
        if (rows == cells) {
            throw new IllegalStateException("all " + cells + " rows have been added");
        }
        coarsenLine(row);
        long start = (long) rows * size;
        for (int block = (int) (start / cells); block < size && (long) block * cells < start + size; block++) {
            double weight = overlap(start, block) / cells;
            double[] sum = sums[block];
            for (int j = 0; j < size; j++) {
                sum[j] += weight * line[j];
            }
        }
        rows++;
    }

    /** The coarse map, indexed as the fine one. */
    public double[][] result() {
        if (rows != cells) {
            throw new IllegalStateException(rows + " of " + cells + " rows have been added");
        }
        return sums;
    }

    private void coarsenLine(double[] row) {
        for (int block = 0; block < size; block++) {
            int first = (int) ((long) block * cells / size);
            int last = (int) (((long) (block + 1) * cells - 1) / size);
            double sum = 0;
            for (int i = first; i <= last; i++) {
                sum += overlap((long) i * size, block) * row[i];
            }
            line[block] = sum / cells;
        }
    }

    /** The common length of a cell that starts at {@code start} and a block; cells are {@code size} long. */
    private double overlap(long start, int block) {
        long blockStart = (long) block * cells;
        return Math.min(start + size, blockStart + cells) - Math.max(start, blockStart);
    }
}
