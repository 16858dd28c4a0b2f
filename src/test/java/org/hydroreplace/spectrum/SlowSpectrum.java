package org.hydroreplace.spectrum;

import java.util.Arrays;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.SlowTransform;

/**
 * Spectra by another way: all modes of a transform by its definition, each compared with its conjugate to find out which
 * of them are independent.
 */
final class SlowSpectrum {
    private SlowSpectrum() {}

    static Spectrum of(double[] cells, int dimensions, int side, double box, MassAssignment assignment, Window window) {
        double mean = Arrays.stream(cells).average().orElseThrow();
        double[] modes =
                SlowTransform.ofGrid(Arrays.stream(cells).map(x -> x / mean - 1).toArray(), dimensions, side);
        int bins = side * 2;
        double[] k = new double[bins];
        double[] power = new double[bins];
        long[] counts = new long[bins];
        for (int cell = 0; cell < cells.length; cell++) {
            int conjugate = 0;
            long square = 0;
            double amplitude = 1;
            for (int d = 0, step = 1; d < dimensions; d++, step *= side) {
                int index = cell / step % side;
                conjugate += (side - index) % side * step;
                int n = Math.min(index, side - index);
                square += (long) n * n;
                double x = Math.PI * n / side;
                amplitude *= n == 0 || window == Window.NONE ? 1 : Math.pow(x / Math.sin(x), assignment.order());
            }
            if (conjugate < cell) {
                continue; // counted already
            }
            int bin = 0;
            while ((bin + 1L) * (bin + 1L) <= square) {
                bin++;
            }
            k[bin] += 2 * Math.PI / box * Math.sqrt((double) square);
            power[bin] += amplitude * amplitude * square(modes, cell);
            counts[bin]++;
        }
        int last = bins - 1;
        while (counts[last] == 0) {
            last--;
        }
        double scale = Math.pow(box, dimensions) / Math.pow(side, 2 * dimensions);
        for (int b = 1; b <= last; b++) {
            k[b] /= counts[b];
            power[b] *= scale / counts[b];
        }
        return new Spectrum(
                Arrays.copyOfRange(k, 1, last + 1),
                Arrays.copyOfRange(power, 1, last + 1),
                Arrays.copyOfRange(counts, 1, last + 1));
    }

    private static double square(double[] modes, int cell) {
        return modes[2 * cell] * modes[2 * cell] + modes[2 * cell + 1] * modes[2 * cell + 1];
    }

    static CellRows rows(double[] cells, int side) {
        return (row, into) -> System.arraycopy(cells, row * side, into, 0, side);
    }
}
