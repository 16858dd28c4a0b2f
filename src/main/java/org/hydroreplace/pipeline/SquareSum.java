package org.hydroreplace.pipeline;

import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;

/**
 * The exact sum of squares of whole numbers, in 128 bits: 2^62 units squared fit, and 8 of them. The order of adding does
 * not matter.
 */
final class SquareSum {
    private static final double TWO_64 = 0x1p64;

    private long high;
    private long low;

    /** Adds the square of a number that is not negative, some times; the product of both must be below 2^63. */
    void add(long value, long times) {
        long product = value * times;
        plus(Math.unsignedMultiplyHigh(product, value), product * value);
    }

    void add(SquareSum other) {
        plus(other.high, other.low);
    }

    /** Takes away a sum that was added before. */
    void subtract(SquareSum other) {
        high -= other.high + (Long.compareUnsigned(low, other.low) < 0 ? 1 : 0);
        low -= other.low;
    }

    private void plus(long otherHigh, long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    }

    /** Writes the sum. */
    void save(StateOutput out) {
        out.writeLong(high);
        out.writeLong(low);
    }

    /** Adds a sum that was saved. */
    void load(StateInput in) {
        long savedHigh = in.readLong();
        plus(savedHigh, in.readLong());
    }

    /** The sum, rounded. */
    double value() {
        double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
        return high * TWO_64 + unsignedLow;
    }
}
