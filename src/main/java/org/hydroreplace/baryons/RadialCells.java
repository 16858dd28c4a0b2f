package org.hydroreplace.baryons;

import java.util.function.DoubleUnaryOperator;

/**
 * Cells of x = r/R200c in which displacements are interpolated linearly, found without a logarithm: 64 equal cells for each
 * power of two from 2^-14 on, and one from 0 to there. Halos of some models end at R200c, where the displacement diverges:
 * between 31/32 and 1 there are 8 cells for each power of two of 1 - x instead, down to 2^-20 and constant from there.
 */
final class RadialCells {
    private static final int LOG2_CELLS = 6;
    private static final int FIRST_OCTAVE = -14;
    private static final double FIRST = 0x1p-14;
    private static final int SHIFT = 52 - LOG2_CELLS;
    private static final long FIRST_CODE = Double.doubleToRawLongBits(FIRST) >>> SHIFT;
    private static final long WITHIN = (1L << SHIFT) - 1;
    private static final double PART = 1.0 / (1L << SHIFT);

    private static final int LOG2_EDGE_CELLS = 3;
    private static final int EDGE_OCTAVES = 15;
    private static final double EDGE = 0x1p-5;
    private static final double CLOSEST = 0x1p-20;
    private static final int EDGE_SHIFT = 52 - LOG2_EDGE_CELLS;
    private static final long CLOSEST_CODE = Double.doubleToRawLongBits(CLOSEST) >>> EDGE_SHIFT;
    private static final long EDGE_WITHIN = (1L << EDGE_SHIFT) - 1;
    private static final double EDGE_PART = 1.0 / (1L << EDGE_SHIFT);

    private final int regular;

    /** @param outer largest x that will be asked for */
    RadialCells(double outer) {
        this.regular = 1 + ((Math.getExponent(outer) + 1 - FIRST_OCTAVE) << LOG2_CELLS);
    }

    int count() {
        return regular + (EDGE_OCTAVES << LOG2_EDGE_CELLS);
    }

    /** Where an x below the outer one lies: the index of its cell plus how far into it, in [0, 1). */
    double place(double x) {
        if (x < FIRST) {
            return x / FIRST;
        }
        if (x > 1 - EDGE && x < 1) {
            long bits = Double.doubleToRawLongBits(Math.max(1 - x, CLOSEST));
            return regular + (int) ((bits >>> EDGE_SHIFT) - CLOSEST_CODE) + (bits & EDGE_WITHIN) * EDGE_PART;
        }
        long bits = Double.doubleToRawLongBits(x);
        return 1 + (int) ((bits >>> SHIFT) - FIRST_CODE) + (bits & WITHIN) * PART;
    }

    /** The x at which a cell begins: where {@link #place} is the index. */
    double begin(int cell) {
        if (cell == 0) {
            return 0;
        }
        return cell < regular ? regularNode(cell) : edgeNode(cell);
    }

    /** The x at which a cell ends. In the cells next to 1 it is less than where they begin. */
    double end(int cell) {
        return cell < regular ? regularNode(cell + 1) : edgeNode(cell + 1);
    }

    private static double regularNode(int cell) {
        return Double.longBitsToDouble((cell - 1 + FIRST_CODE) << SHIFT);
    }

    private double edgeNode(int cell) {
        return 1 - Double.longBitsToDouble((cell - regular + CLOSEST_CODE) << EDGE_SHIFT);
    }

    /** For each cell the value at its beginning and what it gains to its end, as floats: 8 bytes a cell. */
    float[] tabulate(DoubleUnaryOperator f) {
        float[] table = new float[2 * count()];
        double at = Double.NaN;
        double value = 0;
        for (int cell = 0; cell < count(); cell++) {
            double left = begin(cell) == at ? value : f.applyAsDouble(begin(cell));
            at = end(cell);
            value = f.applyAsDouble(at);
            table[2 * cell] = (float) left;
            table[2 * cell + 1] = (float) (value - left);
        }
        return table;
    }
}
