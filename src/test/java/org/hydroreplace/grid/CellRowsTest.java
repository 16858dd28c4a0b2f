package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellRowsTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void classesOfParticlesAreAddedInUnitsAndRunsInMasses(int dimensions) {
        int side = 5;
        MassGrid one = new MassGrid(dimensions, side);
        MassGrid other = new MassGrid(dimensions, side);
        MassGrid hydro = new MassGrid(dimensions, side);
        int perSlab = side * side;
        int slabs = dimensions == 2 ? 1 : side;
        for (int i = 0; i < slabs; i++) {
            for (int c = 0; c < perSlab; c++) {
                one.slab(i)[c] = 100L * i + c;
                // One unit less would be lost if the sum were formed in float64.
                other.slab(i)[c] = (1L << 60) + 1;
                hydro.slab(i)[c] = 7;
            }
        }
        CellRows rows = CellRows.of(new MassScale(0x1p-2), List.of(one, other))
                .plus(CellRows.of(new MassScale(0x1p40), List.of(hydro)));
        double[] cells = new double[side];
        for (int row = 0; row < slabs * perSlab / side; row++) {
            java.util.Arrays.fill(cells, Double.NaN);
            rows.read(row, cells);
            for (int k = 0; k < side; k++) {
                int slab = row * side / perSlab;
                long units = one.slab(slab)[row * side % perSlab + k] + (1L << 60) + 1;
                assertThat(cells[k]).isEqualTo((double) units / 4 + 0x1p40 * 7);
            }
        }
    }
}
