package org.hydroreplace.spectrum;

import java.util.function.Supplier;
import org.hydroreplace.grid.PlaneRange;
import org.hydroreplace.grid.SlabExchange;
import org.hydroreplace.grid.Workers;

/**
 * Means of quantities over the modes of each bin.
 *
 * @param length mean length of the modes, in fundamental ones
 * @param values for every quantity the mean of each bin
 * @param modes independent modes of each bin
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
record ModeMeans(double[] length, double[][] values, long[] modes) {
    /** Bytes that the sums of some quantities take, where several processes make them and each has those of all at the end. */
    static long bytes(ModeBins bins, int quantities, int ranks) {
        long all = PlaneRange.parts(bins.side()) * (bins.last() + 1L) * (2 + quantities) * Double.BYTES;
        // What a process has itself, twice, and twice what all hand on.
        return ranks == 1 ? all : 4 * all;
    }

    /**
     * Adds up. The modes are cut into the same parts, by their index before the last, whatever the number of threads and
     * processes; each part is summed in its order, then the parts are added in theirs. Collective.
     *
     * @param estimators make what works out the rows of modes that this process has
     * @param ranks those that have the modes
     */
    static ModeMeans of(
            ModeBins bins, int quantities, Supplier<RowEstimator> estimators, SlabExchange ranks, int threads)
            throws InterruptedException {
        int side = bins.side();
        int parts = PlaneRange.parts(side);
        PlaneRange mine = PlaneRange.partsOf(side, ranks.rank(), ranks.size());
        int rowsPerIndex = bins.dimensions() == 2 ? 1 : side;
        int width = Sums.width(bins, quantities);
        double[] table = new double[mine.count() * width];
        Workers.run(threads, mine.count(), () -> {
            RowEstimator estimator = estimators.get();
            double[][] values = new double[quantities][side / 2 + 1];
            return task -> {
                Sums sums = new Sums(bins, table, task * width);
                PlaneRange part = PlaneRange.of(side, mine.from() + task, parts);
                for (int index = part.from(); index < part.to(); index++) {
                    for (int other = 0; other < rowsPerIndex; other++) {
                        int row = other * side + index;
                        estimator.row(row, values);
                        sums.add(row, values);
                    }
                }
            };
        });
        double[] all = new double[width];
        for (double[] ofRank : ranks.gather(table)) {
            for (int i = 0; i < ofRank.length; i++) {
                all[i % width] += ofRank[i];
            }
        }
        return new Sums(bins, all, 0).means(quantities);
    }

    /** Sums over the modes of each bin, bin 0 too: their number, their lengths and every quantity in turn, in a table. */
    private static final class Sums {
        private final ModeBins bins;
        private final int count;
        private final double[] table;
        private final int modes;
        private final int lengths;
        private final int values;

        Sums(ModeBins bins, double[] table, int begin) {
            this.bins = bins;
            this.count = bins.last() + 1;
            this.table = table;
            this.modes = begin;
            this.lengths = begin + count;
            this.values = begin + 2 * count;
        }

        static int width(ModeBins bins, int quantities) {
            return (bins.last() + 1) * (2 + quantities);
        }

        void add(int row, double[][] rowValues) {
            int side = bins.side();
            int square = bins.square(row);
            boolean conjugate = bins.conjugate(row);
            int from = conjugate ? 1 : 0;
            int to = conjugate && side % 2 == 0 ? side / 2 - 1 : side / 2;
            for (int n = from; n <= to; n++) {
                double length = Math.sqrt(square + n * n);
                int bin = ModeBins.bin(length);
                // A number of modes, below 2^47, is exact.
                table[modes + bin]++;
                table[lengths + bin] += length;
                for (int q = 0; q < rowValues.length; q++) {
                    table[values + q * count + bin] += rowValues[q][n];
                }
            }
        }

        ModeMeans means(int quantities) {
            int last = bins.last();
            ModeMeans means = new ModeMeans(new double[last], new double[quantities][last], new long[last]);
            for (int b = 1; b <= last; b++) {
                double number = table[modes + b];
                means.modes[b - 1] = (long) number;
                means.length[b - 1] = table[lengths + b] / number;
                for (int q = 0; q < quantities; q++) {
                    means.values[q][b - 1] = table[values + q * count + b] / number;
                }
            }
            return means;
        }
    }
}
