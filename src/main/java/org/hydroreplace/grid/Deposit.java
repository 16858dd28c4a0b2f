package org.hydroreplace.grid;

/**
 * Deposits particles into grids with one assignment scheme. The definition is that of Pylians3, pmesh and abacusutils
 * (grid point i at i L/N); the weights are those of {@link MassAssignment}.
 *
 * <p>The mass of a particle is first split among the slabs and then among the cells of each, in whole units: every share
 * but one is rounded to the nearest unit, and the remaining cell (the nearest in TSC, the lower of the nearest two in CIC and
 * PCS) takes the rest. So a particle deposits exactly its mass, rounding favours no cell, and no share is negative.
 */
public abstract class Deposit {
    private static final double LAST_BITS = 0x1.8p52;

    private final double boxSize;
    private final double shift;

    Deposit(double boxSize, GridPoints points) {
        this.boxSize = boxSize;
        this.shift = points.shift();
    }

    /** The kernel of a scheme, with grid point i at i L/N. */
    public static Deposit of(MassAssignment assignment, double boxSize) {
        return of(assignment, boxSize, GridPoints.ON_ORIGIN);
    }

    /**
     * The kernel of a scheme.
     *
     * @param boxSize side of the box in the unit of the positions
     */
    public static Deposit of(MassAssignment assignment, double boxSize, GridPoints points) {
        return switch (assignment) {
            case NGP -> new NgpDeposit(boxSize, points);
            case CIC -> new CicDeposit(boxSize, points);
            case TSC -> new TscDeposit(boxSize, points);
            case PCS -> new PcsDeposit(boxSize, points);
        };
    }

    /**
     * Adds particles to a two-dimensional grid.
     *
     * @param a positions along the first index, in [0, box]
     * @param b positions along the second index, in [0, box]
     * @param units mass of each particle in units, not negative
     * @param chosen which particles: indices into the three arrays
     * @param from first entry of {@code chosen} that counts
     * @param to end of the entries that count
     */
    public abstract void add(MassGrid grid, double[] a, double[] b, long[] units, int[] chosen, int from, int to);

    /** Adds particles to a three-dimensional grid; {@code c} runs along the third index. */
    public abstract void add(
            MassGrid grid, double[] a, double[] b, double[] c, long[] units, int[] chosen, int from, int to);

    /** Position in cells, in [0, side + 1/2]: a true division, so that exact grid points and half-way points stay exact. */
    final double inCells(double position, int side) {
        return position * side / boxSize + shift;
    }

    /** A cell index from -side to 2 side - 1 brought into 0 to side - 1. */
    static int wrap(int index, int side) {
        if (index < 0) {
            return index + side;
        }
        return index >= side ? index - side : index;
    }

    /**
     * The share of a weight in [0, 1], rounded to the nearest unit, halves to even. Below 2^51 units the sum with 1.5 x 2^52
     * has the share in its last bits, which takes a third of the instructions of a conversion.
     */
    static long part(long mass, double weight) {
        double share = mass * weight;
        return share < 0x1p51
                ? Double.doubleToRawLongBits(share + LAST_BITS) - Double.doubleToRawLongBits(LAST_BITS)
                : (long) (share + 0.5);
    }

    /** The share of a weight, but no more than what other shares have left over. */
    static long part(long left, long mass, double weight) {
        return Math.min(left, part(mass, weight));
    }
}
