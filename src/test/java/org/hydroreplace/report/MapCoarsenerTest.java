package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapCoarsenerTest {

    @Test
    void takesMeansOverBlocks() {
        double[][] coarse =
                MapCoarsener.resampled(new double[][] {{1, 3, 0, 0}, {5, 7, 0, 4}, {2, 2, 1, 1}, {2, 2, 1, 1}}, 2);
        assertThat(coarse).isDeepEqualTo(new double[][] {{4, 1}, {2, 1}});
    }

    @Test
    void sharesACellBetweenBlocksByArea() {
        assertThat(MapCoarsener.resampled(new double[][] {{9, 0, 0}, {0, 0, 0}, {0, 0, 9}}, 2))
                .isDeepEqualTo(new double[][] {{4, 0}, {0, 4}});
    }

    @ParameterizedTest
    @CsvSource({"37, 10", "100, 64", "64, 64", "33, 120", "5, 1"})
    void keepsTheMean(int cells, int size) {
        Random random = new Random(1);
        double[][] map = new double[cells][cells];
        for (double[] row : map) {
            Arrays.setAll(row, i -> random.nextDouble());
        }
        assertThat(mean(MapCoarsener.resampled(map, size))).isCloseTo(mean(map), within(1e-12));
    }

    @Test
    void aSmallMapIsKept() {
        MapCoarsener coarsener = MapCoarsener.atMost(2, 560);
        coarsener.add(new double[] {1, 2});
        coarsener.add(new double[] {3, 4});
        assertThat(coarsener.size()).isEqualTo(2);
        assertThat(coarsener.result()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @Test
    void refusesTooFewAndTooManyRows() {
        MapCoarsener coarsener = MapCoarsener.atMost(2, 1);
        coarsener.add(new double[2]);
        assertThatThrownBy(coarsener::result).hasMessage("1 of 2 rows have been added");
        assertThatThrownBy(() -> coarsener.add(new double[3])).hasMessage("row 1 has 3 cells, the map 2");
        coarsener.add(new double[2]);
        assertThatThrownBy(() -> coarsener.add(new double[2])).isInstanceOf(IllegalStateException.class);
    }

    private static double mean(double[][] map) {
        return Arrays.stream(map).flatMapToDouble(Arrays::stream).average().orElseThrow();
    }
}
