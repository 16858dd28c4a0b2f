package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SelectionTest {
    @Test
    void selectsWhatSortingWouldPutThere() {
        long seed = System.nanoTime();
        System.out.println("SelectionTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 2000; trial++) {
            int n = 1 + random.nextInt(60);
            int different = 1 + random.nextInt(60);
            double[] values = random.ints(n + 3L, -different, different)
                    .mapToDouble(i -> trialOrder(i, n))
                    .toArray();
            double[] sorted = Arrays.copyOf(values, n);
            Arrays.sort(sorted);
            int place = random.nextInt(n);
            assertThat(Selection.select(values, n, place)).as("seed %d", seed).isEqualTo(sorted[place]);
            for (int i = 0; i < n; i++) {
                assertThat(values[i])
                        .isBetween(i < place ? sorted[0] : sorted[place], i > place ? sorted[n - 1] : sorted[place]);
            }
        }
    }

    private static double trialOrder(int value, int n) {
        return n % 7 == 0 ? Math.abs(value) * 1e300 : value;
    }
}
