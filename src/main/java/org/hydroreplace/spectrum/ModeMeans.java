package org.hydroreplace.spectrum;

import java.util.function.Supplier;
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
    /**
     * The slabs are cut into this many parts whatever the number of threads; each part is summed in its order, then the
     * parts are added in theirs.
     */
    private static final int PARTS = 256;

    /** Bytes that the sums of some quantities take. */
    static long bytes(ModeBins bins, int quantities) {
        return Math.min(PARTS, bins.side()) * (bins.last() + 1L) * (2 + quantities) * Double.BYTES;
    }

    static ModeMeans of(ModeBins bins, int quantities, Supplier<RowEstimator> estimators, int threads)
            throws InterruptedException {
        int parts = Math.min(PARTS, bins.side());
        Sums[] sums = new Sums[parts];
        Workers.run(threads, parts, () -> {
            RowEstimator estimator = estimators.get();
            double[][] values = new double[quantities][bins.side() / 2 + 1];
            return part -> {
                sums[part] = new Sums(bins, quantities);
                int rowsPerSlab = bins.dimensions() == 2 ? 1 : bins.side();
                int from = (int) ((long) part * bins.side() / parts) * rowsPerSlab;
                int to = (int) ((part + 1L) * bins.side() / parts) * rowsPerSlab;
                for (int row = from; row < to; row++) {
                    estimator.row(row, values);
                    sums[part].add(row, values);
                }
            };
        });
        for (int part = 1; part < parts; part++) {
            sums[0].add(sums[part]);
        }
        return sums[0].means();
    }

    /** Sums over the modes of each bin, bin 0 too. */
    private static final class Sums {
        private final ModeBins bins;
        private final double[] lengths;
        private final double[][] values;
        private final long[] modes;

        Sums(ModeBins bins, int quantities) {
            this.bins = bins;
            int count = bins.last() + 1;
            this.lengths = new double[count];
            this.values = new double[quantities][count];
            this.modes = new long[count];
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
                lengths[bin] += length;
                modes[bin]++;
                for (int q = 0; q < values.length; q++) {
                    values[q][bin] += rowValues[q][n];
                }
            }
        }

        void add(Sums other) {
            for (int b = 0; b < modes.length; b++) {
                lengths[b] += other.lengths[b];
                modes[b] += other.modes[b];
                for (int q = 0; q < values.length; q++) {
                    values[q][b] += other.values[q][b];
                }
            }
        }

        ModeMeans means() {
            int count = bins.last();
            ModeMeans means = new ModeMeans(new double[count], new double[values.length][count], new long[count]);
            for (int b = 1; b <= count; b++) {
                means.modes[b - 1] = modes[b];
                means.length[b - 1] = lengths[b] / modes[b];
                for (int q = 0; q < values.length; q++) {
                    means.values[q][b - 1] = values[q][b] / modes[b];
                }
            }
            return means;
        }
    }
}
