package org.hydroreplace.pipeline;

import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;

/**
 * The exact sum of squares of whole numbers, in 128 bits: 2^62 units squared fit, and 8 of them. The order of adding does
 * not matter.
 */
final class SquareSum {
    private static final double TWO_64 = 0x1p64;
    private static final long MASK = 0xffff_ffffL;

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

    /** Numbers that the sum is cut into, so that sums of them over ranks do not overflow. */
    static final int LIMBS = 4;

    /** The sum in parts of 32 bits, the lowest first. */
    long[] limbs() {
        return new long[] {low & MASK, low >>> 32, high & MASK, high >>> 32};
    }

    /** The sum whose parts these are, of up to 63 bits each. */
    static SquareSum ofLimbs(long[] limbs) {
        SquareSum sum = new SquareSum();
        for (int i = LIMBS - 1; i >= 0; i--) {
            sum.high = sum.high << 32 | sum.low >>> 32;
            sum.low <<= 32;
            sum.plus(0, limbs[i]);
        }
        return sum;
    }

    void set(SquareSum other) {
        high = other.high;
        low = other.low;
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
