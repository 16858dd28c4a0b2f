package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposited;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.snapshot.ParticleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the fields of each particle to the sums of each field: classes, sorting, grid sets and their pool. */
class ParticleClassesTest {
    private static final double BOX = 10;
    private static final int SIDE = 8;
    private static final int FIELDS = 6;
    private static final List<Axis> AXES = List.of(Axis.Z, Axis.X);

    private static Canvas canvas(Axis axis) {
        return new MapCanvas(axis, SIDE, MassAssignment.TSC);
    }

    private static Accumulators gridSet() {
        return new Accumulators(new Accumulators.Shape(
                AXES.stream().map(ParticleClassesTest::canvas).toList(), BOX, ProfilePlan.NONE::emptySums));
    }

    @Test
    void particlesOfTheSameFieldsShareAClassUpToTheLimit() {
        ClassTable table = new ClassTable(2);
        assertThat(table.classes(0)).isEmpty();
        assertThat(table.classes(0b011)).containsExactly(0);
        assertThat(table.classes(0b100)).containsExactly(1);
        assertThat(table.classes(0b011)).containsExactly(0);
        assertThat(table.size()).isEqualTo(2);
        // Beyond the limit, one class a field.
        assertThat(table.classes(0b111)).containsExactly(2, 3, 1);
        assertThat(table.classes(0b101)).containsExactly(2, 1);
        assertThat(table.classes(0b001)).containsExactly(2);
        assertThat(table.size()).isEqualTo(4);
        assertThat(List.of(table.fields(0), table.fields(1), table.fields(2), table.fields(3)))
                .containsExactly(0b011L, 0b100L, 0b001L, 0b010L);
        assertThat(table.classes(1L << 63)).containsExactly(4);
        assertThat(table.fields(4)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void thereAreNoMoreClassesThanTheLimitAndTheFields() {
        for (int limit = 0; limit < 10; limit++) {
            ClassTable table = new ClassTable(limit);
            for (long fields = (1 << FIELDS) - 1; fields >= 0; fields--) {
                long union = 0;
                for (int c : table.classes(fields)) {
                    assertThat(union & table.fields(c)).isZero();
                    union |= table.fields(c);
                }
                assertThat(union).isEqualTo(fields);
            }
            assertThat(table.size()).isLessThanOrEqualTo(limit + FIELDS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 100})
    void theSumsOfAFieldDoNotDependOnTheClasses(int limit) {
        SplittableRandom random = new SplittableRandom(5);
        int n = 10_000;
        double[][] at = new double[3][];
        for (int d = 0; d < 3; d++) {
            at[d] = Deposited.random(random, n, BOX);
        }
        long[] units = random.longs(n, 0, 1L << 40).toArray();
        long[] fields = random.longs(n, 0, 1 << FIELDS).toArray();

        ClassTable table = new ClassTable(limit);
        // Two threads' sorters and sets, chunk after chunk of different sizes.
        ChunkSorter[] sorters = {new ChunkSorter(table), new ChunkSorter(table)};
        AccumulatorPool pool = new AccumulatorPool(2, number -> gridSet());
        int from = 0;
        for (int chunk = 0; from < n; chunk++) {
            int to = Math.min(n, from + random.nextInt(6000));
            ChunkSorter sorter = sorters[chunk % 2];
            sorter.sort(fields, from, to, -1);
            deposit(pool, sorter, at, units);
            from = to;
        }
        assertThat(table.size()).isLessThanOrEqualTo(Math.min(limit, 1 << FIELDS) + FIELDS);
        Accumulators sum = pool.sum();
        for (int f = 0; f < FIELDS; f++) {
            assertField(table, sum, f, at, units, fields);
        }
    }

    private static void deposit(AccumulatorPool pool, ChunkSorter sorter, double[][] at, long[] units) {
        try {
            Accumulators set = pool.borrow();
            sorter.depositInto(set, at[0], at[1], at[2], units);
            pool.giveBack(set);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertField(
            ClassTable table, Accumulators sum, int field, double[][] at, long[] units, long[] fields) {
        long[] own = units.clone();
        long total = 0;
        for (int i = 0; i < own.length; i++) {
            own[i] *= fields[i] >>> field & 1;
            total += own[i];
        }
        for (Axis axis : AXES) {
            MassGrid found = new MassGrid(2, SIDE);
            long mass = 0;
            for (int c = 0; c < table.size(); c++) {
                MassGrid map = sum.grid(c, canvas(axis), 0);
                if ((table.fields(c) >>> field & 1) != 0 && map != null) {
                    found.add(map);
                    mass += sum.units(c);
                }
            }
            double[] first = along(axis.first(), at);
            double[] second = along(axis.second(), at);
            assertThat(Deposited.cells(found))
                    .isEqualTo(Deposited.cells(Deposited.grid(MassAssignment.TSC, BOX, SIDE, own, first, second)));
            assertThat(mass).isEqualTo(total).isEqualTo(found.total());
        }
    }

    private static double[] along(Axis axis, double[][] at) {
        return switch (axis) {
            case X -> at[0];
            case Y -> at[1];
            case Z -> at[2];
        };
    }

    @Test
    void particlesThatNoFieldTakesAreNotDeposited() {
        ClassTable table = new ClassTable(4);
        ChunkSorter sorter = new ChunkSorter(table);
        sorter.sort(new long[] {0, 1, 2}, 0, 3, 1);
        Accumulators set = gridSet();
        double[] x = {1, 2, 3};
        sorter.depositInto(set, x, x, x, new long[] {1, 10, 100});
        assertThat(set.units(0)).isEqualTo(10);
        sorter.sort(new long[] {0, 1, 2}, 2, 3, 1);
        sorter.depositInto(set, x, x, x, new long[] {1, 10, 100});
        assertThat(set.units(0)).isEqualTo(10);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aSetAbsorbsWhatBothAndWhatOnlyTheOtherHas() {
        Accumulators ours = gridSet();
        Accumulators theirs = gridSet();
        double[] at = {1, 2, 3, 4};
        long[] units = {1, 20, 300, 4000};
        int[] all = {0, 1, 2, 3};
        ours.add(1, at, at, at, units, all, 0, 2);
        ours.count(ParticleType.GAS, 2, 21);
        theirs.add(1, at, at, at, units, all, 2, 3);
        theirs.add(3, at, at, at, units, all, 3, 4);
        theirs.count(ParticleType.GAS, 1, 300);
        theirs.count(ParticleType.STARS, 1, 4000);
        ours.absorb(theirs);
        assertThat(List.of(ours.units(0), ours.units(1), ours.units(2), ours.units(3), ours.units(4)))
                .containsExactly(0L, 321L, 0L, 4000L, 0L);
        for (Axis axis : AXES) {
            assertThat(ours.grid(0, canvas(axis), 0)).isNull();
            assertThat(total(ours, 1, axis)).isEqualTo(321);
            assertThat(ours.grid(2, canvas(axis), 0)).isNull();
            assertThat(total(ours, 3, axis)).isEqualTo(4000);
            assertThat(ours.grid(4, canvas(axis), 0)).isNull();
        }
        assertThat(ours.grid(1, canvas(Axis.Y), 0)).isNull();
        assertThat(ours.particles(ParticleType.GAS)).isEqualTo(3);
        assertThat(ours.units(ParticleType.GAS)).isEqualTo(321);
        assertThat(ours.particles(ParticleType.STARS)).isEqualTo(1);
        assertThat(ours.units(ParticleType.STARS)).isEqualTo(4000);
        assertThat(ours.particles(ParticleType.DARK_MATTER)).isZero();
    }

    private static long total(Accumulators set, int particleClass, Axis axis) {
        MassGrid map = set.grid(particleClass, canvas(axis), 0);
        return map == null ? -1 : map.total();
    }

    @Test
    void thePoolLendsEverySetOnceAndAddsThemAll() throws InterruptedException {
        AccumulatorPool pool = new AccumulatorPool(2, number -> gridSet());
        Accumulators first = pool.borrow();
        Accumulators second = pool.borrow();
        assertThat(second).isNotSameAs(first);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                Accumulators third = pool.borrow();
                third.count(ParticleType.BLACK_HOLES, 1, 7);
                pool.giveBack(third);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(waiting.join(Duration.ofMillis(50))).isFalse();
        first.count(ParticleType.BLACK_HOLES, 1, 50);
        second.count(ParticleType.BLACK_HOLES, 1, 300);
        pool.giveBack(second);
        waiting.join();
        pool.giveBack(first);
        Accumulators sum = pool.sum();
        assertThat(sum.particles(ParticleType.BLACK_HOLES)).isEqualTo(3);
        assertThat(sum.units(ParticleType.BLACK_HOLES)).isEqualTo(357);
    }
}
