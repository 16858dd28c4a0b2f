package org.hydroreplace.spectrum;

import org.hydroreplace.grid.FourierTransform;

/**
 * Which modes n of a transformed real grid count, and in which bin: bin b holds b <= |n| < b + 1, bins run to the corner,
 * and bin 0 is dropped. Each independent mode counts once: half a space along the last index, of which the planes n = 0 and
 * n = side/2 hold both a mode and its conjugate, so that their redundant half is left out.
 */
record ModeBins(int dimensions, int side) {
    /** Number of the last bin. */
    int last() {
        int half = side / 2;
        return bin(Math.sqrt(dimensions * half * half));
    }

    /** Bin of a length, the exactly rounded root of an integer: less than b^2 < 2^52 has a root that stays below b. */
    static int bin(double length) {
        return (int) length;
    }

    /** The mode along the first index of a row. */
    int first(int row) {
        return FourierTransform.mode(dimensions == 2 ? row : row / side, side);
    }

    /** The mode along the second index of a row in three dimensions; 0 in two, where the second is the last. */
    int second(int row) {
        return dimensions == 2 ? 0 : FourierTransform.mode(row % side, side);
    }

    /** Whether the modes of a row at last index 0, and at side/2 of an even side, are counted elsewhere as conjugates. */
    boolean conjugate(int row) {
        int first = first(row);
        return first < 0 || ((first == 0 || 2 * first == side) && second(row) < 0);
    }

    /** Squared length of the part of a row's modes that is not along the last index. */
    int square(int row) {
        return first(row) * first(row) + second(row) * second(row);
    }
}
