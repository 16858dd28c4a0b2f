package org.hydroreplace.spectrum;

/**
 * Which modes n of a transformed real grid count, and in which bin: bin b holds b <= |n| < b + 1, bins run to the corner,
 * and bin 0 is dropped. Each independent mode counts once: half a space along the last index, of which the planes n = 0 and
 * n = side/2 hold both a mode and its conjugate, so that their redundant half is left out.
 */
record ModeBins(int dimensions, int side) {
    /** Number of the last bin. */
    int last() {
        int half = side / 2;
        return bin(dimensions * half * half);
    }

    /** Bin of a squared length. The root is exactly rounded and that of less than b^2 < 2^52 stays below b. */
    static int bin(int square) {
        return (int) Math.sqrt(square);
    }

    /** The mode that an index of the transform stands for: side/2 is positive. */
    int mode(int index) {
        return index > side / 2 ? index - side : index;
    }

    /** Whether the modes of a row at last index 0, and at side/2 of an even side, are counted elsewhere as conjugates. */
    boolean conjugate(int row) {
        if (dimensions == 2) {
            return mode(row) < 0;
        }
        int first = mode(row / side);
        return first < 0 || ((first == 0 || 2 * first == side) && mode(row % side) < 0);
    }

    /** Squared length of the part of a row's modes that is not along the last index. */
    int square(int row) {
        if (dimensions == 2) {
            return mode(row) * mode(row);
        }
        int first = mode(row / side);
        int second = mode(row % side);
        return first * first + second * second;
    }
}
