package org.hydroreplace.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Moments and density distribution against their definitions, whole and with a patch left out. */
final class MapSumsTest {
    private static double moment(double[] values, int order) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values)
                .map(v -> Math.pow(v - mean, order))
                .average()
                .orElseThrow();
    }

    private static MapSums sums(double[] values) {
        MapSums sums = new MapSums();
        Arrays.stream(values).forEach(sums::add);
        return sums;
    }

    private static void agree(MapSums sums, double[] values) {
        double variance = moment(values, 2);
        assertThat(sums.variance()).isCloseTo(variance, within(1e-12 * variance));
        assertThat(sums.skewness()).isCloseTo(moment(values, 3) / Math.pow(variance, 1.5), within(1e-10));
        assertThat(sums.kurtosis()).isCloseTo(moment(values, 4) / variance / variance - 3, within(1e-9));
        double[] density = sums.density();
        double[] edges = MapSums.edges();
        for (int b = 0; b < density.length; b++) {
            double low = edges[b];
            double high = edges[b + 1];
            double expected = Arrays.stream(values)
                            .map(v -> Math.log10(1 + v))
                            .filter(v -> v >= low && v < high)
                            .count()
                    / (0.1 * values.length);
            assertThat(density[b]).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void momentsAreThoseOfTheCells() {
        SplittableRandom random = new SplittableRandom(3);
        double[] cells = random.doubles(4000).map(u -> Math.exp(6 * u - 5) - 1).toArray();
        double[] patch = Arrays.copyOfRange(cells, 1000, 1700);
        MapSums all = sums(cells);
        agree(all, cells);
        all.add(sums(patch), -1);
        double[] rest = new double[cells.length - patch.length];
        System.arraycopy(cells, 0, rest, 0, 1000);
        System.arraycopy(cells, 1700, rest, 1000, rest.length - 1000);
        agree(all, rest);
    }

    @Test
    void edgesBelongToTheBinAboveAndEmptyCellsToNone() {
        double[] edges = MapSums.edges();
        assertThat(edges).hasSize(51).startsWith(-2.0).endsWith(3.0).contains(0.0);
        assertThat(sums(new double[] {0}).density()[20]).isCloseTo(10, within(1e-12));
        assertThat(sums(new double[] {-1, 1e4}).density()).containsOnly(0);
    }
}
