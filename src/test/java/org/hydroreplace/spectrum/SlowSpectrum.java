package org.hydroreplace.spectrum;

import java.util.Arrays;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.SlowTransform;

/**
 * Spectra by another way: all modes of a transform by its definition, each compared with its conjugate to find out which
 * of them are independent, with powers and Legendre polynomials from Math.pow.
 */
final class SlowSpectrum {
    private SlowSpectrum() {}

    static Spectrum of(double[] cells, Mesh mesh, Window window) {
        return cross(cells, cells, mesh.assignment(), mesh, window);
    }

    /** Cross spectrum of cells with others of the mesh's shape and another assignment. */
    static Spectrum cross(double[] cells, double[] others, MassAssignment assignment, Mesh mesh, Window window) {
        return multipole(cells, others, assignment, mesh, window, 0, 0);
    }

    /** Multipole of degree 0, 2 or 4 about an axis, by its number. */
    static Spectrum multipole(
            double[] cells,
            double[] others,
            MassAssignment assignment,
            Mesh mesh,
            Window window,
            int degree,
            int lineOfSight) {
        int side = mesh.side();
        int dimensions = mesh.dimensions();
        double[] a = modes(cells, dimensions, side);
        double[] b = modes(others, dimensions, side);
        int bins = side * 2;
        double[] k = new double[bins];
        double[] power = new double[bins];
        long[] counts = new long[bins];
        for (int cell = 0; cell < cells.length; cell++) {
            int conjugate = 0;
            long square = 0;
            long along = 0;
            double amplitude = 1;
            for (int d = dimensions - 1, step = 1; d >= 0; d--, step *= side) {
                int index = cell / step % side;
                conjugate += (side - index) % side * step;
                int n = Math.min(index, side - index);
                square += (long) n * n;
                along = d == lineOfSight ? n : along;
                double x = Math.PI * n / side;
                amplitude *= n == 0 || window == Window.NONE
                        ? 1
                        : Math.pow(x / Math.sin(x), assignment.order())
                                * Math.pow(x / Math.sin(x), mesh.assignment().order());
            }
            if (conjugate < cell) {
                continue; // counted already
            }
            int bin = 0;
            while ((bin + 1L) * (bin + 1L) <= square) {
                bin++;
            }
            double length = Math.sqrt((double) square);
            k[bin] += 2 * Math.PI / mesh.boxSize() * length;
            power[bin] += amplitude
                    * legendre(degree, length == 0 ? 0 : along / length)
                    * (a[2 * cell] * b[2 * cell] + a[2 * cell + 1] * b[2 * cell + 1]);
            counts[bin]++;
        }
        int last = bins - 1;
        while (counts[last] == 0) {
            last--;
        }
        double scale = Math.pow(mesh.boxSize(), dimensions) / Math.pow(side, 2 * dimensions);
        for (int bin = 1; bin <= last; bin++) {
            k[bin] /= counts[bin];
            power[bin] *= scale / counts[bin];
        }
        return new Spectrum(
                Arrays.copyOfRange(k, 1, last + 1),
                Arrays.copyOfRange(power, 1, last + 1),
                Arrays.copyOfRange(counts, 1, last + 1));
    }

    private static double[] modes(double[] cells, int dimensions, int side) {
        double mean = Arrays.stream(cells).average().orElseThrow();
        return SlowTransform.ofGrid(Arrays.stream(cells).map(x -> x / mean - 1).toArray(), dimensions, side);
    }

    /** (2 l + 1) L_l. */
    private static double legendre(int degree, double mu) {
        return switch (degree) {
            case 0 -> 1;
            case 2 -> 5 * (3 * Math.pow(mu, 2) - 1) / 2;
            case 4 -> 9 * (35 * Math.pow(mu, 4) - 30 * Math.pow(mu, 2) + 3) / 8;
            default -> throw new IllegalArgumentException("degree " + degree);
        };
    }

    static CellRows rows(double[] cells, int side) {
        return (row, into) -> System.arraycopy(cells, row * side, into, 0, side);
    }
}
