package org.hydroreplace.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hydroreplace.io.Hdf5File;

/**
 * The spectra of a field for the eye: averaged over the modes of bins of 1/40 decade, which hold several of the file's bins
 * at large wavenumbers; those of maps over the axes as well.
 *
 * @param axes how many maps there are; 0 for a spectrum in three dimensions
 * @param k mean wavenumber of the modes of a bin, h/Mpc
 * @param ratio ratio to dmo, of maps its mean over the axes; empty where there is none
 * @param least what the ratio is at least: for one of the axes, or less its standard error
 * @param greatest what the ratio is at most
 */
@SuppressWarnings("ArrayRecordComponent")
record BinnedSpectrum(
        String field,
        int axes,
        double[] k,
        double[] power,
        double[] ratio,
        double[] least,
        double[] greatest,
        double shotNoise) {
    private static final double BINS_PER_DECADE = 40;

    static BinnedSpectrum ofPlanes(Hdf5File file, String field) {
        List<String> planes = planes(file, field);
        double[] k = Datasets.column(file, planes.getFirst() + "/k");
        double[] modes = Datasets.column(file, planes.getFirst() + "/modes");
        int[] bins = bins(k);
        List<double[]> powers = columns(file, planes, "/power", modes, bins);
        List<double[]> ratios = columns(file, planes, "/ratio", modes, bins);
        return new BinnedSpectrum(
                field,
                planes.size(),
                binned(k, modes, bins),
                over(powers, axis -> axis.average().orElse(Double.NaN)),
                over(ratios, axis -> axis.average().orElse(Double.NaN)),
                over(ratios, axis -> axis.min().orElse(Double.NaN)),
                over(ratios, axis -> axis.max().orElse(Double.NaN)),
                Datasets.attribute(file, planes.getFirst(), "shot_noise"));
    }

    static BinnedSpectrum ofVolume(Hdf5File file, String field) {
        double[] k = Datasets.column(file, field + "/k");
        double[] modes = Datasets.column(file, field + "/modes");
        int[] bins = bins(k);
        double[] ratio = file.has(field + "/ratio")
                ? binned(Datasets.column(file, field + "/ratio"), modes, bins)
                : new double[0];
        double[] error = new double[ratio.length];
        if (ratio.length > 0 && file.has(field + "/ratio_error")) {
            error = errors(Datasets.column(file, field + "/ratio_error"), modes, bins);
        }
        return new BinnedSpectrum(
                field,
                0,
                binned(k, modes, bins),
                binned(Datasets.column(file, field + "/power"), modes, bins),
                ratio,
                Datasets.combined(ratio, error, (value, e) -> value - e),
                Datasets.combined(ratio, error, (value, e) -> value + e),
                Datasets.attribute(file, field, "shot_noise"));
    }

    /** Root mean squares: neighbouring wavenumbers share what makes them err, so that a mean errs no less. 0 where there is none. */
    static double[] errors(double[] errors, double[] weights, int[] bins) {
        double[] squares = new double[errors.length];
        Arrays.setAll(squares, i -> Double.isNaN(errors[i]) ? 0 : errors[i] * errors[i]);
        return Arrays.stream(binned(squares, weights, bins)).map(Math::sqrt).toArray();
    }

    /** The groups of a field's planes, x first. */
    static List<String> planes(Hdf5File file, String field) {
        return file.children(field + "/planes").stream()
                .sorted()
                .map(axis -> field + "/planes/" + axis)
                .toList();
    }

    boolean hasRatio() {
        return ratio.length > 0;
    }

    /** The bin of each wavenumber, counted from 0 without gaps. */
    static int[] bins(double[] k) {
        int[] bins = new int[k.length];
        for (int i = 1; i < k.length; i++) {
            boolean same = Math.floor(BINS_PER_DECADE * Math.log10(k[i]))
                    == Math.floor(BINS_PER_DECADE * Math.log10(k[i - 1]));
            bins[i] = bins[i - 1] + (same ? 0 : 1);
        }
        return bins;
    }

    /** Means of the values in each bin, weighted. */
    static double[] binned(double[] values, double[] weights, int[] bins) {
        int n = bins.length == 0 ? 0 : bins[bins.length - 1] + 1;
        double[] sums = new double[n];
        double[] total = new double[n];
        for (int i = 0; i < bins.length; i++) {
            sums[bins[i]] += weights[i] * values[i];
            total[bins[i]] += weights[i];
        }
        return Datasets.combined(sums, total, (sum, weight) -> sum / weight);
    }

    private static List<double[]> columns(Hdf5File file, List<String> planes, String name, double[] modes, int[] bins) {
        return planes.stream()
                .map(plane -> plane + name)
                .filter(file::has)
                .map(path -> binned(Datasets.column(file, path), modes, bins))
                .toList();
    }

    private static double[] over(List<double[]> columns, ToDoubleFunction<DoubleStream> what) {
        double[] result = new double[columns.isEmpty() ? 0 : columns.getFirst().length];
        Arrays.setAll(result, i -> what.applyAsDouble(columns.stream().mapToDouble(column -> column[i])));
        return result;
    }
}
