package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassGridTest {
    @Test
    void gridsOfOneShapeAreAddedCellByCell() {
        MassGrid a = new MassGrid(2, 4);
        MassGrid b = new MassGrid(2, 4);
        a.slab(0)[6] = 5;
        b.slab(0)[6] = 7;
        b.slab(0)[15] = 1;
        a.add(b);
        assertThat(a.slab(0)).containsExactly(0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(a.total()).isEqualTo(13);
        assertThat(b.total()).isEqualTo(8);
    }

    @Test
    void gridsOfOtherShapesAreNotAdded() {
        MassGrid square = new MassGrid(2, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> square.add(new MassGrid(2, 5)))
                .withMessage("grids of 4^2 and 5^2 cells");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> square.add(new MassGrid(3, 4)))
                .withMessage("grids of 4^2 and 4^3 cells");
    }

    @Test
    void aGridOfSomePlanesLeavesTheOthersOut() {
        MassGrid some = new MassGrid(4, new PlaneRange(1, 3));
        some.slab(0)[5] = 7;
        some.slab(1)[5] = 1;
        some.slab(2)[5] = 2;
        assertThat(some.total()).isEqualTo(3);
        MassGrid more = new MassGrid(4, new PlaneRange(1, 3));
        more.slab(2)[5] = 10;
        some.add(more);
        MassGrid next = new MassGrid(4, new PlaneRange(3, 4));
        next.slab(3)[0] = 4;
        some.join(next);
        assertThat(some.planes()).isEqualTo(new PlaneRange(1, 4));
        assertThat(some.total()).isEqualTo(17);
        assertThat(some.slabs(new PlaneRange(0, 2))).hasDimensions(1, 16);
        some.keep(new PlaneRange(2, 4));
        assertThat(some.planes()).isEqualTo(new PlaneRange(2, 4));
        assertThat(some.total()).isEqualTo(16);
        assertThat(some.slab(1)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> some.add(more));
        assertThatIllegalArgumentException().isThrownBy(() -> some.join(more));
        assertThat(MassGrid.bytes(512, new PlaneRange(0, 64))).isBetween(65L << 21, (65L << 21) + 10_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "4, 8", "2, 3", "2, 46341"})
    void shapesOutOfRangeAreRefused(int dimensions, int side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MassGrid(dimensions, side))
                .withMessage("a grid of " + side + "^" + dimensions + " cells is not between 4^2 and 46340^3");
    }

    @Test
    void bytesCountTheCells() {
        assertThat(MassGrid.bytes(2, 4096)).isBetween(8L * 4096 * 4096, 8L * 4096 * 4096 + 100_000);
        assertThat(MassGrid.bytes(3, 2048)).isBetween(8L << 33, (8L << 33) + 100_000);
        assertThat(MassGrid.bytes(3, MassGrid.MAX_SIDE)).isPositive();
        assertThat(new MassGrid(3, 5).slab(4)).hasSize(25);
    }

    @Test
    void aMapSpansTheOtherTwoAxesInAlphabeticalOrder() {
        assertThat(Axis.X.first()).isEqualTo(Axis.Y);
        assertThat(Axis.X.second()).isEqualTo(Axis.Z);
        assertThat(Axis.Y.first()).isEqualTo(Axis.X);
        assertThat(Axis.Y.second()).isEqualTo(Axis.Z);
        assertThat(Axis.Z.first()).isEqualTo(Axis.X);
        assertThat(Axis.Z.second()).isEqualTo(Axis.Y);
    }
}
