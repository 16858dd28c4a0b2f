package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposited;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.hydroreplace.snapshot.ParticleType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half of the particles, saved, loaded where classes and sets are others, and the other half: the sums of all. */
final class SavedAccumulatorsTest {
    private static final double BOX = 10;
    private static final int SIDE = 8;
    private static final int FIELDS = 5;
    private static final int PARTICLES = 4000;
    private static final List<Canvas> CANVASES = List.of(
            new MapCanvas(Axis.Z, SIDE, MassAssignment.TSC),
            new MapCanvas(Axis.X, SIDE, MassAssignment.TSC),
            new VolumeCanvas(SIDE, MassAssignment.CIC, List.of(GridPoints.ON_ORIGIN, GridPoints.HALF_CELL_BELOW), 2));
    private static final Accumulators.Shape SHAPE = new Accumulators.Shape(CANVASES, BOX, ProfilePlan.NONE::emptySums);

    private final SplittableRandom random = new SplittableRandom(11);
    private final double[][] at = {
        Deposited.random(random, PARTICLES, BOX),
        Deposited.random(random, PARTICLES, BOX),
        Deposited.random(random, PARTICLES, BOX)
    };
    private final long[] units = random.longs(PARTICLES, 0, 1L << 48).toArray();
    private final long[] fields = random.longs(PARTICLES, 0, 1 << FIELDS).toArray();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"3, 3, 100, 100", "1, 2, 100, 3", "2, 1, 0, 100", "3, 1, 4, 0"})
    void theSumsAreThoseOfOneRun(int setsBefore, int setsAfter, int limitBefore, int limitAfter) throws Exception {
        Side whole = new Side(1, 1000);
        whole.deposit(0, PARTICLES);
        Side before = new Side(setsBefore, limitBefore);
        before.deposit(0, PARTICLES / 2);
        before.save();
        Side after = new Side(setsAfter, limitAfter);
        after.load();
        after.deposit(PARTICLES / 2, PARTICLES);
        assertThat(after.saved.units()).isEqualTo(3L * PARTICLES);
        after.assertEquals(whole);
        // The sum of the sets has been formed; it can be saved once more, and loaded twice over.
        after.save();
        Side again = new Side(2, limitBefore);
        again.load();
        assertThat(again.saved.units()).isEqualTo(whole.saved.units());
        again.assertEquals(whole);
    }

    /** The accumulators of one run. */
    private final class Side {
        final ClassTable table;
        final AccumulatorPool pool;
        final SavedAccumulators saved;

        Side(int sets, int limit) {
            table = new ClassTable(limit);
            pool = new AccumulatorPool(sets, number -> new Accumulators(SHAPE, number, sets));
            saved = new SavedAccumulators(pool, table);
        }

        void deposit(int from, int to) throws InterruptedException {
            ChunkSorter sorter = new ChunkSorter(table);
            for (int begin = from; begin < to; begin += 300) {
                int end = Math.min(to, begin + 300);
                sorter.sort(fields, begin, end, -1);
                Accumulators set = pool.borrow();
                sorter.depositInto(set, at[0], at[1], at[2], units);
                set.count(ParticleType.DARK_MATTER, end - begin, 3L * (end - begin));
                pool.giveBack(set);
            }
        }

        void save() {
            try (StateOutput out = StateOutput.create(folder.resolve("state"))) {
                saved.save(out);
                out.commit();
            }
        }

        void load() {
            try (StateInput in = StateInput.open(folder.resolve("state"))) {
                saved.load(in);
                in.end();
            }
        }

        void assertEquals(Side other) {
            Accumulators ours = pool.sum();
            Accumulators theirs = other.pool.sum();
            assertThat(ours.particles(ParticleType.DARK_MATTER)).isEqualTo(theirs.particles(ParticleType.DARK_MATTER));
            for (int f = 0; f < FIELDS; f++) {
                assertThat(field(ours, f)).isEqualTo(other.field(theirs, f));
                assertThat(squares(ours, f)).isEqualTo(other.squares(theirs, f)).isPositive();
            }
        }

        /** Sums over the slabs of all grids of a field, and its mass. */
        long[] field(Accumulators sums, int field) {
            long[] slabs = new long[4 * SIDE + 1];
            for (int c = 0; c < table.size(); c++) {
                if ((table.fields(c) >>> field & 1) != 0) {
                    int next = 0;
                    for (Canvas canvas : CANVASES) {
                        for (int g = 0; g < canvas.grids(); g++) {
                            MassGrid grid = sums.grid(c, canvas, g);
                            int planes = canvas.dimensions() == 2 ? 1 : SIDE;
                            for (int i = 0; i < planes; i++) {
                                // Odd multiples tell cells of a slab apart.
                                long[] slab = grid == null ? new long[0] : grid.slab(i);
                                for (int j = 0; j < slab.length; j++) {
                                    slabs[next] += (2 * j + 1) * slab[j];
                                }
                                next++;
                            }
                        }
                    }
                    slabs[next] += sums.units(c);
                }
            }
            return slabs;
        }

        double squares(Accumulators sums, int field) {
            SquareSum squares = new SquareSum();
            for (int c = 0; c < table.size(); c++) {
                if ((table.fields(c) >>> field & 1) != 0) {
                    sums.addSquares(c, 1, squares);
                }
            }
            return squares.value();
        }
    }
}
