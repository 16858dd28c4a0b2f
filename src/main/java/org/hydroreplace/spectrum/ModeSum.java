package org.hydroreplace.spectrum;

import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.Workers;

/**
 * Means over the modes of each bin. The slabs are cut into the same parts whatever the number of threads; each part is
 * summed in its order, then the parts are added in theirs.
 */
final class ModeSum {
    private static final int PARTS = 256;

    private final ModeBins bins;
    private final double boxSize;
    private final WindowFactors window;

    ModeSum(ModeBins bins, double boxSize, WindowFactors window) {
        if (!(boxSize > 0) || Double.isInfinite(boxSize)) {
            throw new IllegalArgumentException("box size " + boxSize + " Mpc/h is not a positive number");
        }
        this.bins = bins;
        this.boxSize = boxSize;
        this.window = window;
    }

    /** Bytes that the sums of some quantities take. */
    static long bytes(ModeBins bins, int quantities) {
        return Math.min(PARTS, bins.side()) * (bins.last() + 1L) * (2 + quantities) * Double.BYTES;
    }

    Spectrum power(FourierGrid grid, int threads) throws InterruptedException {
        int side = bins.side();
        int parts = Math.min(PARTS, side);
        int count = bins.last() + 1;
        double[][] lengths = new double[parts][count];
        double[][] powers = new double[parts][count];
        long[][] modes = new long[parts][count];
        Workers.run(threads, parts, () -> {
            double[] row = new double[side + 2];
            return part -> {
                int rowsPerSlab = grid.rows() / side;
                int from = (int) ((long) part * side / parts) * rowsPerSlab;
                int to = (int) ((part + 1L) * side / parts) * rowsPerSlab;
                for (int r = from; r < to; r++) {
                    grid.modes(r, row);
                    add(r, row, lengths[part], powers[part], modes[part]);
                }
            };
        });
        for (int part = 1; part < parts; part++) {
            for (int b = 0; b < count; b++) {
                lengths[0][b] += lengths[part][b];
                powers[0][b] += powers[part][b];
                modes[0][b] += modes[part][b];
            }
        }
        return spectrum(lengths[0], powers[0], modes[0]);
    }

    private void add(int row, double[] amplitudes, double[] lengths, double[] powers, long[] modes) {
        int side = bins.side();
        boolean conjugate = bins.conjugate(row);
        int square = bins.square(row);
        double factor = window.of(bins.mode(row % side));
        if (bins.dimensions() == 3) {
            factor *= window.of(bins.mode(row / side));
        }
        for (int n = conjugate ? 1 : 0; n <= side / 2; n++) {
            if (conjugate && 2 * n == side) {
                break;
            }
            double length = Math.sqrt(square + n * n);
            int b = (int) length;
            double re = amplitudes[2 * n];
            double im = amplitudes[2 * n + 1];
            lengths[b] += length;
            powers[b] += (re * re + im * im) * factor * window.of(n);
            modes[b]++;
        }
    }

    private Spectrum spectrum(double[] lengths, double[] powers, long[] modes) {
        int count = bins.last();
        double fundamental = 2 * Math.PI / boxSize;
        double volume = 1;
        for (int d = 0; d < bins.dimensions(); d++) {
            volume *= boxSize / bins.side() / bins.side();
        }
        double[] k = new double[count];
        double[] power = new double[count];
        long[] counts = new long[count];
        for (int b = 1; b <= count; b++) {
            k[b - 1] = fundamental * lengths[b] / modes[b];
            power[b - 1] = volume * powers[b] / modes[b];
            counts[b - 1] = modes[b];
        }
        return new Spectrum(k, power, counts);
    }
}
