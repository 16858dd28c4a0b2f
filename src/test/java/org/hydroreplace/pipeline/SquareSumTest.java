package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SquareSumTest {
    @Test
    void equalsArbitraryPrecisionInAnyOrder() {
        long seed = System.nanoTime();
        System.out.println("SquareSumTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        BigInteger expected = BigInteger.ZERO;
        SquareSum forward = new SquareSum();
        SquareSum parts = new SquareSum();
        for (int i = 0; i < 1000; i++) {
            SquareSum part = new SquareSum();
            long value = random.nextLong(1L << random.nextInt(1, 59));
            int times = random.nextInt(1, 9);
            expected = expected.add(BigInteger.valueOf(value).pow(2).multiply(BigInteger.valueOf(times)));
            forward.add(value, times);
            part.add(value, times);
            part.add(parts);
            parts = part;
        }
        assertThat(forward.value()).as("seed %d", seed).isEqualTo(parts.value());
        assertThat(forward.value() / expected.doubleValue()).isBetween(1 - 1e-15, 1 + 1e-15);
    }

    @Test
    void holdsTheSquareOfTheLargestTotal() {
        SquareSum sum = new SquareSum();
        sum.add(1L << 62, 1);
        sum.add(1L << 62, 1);
        assertThat(sum.value()).isEqualTo(0x1p125);
    }
}
