package org.hydroreplace.bench;

import java.util.concurrent.TimeUnit;
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

    /** What the spheres of a point ask for, as fields do; the sum over all points. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long union() {
        long sum = 0;
        for (int p = 0; p < points.size(); p++) {
            sum += index.union(points.x()[p], points.y()[p], points.z()[p], LookupBenchmark::bits);
        }
        return sum;
    }

    /** How many spheres hold the points, and which, as profiles ask. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long visit() {
        long[] sum = {0};
        HaloIndex.Visitor visitor = (sphere, distanceSquared) -> sum[0] += sphere + 1L;
        for (int p = 0; p < points.size(); p++) {
            index.visit(points.x()[p], points.y()[p], points.z()[p], visitor);
        }
        return sum[0];
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

    /** One bit for every octave of distance and every fourth halo. */
    static long bits(int sphere, double distanceSquared) {
        return 1L << ((sphere & 3) * 16 + (Math.getExponent(distanceSquared) & 15));
    }

    HaloSample halos() {
        return halos;
    }

    Particles points() {
        return points;
    }
}
