package org.hydroreplace.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hydroreplace.io.Hdf5File;

/**
 * The spectra of a field's maps for the eye: averaged over the axes, and over the modes of bins of 1/40 decade, which
 * hold several of the file's bins at large wavenumbers.
 *
 * @param k mean wavenumber of the modes of a bin, h/Mpc
 * @param ratio mean over the axes of the ratio to dmo, with the least and the greatest; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record PlaneSpectrum(
        String field,
        int axes,
        double[] k,
        double[] power,
        double[] ratio,
        double[] least,
        double[] greatest,
        double shotNoise) {
    private static final double BINS_PER_DECADE = 40;

    static PlaneSpectrum read(Hdf5File file, String field) {
        List<String> planes = planes(file, field);
        double[] k = Datasets.column(file, planes.getFirst() + "/k");
        double[] modes = Datasets.column(file, planes.getFirst() + "/modes");
        int[] bins = bins(k);
        List<double[]> powers = columns(file, planes, "/power", modes, bins);
        List<double[]> ratios = columns(file, planes, "/ratio", modes, bins);
        return new PlaneSpectrum(
                field,
                planes.size(),
                binned(k, modes, bins),
                over(powers, axis -> axis.average().orElse(Double.NaN)),
                over(ratios, axis -> axis.average().orElse(Double.NaN)),
                over(ratios, axis -> axis.min().orElse(Double.NaN)),
                over(ratios, axis -> axis.max().orElse(Double.NaN)),
                Datasets.attribute(file, planes.getFirst(), "shot_noise"));
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
