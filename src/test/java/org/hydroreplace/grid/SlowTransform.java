package org.hydroreplace.grid;

/** Fourier transforms by their definition. */
public final class SlowTransform {
    private SlowTransform() {}

    /** Transform of complex numbers, real and imaginary part in turn. */
    public static double[] of(double[] values) {
        int length = values.length / 2;
        double[] transform = new double[values.length];
        for (int n = 0; n < length; n++) {
            for (int j = 0; j < length; j++) {
                double angle = -2 * Math.PI * ((long) n * j % length) / length;
                double cos = StrictMath.cos(angle);
                double sin = StrictMath.sin(angle);
                transform[2 * n] += values[2 * j] * cos - values[2 * j + 1] * sin;
                transform[2 * n + 1] += values[2 * j] * sin + values[2 * j + 1] * cos;
            }
        }
        return transform;
    }

    /** Transform of a real grid in row order: all modes, each index from 0 to side - 1. */
    public static double[] ofGrid(double[] cells, int dimensions, int side) {
        double[] values = new double[2 * cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[2 * i] = cells[i];
        }
        int step = 1;
        for (int d = 0; d < dimensions; d++, step *= side) {
            for (int first = 0; first < cells.length; first++) {
                if (first / step % side == 0) {
                    double[] line = new double[2 * side];
                    for (int j = 0; j < side; j++) {
                        line[2 * j] = values[2 * (first + j * step)];
                        line[2 * j + 1] = values[2 * (first + j * step) + 1];
                    }
                    line = of(line);
                    for (int j = 0; j < side; j++) {
                        values[2 * (first + j * step)] = line[2 * j];
                        values[2 * (first + j * step) + 1] = line[2 * j + 1];
                    }
                }
            }
        }
        return values;
    }
}
