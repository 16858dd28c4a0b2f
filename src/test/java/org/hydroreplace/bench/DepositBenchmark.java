package org.hydroreplace.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
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

/** Million particles a second deposited on one thread, in blocks of the size that a pass uses, into 4096^2 or 512^3 cells. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DepositBenchmark {
    static final int PARTICLES = 1 << 20;

    /** Particles deposited with one call, as in a pass. */
    static final int BLOCK = 1 << 18;

    /** Units of a particle: those of a run of 625^3 particles. */
    static final long UNITS = 1L << 33;

    @Param
    public MassAssignment assignment = MassAssignment.TSC;

    @Param({"2", "3"})
    public int dimensions = 2;

    @Param
    public Order order = Order.RANDOM;

    private Deposit deposit = Deposit.of(assignment, 1);
    private MassGrid grid = new MassGrid(2, MassGrid.MIN_SIDE);
    private Particles particles = new Particles(new double[0], new double[0], new double[0]);
    private long[] units = {};
    private int[] all = {};

    @Setup(Level.Trial)
    public void setUp() {
        setUp(PARTICLES, dimensions == 2 ? 4096 : 512);
    }

    void setUp(int count, int side) {
        deposit = Deposit.of(assignment, 1);
        grid = new MassGrid(dimensions, side);
        particles = Particles.draw(order, count);
        if (order == Order.CLUSTERED) {
            particles = particles.clumpedAlongZ();
        }
        units = units(count);
        all = all(count);
    }

    /** Every particle of a power of two units, and every third of a little more, so that shares are rounded. */
    static long[] units(int count) {
        long[] units = new long[count];
        Arrays.setAll(units, p -> p % 3 == 0 ? UNITS + p : UNITS);
        return units;
    }

    /** 0, 1, 2, ... */
    static int[] all(int count) {
        int[] all = new int[count];
        Arrays.setAll(all, p -> p);
        return all;
    }

    /** Deposits all particles once more. */
    @Benchmark
    @OperationsPerInvocation(PARTICLES)
    public MassGrid deposit() {
        deposit(deposit, grid, particles, units, all);
        return grid;
    }

    /** Deposits particles block by block. */
    static void deposit(Deposit deposit, MassGrid grid, Particles particles, long[] units, int[] all) {
        for (int from = 0; from < particles.size(); from += BLOCK) {
            int to = Math.min(particles.size(), from + BLOCK);
            if (grid.dimensions() == 2) {
                deposit.add(grid, particles.x(), particles.y(), units, all, from, to);
            } else {
                deposit.add(grid, particles.x(), particles.y(), particles.z(), units, all, from, to);
            }
        }
    }

    Particles particles() {
        return particles;
    }
}
