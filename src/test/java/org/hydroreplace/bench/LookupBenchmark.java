package org.hydroreplace.bench;

import java.util.concurrent.TimeUnit;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.halo.HaloIndex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Million points a second looked up on one thread among the spheres of 5 R200c round 24,000 halos in 205 Mpc/h. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LookupBenchmark {
    static final int POINTS = 1 << 20;

    static final int HALOS = 24_000;

    @Param
    public Order order = Order.RANDOM;

    private HaloSample halos = HaloSample.draw(0);
    private HaloIndex index = halos.index();
    private final Encounters encounters = new Encounters();
    private Particles points = new Particles(new double[0], new double[0], new double[0]);

    @Setup(Level.Trial)
    public void setUp() {
        setUp(HALOS, POINTS);
    }

    void setUp(int haloCount, int pointCount) {
        halos = HaloSample.draw(haloCount);
        index = halos.index();
        points = halos.points(order, pointCount);
    }

    /** Which spheres hold the points, batch by batch, as passes ask; the sum of their numbers. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long find() {
        long sum = 0;
        int from = 0;
        while (from < points.size()) {
            from = index.find(
                    HaloIndex.Spheres.ALL, points.x(), points.y(), points.z(), from, points.size(), encounters);
            for (int n = 0; n < encounters.size(); n++) {
                sum += encounters.sphere(n) + 1L;
            }
        }
        return sum;
    }

    /** The heaviest halo whose sphere holds a point. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long first() {
        long sum = 0;
        for (int p = 0; p < points.size(); p++) {
            sum += index.first(points.x()[p], points.y()[p], points.z()[p]);
        }
        return sum;
    }

    HaloSample halos() {
        return halos;
    }

    Particles points() {
        return points;
    }
}
