package org.hydroreplace.grid;

/**
 * Unnormalised Fourier transforms of one length, in place: forward, sum over j of x_j exp(-2 pi i j n / length), and
 * inverse, with exp(+2 pi i j n / length), so that there and back is length times the values. Any length from 1; the same
 * bits on every machine and from every thread. Thread-safe.
 */
public interface FourierTransform {
    /** A transform of any length, backed by JTransforms. */
    static FourierTransform of(int length) {
        return new JTransformsFft(length);
    }

    /** Points of the transform. */
    int length();

    /** Doubles that the half spectrum of a real row takes: real and imaginary parts of the modes 0 to length/2. */
    static int halfComplex(int length) {
        return 2 * (length / 2 + 1);
    }

    /** The mode that an index of a transform stands for; length/2 of an even length is positive. */
    static int mode(int index, int length) {
        return index > length / 2 ? index - length : index;
    }

    /**
     * Transforms {@code length} real values, starting at {@code offset}, into the modes 0 to length/2, real and imaginary
     * part in turn: {@link #halfComplex} values.
     */
    void real(double[] values, int offset);

    /** Transforms {@code length} complex values, real and imaginary part in turn; modes above length/2 are negative ones. */
    void complex(double[] values, int offset);

    /**
     * The way back of {@link #real}: {@link #halfComplex} values, starting at {@code offset}, become {@code length} real
     * ones. The imaginary parts of mode 0 and of length/2 of an even length do not count; what lies behind the real values
     * is undefined.
     */
    void realInverse(double[] values, int offset);

    /** The way back of {@link #complex}. */
    void complexInverse(double[] values, int offset);
}
