package org.hydroreplace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hydroreplace.grid.Kernels;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.hydroreplace.snapshot.TestSnapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** Every benchmark, run once on few particles, does what it says: against a direct evaluation. Nothing is timed. */
class BenchmarksTest {
    @Test
    void everyBenchmarkIsCheckedHere() throws Exception {
        TreeSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/org/hydroreplace/bench"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.endsWith("Benchmark")) {
                    continue;
                }
                for (Method method :
                        Class.forName("org.hydroreplace.bench." + name).getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Benchmark.class)) {
                        found.add(name + "." + method.getName());
                    }
                }
            }
        }
        assertThat(found)
                .containsExactly(
                        "DecodeBenchmark.read",
                        "DepositBenchmark.deposit",
                        "LookupBenchmark.find",
                        "LookupBenchmark.first");
    }

    static List<Object[]> deposits() {
        List<Object[]> all = new ArrayList<>();
        for (MassAssignment assignment : MassAssignment.values()) {
            for (Order order : Order.values()) {
                all.add(new Object[] {assignment, 2, order});
                all.add(new Object[] {assignment, 3, order});
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("deposits")
    void depositsEveryParticle(MassAssignment assignment, int dimensions, Order order) {
        int side = dimensions == 2 ? 64 : 16;
        DepositBenchmark benchmark = new DepositBenchmark();
        benchmark.assignment = assignment;
        benchmark.dimensions = dimensions;
        benchmark.order = order;
        benchmark.setUp(3000, side);
        MassGrid grid = benchmark.deposit();

        long[] units = DepositBenchmark.units(3000);
        Particles particles = benchmark.particles();
        double[][] columns = dimensions == 2
                ? new double[][] {particles.x(), particles.y()}
                : new double[][] {particles.x(), particles.y(), particles.z()};
        double[] expected = Kernels.deposit(
                assignment, 1, side, Arrays.stream(units).asDoubleStream().toArray(), columns);
        assertThat(grid.total()).isEqualTo(Arrays.stream(units).sum());
        int slab = side * side;
        for (int cell = 0; cell < expected.length; cell++) {
            // Each share is rounded once a dimension, to a unit: 2^-33 of a particle.
            assertThat((double) grid.slab(cell / slab)[cell % slab])
                    .as("%s, %d dimensions, %s, cell %d", assignment, dimensions, order, cell)
                    .isCloseTo(expected[cell], offset(3.0 * 3000 + 1e-14 * expected[cell]));
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void findsTheSpheresThatALookAtEverySphereFinds(Order order) {
        LookupBenchmark benchmark = new LookupBenchmark();
        benchmark.order = order;
        benchmark.setUp(LookupBenchmark.HALOS, 1000);
        HaloSample halos = benchmark.halos();
        Particles points = benchmark.points();
        long visited = 0;
        long first = 0;
        int hits = 0;
        for (int p = 0; p < points.size(); p++) {
            int heaviest = -1;
            for (int i = halos.size() - 1; i >= 0; i--) {
                double d2 = HaloSample.BOX.distanceSquared(
                        points.x()[p], points.y()[p], points.z()[p], halos.x()[i], halos.y()[i], halos.z()[i]);
                if (d2 <= halos.radius()[i] * halos.radius()[i]) {
                    visited += i + 1;
                    heaviest = i;
                    hits++;
                }
            }
            first += heaviest;
        }
        assertThat(hits).isGreaterThanOrEqualTo(order == Order.CLUSTERED ? points.size() : 10);
        assertThat(benchmark.find()).isEqualTo(visited);
        assertThat(benchmark.first()).isEqualTo(first);
    }

    @Test
    void halosAreDistributedLikeThoseOfAMock() {
        double[] radius = HaloSample.draw(LookupBenchmark.HALOS).radius();
        assertThat(radius).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        // 5 R200c of 1e12 and of 1e15 Msun/h.
        assertThat(radius[radius.length - 1]).isBetween(0.813, 0.82);
        assertThat(radius[0]).isBetween(6.5, 8.14);
        // Above 1e13 Msun/h the integral of M^-0.9 exp(-M / 5e14) dlnM is 0.1151 of that above 1e12.
        long heavy = Arrays.stream(radius).filter(r -> r > 5 * 0.350365).count();
        assertThat(heavy / (double) radius.length).isCloseTo(0.1151, offset(0.001));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, CONTIGUOUS", "FLOAT64, CONTIGUOUS", "FLOAT32, CHUNKED_GZIP", "FLOAT64, CHUNKED_GZIP"})
    void decodesWhatWasWritten(Hdf5Type type, DecodeBenchmark.Storage storage) throws Exception {
        DecodeBenchmark benchmark = new DecodeBenchmark();
        benchmark.type = type;
        benchmark.storage = storage;
        benchmark.setUp(150_001);
        try {
            Particles written = Particles.draw(Order.CLUSTERED, 150_001).clumpedAlongZ();
            double[][] read = benchmark.read();
            assertThat(Arrays.equals(read[0], written.x())).isTrue();
            assertThat(Arrays.equals(read[1], written.y())).isTrue();
            assertThat(Arrays.equals(read[2], written.z())).isTrue();
        } finally {
            benchmark.tearDown();
        }
    }

    @Test
    void readsEveryParticleOnce(@TempDir Path folder) throws Exception {
        TestSnapshots.write(
                folder,
                7,
                TestSnapshots.of(1, 125, 0, 0, 250, 0, 0),
                TestSnapshots.of(0, 500, 1, 1, 62.5, 2, 2, 31.25, 3, 3));
        assertThat(ReadRates.read(SnapshotFormats.open(folder, 7), 2)).isEqualTo(0.96875);
    }
}
