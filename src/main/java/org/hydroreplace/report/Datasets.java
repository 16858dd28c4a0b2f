package org.hydroreplace.report;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;

/** Small datasets of products, read whole, and sums over them. */
final class Datasets {
    private Datasets() {}

    /** A dataset of one dimension. */
    static double[] column(Hdf5File file, String name) {
        Hdf5Dataset dataset = file.dataset(name);
        double[] values = new double[Math.toIntExact(dataset.rows())];
        dataset.read(0, values.length, values);
        return values;
    }

    /** One column of a dataset of two dimensions. */
    static double[] column(Hdf5File file, String name, int column) {
        Hdf5Dataset dataset = file.dataset(name);
        int rows = Math.toIntExact(dataset.rows());
        double[][] columns = new double[dataset.columns()][rows];
        dataset.read(0, rows, columns);
        return columns[column];
    }

    /** The first value of a numeric attribute, NaN where there is none. */
    static double attribute(Hdf5File file, String object, String name) {
        return file.doubles(object, name).orElse(new double[] {Double.NaN})[0];
    }

    /** Element by element over arrays of equal length. */
    static double[] combined(double[] a, double[] b, DoubleBinaryOperator operator) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> operator.applyAsDouble(a[i], b[i]));
        return result;
    }

    static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    }
}
