package org.hydroreplace.baryons;

import java.util.function.DoubleUnaryOperator;

/**
 * Cells of x = r/R200c in which displacements are interpolated linearly, found without a logarithm: 64 equal cells for each
 * power of two from 2^-14 on, and one from 0 to there.
 *
 * <p>Halos of some models end at R200c. Matter from beyond some x_k below 1 is strewn far outside, by a displacement that
 * is bent at x_k and diverges at 1. For them x is stretched so that x_k comes to lie at 15/16, from there on
 * linearly in the cube root of x - x_k (far matter lies at q^3 - 1 ~ x - x_k), and between there and 1 there are 32 cells
 * for each power of two of the distance to 1, down to 2^-18 and constant from there.
 */
final class RadialCells {
    private static final int LOG2_CELLS = 6;
    private static final int FIRST_OCTAVE = -14;
    /** Where the second cell begins. */
    static final double FIRST = 0x1p-14;

    private static final int SHIFT = 52 - LOG2_CELLS;
    private static final long FIRST_CODE = Double.doubleToRawLongBits(FIRST) >>> SHIFT;
    private static final long WITHIN = (1L << SHIFT) - 1;
    private static final double PART = 1.0 / (1L << SHIFT);

    private static final int LOG2_EDGE_CELLS = 5;
    private static final int EDGE_OCTAVES = 14;
    private static final double EDGE = 0x1p-4;
    private static final double LAST_BELOW_1 = Math.nextDown(1.0);
    private static final double CLOSEST = 0x1p-18;
    private static final int EDGE_SHIFT = 52 - LOG2_EDGE_CELLS;
    private static final long CLOSEST_CODE = Double.doubleToRawLongBits(CLOSEST) >>> EDGE_SHIFT;
    private static final long EDGE_WITHIN = (1L << EDGE_SHIFT) - 1;
    private static final double EDGE_PART = 1.0 / (1L << EDGE_SHIFT);

    /** The stretched x of matter that comes to the edge. */
    static final double BEND = 1 - EDGE;

    private final int regular;

    /** @param outer largest x that will be asked for */
    RadialCells(double outer) {
        this.regular = 1 + ((Math.getExponent(outer) + 1 - FIRST_OCTAVE) << LOG2_CELLS);
    }

    int count() {
        return regular + (EDGE_OCTAVES << LOG2_EDGE_CELLS);
    }

    /**
     * The stretched x.
     *
     * @param bend x_k
     */
    static double stretch(double x, double bend) {
        if (x >= 1) {
            return x;
        }
        return x < bend
                ? x * (BEND / bend)
                : Math.min(BEND + EDGE * StrictMath.cbrt((x - bend) / (1 - bend)), LAST_BELOW_1);
    }

    /** The x of a stretched one. */
    static double shrink(double stretched, double bend) {
        if (stretched >= 1) {
            return stretched;
        }
        if (stretched < BEND) {
            return stretched * (bend / BEND);
        }
        double w = (stretched - BEND) / EDGE;
        return Math.min(bend + (1 - bend) * (w * w * w), LAST_BELOW_1);
    }

    /** Where a stretched x below the outer one lies: the index of its cell plus how far into it, in [0, 1). */
    double place(double x) {
        if (x < FIRST) {
            return x / FIRST;
        }
        if (x > BEND && x < 1) {
            long bits = Double.doubleToRawLongBits(Math.max(1 - x, CLOSEST));
            return regular + (int) ((bits >>> EDGE_SHIFT) - CLOSEST_CODE) + (bits & EDGE_WITHIN) * EDGE_PART;
        }
        long bits = Double.doubleToRawLongBits(x);
        return 1 + (int) ((bits >>> SHIFT) - FIRST_CODE) + (bits & WITHIN) * PART;
    }

    /** The stretched x at which a cell begins: where {@link #place} is the index. */
    double begin(int cell) {
        if (cell == 0) {
            return 0;
        }
        return cell < regular ? regularNode(cell) : edgeNode(cell);
    }

    /** The stretched x at which a cell ends. In the cells next to 1 it is less than where they begin. */
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
