package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RadialCellsTest {
    private final RadialCells cells = new RadialCells(20);

    @Test
    void everyPlaceIsWithinItsCell() {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            double x = i % 2 == 0
                    ? Math.pow(2, random.nextDouble(-16, 4.3))
                    : 1 - Math.pow(2, random.nextDouble(-17.9, -4));
            double place = cells.place(x);
            int cell = (int) place;
            double t = place - cell;
            assertThat(cell).isBetween(0, cells.count() - 1);
            assertThat(cells.begin(cell) + t * (cells.end(cell) - cells.begin(cell)))
                    .as("seed %d, x = %s in cell %d", seed, x, cell)
                    .isCloseTo(x, Offset.offset(1e-12 * x));
        }
    }

    @Test
    void straightLinesAreReproducedAndStepsAt1Kept() {
        float[] table = cells.tabulate(x -> x < 1 ? 2 * x : -1);
        for (double x : new double[] {0, 1e-6, 0.3, 0.9374, 0.99, 1 - 1e-5, 1 - 1e-15, 1, 1.001, 19.9}) {
            double place = cells.place(x);
            int cell = (int) place;
            double found = table[2 * cell] + (place - cell) * table[2 * cell + 1];
            assertThat(found).as("x = %s", x).isCloseTo(x < 1 ? 2 * x : -1, Offset.offset(1e-5));
        }
    }

    @Test
    void centresComeToLieAtOnePlace() {
        for (double place : new double[] {1, 1.3, 20, 512}) {
            for (double x : new double[] {0, 1e-7, 1e-4, 0.2, 0.95, 1 - 1e-15, 1, 3}) {
                double stretched = Landmark.CENTRE.stretch(x, place);
                assertThat(Landmark.CENTRE.shrink(stretched, place)).isCloseTo(x, Offset.offset(1e-13 * x));
                assertThat(stretched).isLessThanOrEqualTo(x);
            }
            assertThat(Landmark.CENTRE.stretch(1e-9, place)).isCloseTo(1e-9 / place, Offset.offset(1e-15));
        }
    }

    @Test
    void stretchingIsUndoneByShrinking() {
        for (double bend : new double[] {0.3, 0.9, 0.9999, 1 - 1e-9}) {
            for (double x : new double[] {1e-4, 0.2, 0.89, 0.95, 0.999, 1, 3}) {
                double stretched = RadialCells.stretch(x, bend);
                assertThat(RadialCells.shrink(stretched, bend)).isCloseTo(x, Offset.offset(1e-13));
                assertThat(stretched < 1).isEqualTo(x < 1);
            }
            assertThat(Landmark.EDGE.stretch(0.5 * bend, bend)).isEqualTo(RadialCells.stretch(0.5 * bend, bend));
            assertThat(RadialCells.stretch(bend, bend)).isCloseTo(RadialCells.BEND, Offset.offset(1e-15));
        }
    }
}
