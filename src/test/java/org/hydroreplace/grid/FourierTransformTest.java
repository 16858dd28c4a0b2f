package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FourierTransformTest {
    /** Every small length, and some of each plan of the library: powers of two, small factors, primes from 211 on. */
    static IntStream lengths() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 40),
                IntStream.of(63, 64, 97, 100, 128, 199, 211, 223, 422, 446, 633, 750, 1009));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void agreesWithTheDefinition(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] complex = random.doubles(2L * length, -1, 1).toArray();
        double[] real = random.doubles(length, -1, 1).toArray();
        double[] realAsComplex = new double[2 * length];
        for (int j = 0; j < length; j++) {
            realAsComplex[2 * j] = real[j];
        }
        FourierTransform transform = FourierTransform.of(length);
        assertThat(transform.length()).isEqualTo(length);

        double[] expected = SlowTransform.of(complex);
        double[] shifted = new double[2 * length + 5];
        System.arraycopy(complex, 0, shifted, 3, 2 * length);
        transform.complex(shifted, 3);
        assertAgree(Arrays.copyOfRange(shifted, 3, 3 + 2 * length), expected);
        assertThat(shifted[2 * length + 3] + shifted[2 * length + 4]).isZero();

        int half = FourierTransform.halfComplex(length);
        double[] row = new double[half + 4];
        Arrays.fill(row, Double.NaN);
        System.arraycopy(real, 0, row, 2, length);
        transform.real(row, 2);
        assertAgree(Arrays.copyOfRange(row, 2, 2 + half), Arrays.copyOf(SlowTransform.of(realAsComplex), half));
        assertThat(row[1] + row[half + 2]).isNaN();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void thereAndBackIsLengthTimesTheValues(int length) {
        SplittableRandom random = new SplittableRandom(length);
        FourierTransform transform = FourierTransform.of(length);
        double[] complex = random.doubles(2L * length + 6, -1, 1).toArray();
        double[] there = complex.clone();
        transform.complex(there, 3);
        transform.complexInverse(there, 3);
        double[] scaled = complex.clone();
        for (int i = 3; i < 2 * length + 3; i++) {
            scaled[i] *= length;
        }
        assertAgree(there, scaled);

        double[] row = new double[FourierTransform.halfComplex(length) + 4];
        Arrays.setAll(row, i -> i < complex.length ? complex[i] : 0);
        transform.real(row, 2);
        // These do not count.
        row[3] = 17;
        row[length % 2 == 0 ? length + 3 : 3] = 17;
        double last = row[FourierTransform.halfComplex(length) + 2];
        transform.realInverse(row, 2);
        assertAgree(
                Arrays.copyOfRange(row, 2, length + 2),
                Arrays.stream(Arrays.copyOfRange(complex, 2, length + 2))
                        .map(x -> length * x)
                        .toArray());
        assertThat(row[0]).isEqualTo(complex[0]);
        assertThat(row[FourierTransform.halfComplex(length) + 2]).isEqualTo(last);
    }

    private static void assertAgree(double[] actual, double[] expected) {
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("number %d", i).isCloseTo(expected[i], within(1e-12 * scale));
        }
    }

    /** Made once on x86-64; another machine, or a library that takes its sines from the machine, would differ. */
    @Test
    void theBitsAreThoseOfEveryMachine() {
        CRC32 crc = new CRC32();
        for (int length : new int[] {64, 8192, 30, 1250, 211, 1009, 16384}) {
            double[] row = new double[FourierTransform.halfComplex(length)];
            SplittableRandom random = new SplittableRandom(length);
            for (int i = 0; i < length; i++) {
                row[i] = random.nextDouble();
            }
            FourierTransform.of(length).real(row, 0);
            for (double value : row) {
                long bits = Double.doubleToLongBits(value);
                for (int shift = 0; shift < 64; shift += 8) {
                    crc.update((int) (bits >>> shift));
                }
            }
        }
        assertThat(crc.getValue()).isEqualTo(2002060436L);
    }
}
