package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids that several processes hold: the bits are those of one. */
class SharedFourierGridTest {
    /** Rows of modes by their number, of those that a rank has, after interlacing with another grid. */
    private static Map<Integer, double[]> rows(int side, Precision precision, SlabExchange ranks, int threads)
            throws InterruptedException {
        FourierGrid grid = transformed(side, precision, ranks, threads, 1);
        grid.interlace(transformed(side, precision, ranks, threads, 2), threads);
        Map<Integer, double[]> rows = new TreeMap<>();
        for (int row = 0; row < side * side; row++) {
            if (ranks.planes(side).has(row % side)) {
                double[] modes = new double[side + 2];
                grid.modes(row, modes);
                rows.put(row, modes);
            }
        }
        return rows;
    }

    private static FourierGrid transformed(int side, Precision precision, SlabExchange ranks, int threads, long seed)
            throws InterruptedException {
        FourierGrid grid = new FourierGrid(3, side, precision, ranks);
        double mean = grid.fill(
                (row, cells) -> {
                    SplittableRandom random = new SplittableRandom(seed << 32 | row);
                    assertThat(ranks.planes(side).has(row / side)).isTrue();
                    for (int i = 0; i < side; i++) {
                        cells[i] = random.nextDouble() + 1e-3 * row;
                    }
                },
                threads);
        grid.forward(1 / mean, -1, threads);
        return grid;
    }

    @ParameterizedTest
    @CsvSource({
        "1, DOUBLE, 2",
        "2, DOUBLE, 2",
        "3, SINGLE, 3",
        "8, DOUBLE, 2",
        "9, DOUBLE, 4",
        "16, SINGLE, 3",
        "21, DOUBLE, 5",
        "6, DOUBLE, 8",
        "300, SINGLE, 2",
        "130, DOUBLE, 3"
    })
    void haveTheBitsOfOneProcess(int side, Precision precision, int size) throws InterruptedException {
        Map<Integer, double[]> expected = rows(side, precision, SlabExchange.ALONE, 2);
        Map<Integer, double[]> all = new TreeMap<>();
        ThreadRanks.run(size, ranks -> rows(side, precision, ranks, 1 + ranks.rank() % 2))
                .forEach(all::putAll);
        assertThat(all).hasSize(side * side);
        expected.forEach(
                (row, modes) -> assertThat(all.get(row)).as("row %d", row).isEqualTo(modes));
    }

    @Test
    void takeTheirShareOfTheBytes() {
        long whole = FourierGrid.bytes(3, 1024, Precision.DOUBLE, 1);
        // Four ranks: a quarter, and two buffers of 4 MiB.
        assertThat(FourierGrid.bytes(3, 1024, Precision.DOUBLE, 1, 4)).isBetween(whole / 4, whole / 4 + (9L << 20));
        assertThat(FourierGrid.bytes(3, 1024, Precision.DOUBLE, 0, 4)).isBetween(2L << 30, (2L << 30) + (5L << 20));
        assertThat(FourierGrid.bytes(3, 1024, Precision.DOUBLE, 1, 1)).isEqualTo(whole);
    }

    @Test
    void planesAreNotShared() {
        ThreadRanks.run(
                2,
                ranks -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> new FourierGrid(2, 8, Precision.DOUBLE, ranks)));
    }
}
