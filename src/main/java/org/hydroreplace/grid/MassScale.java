package org.hydroreplace.grid;

/**
 * The unit in which a grid counts mass: a 64-bit integer times {@link #unit()}.
 *
 * <p>Cells cannot overflow as long as the sum of all deposits stays below {@link #MAX_TOTAL}, which whoever deposits
 * must check. Resolution: with N particles of equal mass a particle is 2^k units, k = min(52, floor(61 - log2 N)): 2^46
 * for 32^3 particles, 2^33 for 625^3, 2^27 for 2500^3 (7e-9 of a particle, less than float32 resolves).
 *
 * @param unit Msun/h
 */
public record MassScale(double unit) {
    /** Largest sum of deposits into one grid, in units: cells hold it with a bit to spare. */
    public static final long MAX_TOTAL = 1L << 62;

    private static final int MAX_EXPONENT = 52;

    public MassScale {
        if (!(unit > 0) || !Double.isFinite(unit)) {
            throw new IllegalArgumentException("mass unit " + unit + " Msun/h is not a positive number");
        }
    }

    /**
     * A unit of which {@code reference} is a power of two, so that it and its sums are exact.
     *
     * @param reference mass of the commonest particle, or a unit of mass of the files, Msun/h
     * @param expectedTotal mass that will be deposited, Msun/h; twice as much is allowed for
     */
    public static MassScale of(double reference, double expectedTotal) {
        if (!(reference > 0 && expectedTotal > 0) || Double.isInfinite(expectedTotal)) {
            throw new IllegalArgumentException(
                    "masses " + reference + " and " + expectedTotal + " Msun/h must be positive and finite");
        }
        int exponent = Math.min(MAX_EXPONENT, Math.getExponent(MAX_TOTAL / (2 * expectedTotal / reference)));
        return new MassScale(Math.scalb(reference, -exponent));
    }

    /** A mass in units, rounded to the nearest; at most {@link #MAX_TOTAL}. */
    public long toUnits(double mass) {
        double units = mass / unit;
        if (!(units >= 0 && units <= MAX_TOTAL)) {
            throw new ArithmeticException(
                    "a mass of " + mass + " Msun/h is out of the range of a grid counting in " + unit + " Msun/h");
        }
        return Math.round(units);
    }

    /** Units as mass, Msun/h. */
    public double toMass(long units) {
        return units * unit;
    }
}
