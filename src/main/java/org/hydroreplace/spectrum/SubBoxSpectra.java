package org.hydroreplace.spectrum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.grid.SlabExchange;

/**
 * Spectra of the parts of a box, of which the errors of the spectrum of the whole are estimated. The overdensity of each
 * part is that about the mean of the whole box; a part is taken as periodic, so its spectrum is that of the box smoothed
 * over one of its own fundamental modes.
 *
 * <p>Errors are right where modes of different parts are independent, which needs wavelengths well below the side of a
 * part. Leaving out a part of the volume before one transform of all would double the variance, because pairs across parts
 * are left out with both (Mohammad &amp; Percival 2022, MNRAS 514, 1289).
 *
 * @param parts parts along a side; there are its cube
 * @param fundamental wavenumber of one wave in a part, h/Mpc
 * @param k mean wavenumber of the modes of each bin, h/Mpc; bins are as wide as the fundamental mode of a part
 * @param power of every part, bin by bin, (Mpc/h)^3
 * @param modes independent modes of each bin in one part
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
public record SubBoxSpectra(int parts, double fundamental, double[] k, double[][] power, long[] modes) {
    /** Stretches of the rows of a grid. */
    @FunctionalInterface
    public interface Stretches {
        /**
         * Sets {@code cells} to a stretch of a row. Called from several threads.
         *
         * @param row in row order
         * @param from first cell of the stretch
         */
        void read(int row, int from, double[] cells);
    }

    /**
     * Measures the spectra. Where several processes have the grid, each measures some of the sub-boxes on its own, all have the
     * result, and it is the same.
     *
     * @param mesh the whole grid, in three dimensions; its side a multiple of the parts
     * @param cells those of the planes that this process has
     * @param mean of the cells of the whole grid
     */
    public static SubBoxSpectra of(
            Mesh mesh,
            int parts,
            Stretches cells,
            double mean,
            Window window,
            Precision precision,
            SlabExchange ranks,
            int threads)
            throws InterruptedException {
        if (mesh.dimensions() != 3 || parts < 2 || mesh.side() % parts != 0) {
            throw new IllegalArgumentException(
                    parts + " parts along a side of " + mesh.side() + "^" + mesh.dimensions() + " cells");
        }
        SubBoxGrid boxes = new SubBoxGrid(mesh.side(), parts);
        SubBoxCells source = new SubBoxCells(boxes, cells, ranks, threads);
        Mesh part = part(mesh, parts);
        // One for all: the collector would keep some of many, as they die too late for it.
        FourierGrid grid = new FourierGrid(3, part.side(), precision);
        Spectrum first = new Spectrum(new double[0], new double[0], new long[0]);
        List<double[]> mine = new ArrayList<>();
        for (int box = 0; box < boxes.count(); box += ranks.size()) {
            CellRows rows = source.of(box);
            if (box + ranks.rank() < boxes.count()) {
                DensityModes modes = DensityModes.about(mean, part, rows, grid, threads);
                Spectrum spectrum = PowerSpectra.auto(modes, window, threads);
                first = mine.isEmpty() ? spectrum : first;
                mine.add(spectrum.power());
            }
        }
        return gathered(part, parts, first, mine, ranks);
    }

    /** Every process has the spectra of every so many sub-boxes, and the first has one at least. */
    private static SubBoxSpectra gathered(
            Mesh part, int parts, Spectrum first, List<double[]> mine, SlabExchange ranks) {
        int bins = PowerSpectra.bins(3, part.side());
        double[] message = new double[(2 + mine.size()) * bins];
        for (int b = 0; b < first.k().length; b++) {
            message[b] = first.k()[b];
            message[bins + b] = first.modes()[b];
        }
        for (int box = 0; box < mine.size(); box++) {
            System.arraycopy(mine.get(box), 0, message, (2 + box) * bins, bins);
        }
        double[][] all = ranks.gather(message);
        double[][] power = new double[parts * parts * parts][];
        for (int box = 0; box < power.length; box++) {
            int begin = (2 + box / ranks.size()) * bins;
            power[box] = Arrays.copyOfRange(all[box % ranks.size()], begin, begin + bins);
        }
        long[] modes = new long[bins];
        Arrays.setAll(modes, b -> (long) all[0][bins + b]);
        return new SubBoxSpectra(parts, part.fundamental(), Arrays.copyOf(all[0], bins), power, modes);
    }

    private static Mesh part(Mesh mesh, int parts) {
        return new Mesh(3, mesh.side() / parts, mesh.boxSize() / parts, mesh.assignment());
    }

    /** Bytes that a measurement takes at its peak in one of so many processes, beside its result. */
    public static long bytes(Mesh mesh, int parts, Precision precision, int threads, int ranks) {
        Mesh part = part(mesh, parts);
        return DensityModes.bytes(part, precision, threads, 1)
                + PowerSpectra.bytes(part, 1)
                + SubBoxCells.bytes(new SubBoxGrid(mesh.side(), parts), ranks);
    }

    /** Standard error of the mean power, bin by bin. */
    public double[] error() {
        return Jackknife.error(Jackknife.leavingOneOut(power));
    }

    /** Ratio of the mean power to that of another field of the same box. */
    public double[] ratio(SubBoxSpectra other) {
        return Jackknife.ratio(Jackknife.mean(power), Jackknife.mean(other.power));
    }

    /** Standard error of that ratio: what both fields have in common cancels. */
    public double[] ratioError(SubBoxSpectra other) {
        double[][] ratios = Jackknife.leavingOneOut(power);
        double[][] others = Jackknife.leavingOneOut(other.power);
        for (int s = 0; s < ratios.length; s++) {
            ratios[s] = Jackknife.ratio(ratios[s], others[s]);
        }
        return Jackknife.error(ratios);
    }

    /** Standard error of the power of the whole box in the bins of its spectrum; NaN below the first bin of the parts. */
    public double[] errorOf(Spectrum spectrum) {
        double[] relative = Jackknife.ratio(error(), Jackknife.mean(power));
        double[] error = inBinsOf(spectrum, relative);
        for (int b = 0; b < error.length; b++) {
            error[b] *= spectrum.power()[b];
        }
        return error;
    }

    /**
     * Errors of the bins of the whole box's spectrum from those of the wider bins of the parts: larger as the root of the
     * number of modes, which are independent.
     *
     * @param errors in the bins of the parts
     */
    public double[] inBinsOf(Spectrum spectrum, double[] errors) {
        double[] spread = new double[spectrum.k().length];
        Arrays.setAll(spread, b -> {
            int bin = ModeBins.bin(spectrum.k()[b] / fundamental) - 1;
            if (bin < 0 || bin >= errors.length) {
                return Double.NaN;
            }
            return errors[bin] * Math.sqrt((double) power.length * modes[bin] / spectrum.modes()[b]);
        });
        return spread;
    }
}
