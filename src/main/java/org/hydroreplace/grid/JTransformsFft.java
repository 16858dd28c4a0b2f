package org.hydroreplace.grid;

import org.jtransforms.fft.DoubleFFT_1D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * The transforms of JTransforms 3.1: split radix for powers of two, mixed radix where the factors other than 2, 3 and 5
 * stay below 211, else Bluestein's. Tables of 2 to 20 doubles a point; a call allocates up to 8 doubles a point where
 * the length is not a power of two.
 */
final class JTransformsFft implements FourierTransform {
    static {
        // Its own threads would cut long transforms into other partial sums, depending on the machine's cores.
        ConcurrencyUtils.setNumberOfThreads(1);
    }

    private final int length;
    private final DoubleFFT_1D fft;

    JTransformsFft(int length) {
        this.length = length;
        this.fft = new DoubleFFT_1D(length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void real(double[] values, int offset) {
        if (length > 1) {
            fft.realForward(values, offset);
        }
        // Packed by JTransforms into the place of the imaginary part of mode 0, which is always 0.
        double last = length > 1 ? values[offset + 1] : 0;
        values[offset + 1] = 0;
        if (length % 2 == 0) {
            values[offset + length] = last;
            values[offset + length + 1] = 0;
        } else if (length > 1) {
            values[offset + length] = last;
        }
    }

    @Override
    public void complex(double[] values, int offset) {
        fft.complexForward(values, offset);
    }

    @Override
    public void realInverse(double[] values, int offset) {
        if (length > 1) {
            // Packed as JTransforms has it: the last number in the place of the imaginary part of mode 0.
            values[offset + 1] = values[offset + length];
            fft.realInverse(values, offset, false);
            if (Integer.bitCount(length) == 1) {
                // Its split radix gives half of what its other plans give.
                for (int i = offset; i < offset + length; i++) {
                    values[i] *= 2;
                }
            }
        }
    }

    @Override
    public void complexInverse(double[] values, int offset) {
        fft.complexInverse(values, offset, false);
    }
}
