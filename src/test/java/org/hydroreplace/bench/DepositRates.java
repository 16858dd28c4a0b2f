package org.hydroreplace.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;

/**
 * {@code DepositRates PARTICLES SIDE}: million particles per CPU second of the two-dimensional TSC kernel on one thread, for
 * random and for clustered particles, and a hash of the grid. The twin of {@code bench/deposit_int64.c}: same particles,
 * same masses, same grid, same lines.
 */
public final class DepositRates {
    private static final int WARM_UP_SIDE = 512;

    /** Of a million particles each. */
    private static final int WARM_UPS = 40;

    private DepositRates() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        int side = Integer.parseInt(arguments[1]);
        long[] units = DepositBenchmark.units(count);
        int[] all = DepositBenchmark.all(count);
        Deposit deposit = Deposit.of(MassAssignment.TSC, 1);
        // A long run is measured: the compiler's work is done before, as it is for C.
        for (Order order : Order.values()) {
            Particles few = Particles.draw(order, Math.min(count, 1 << 20));
            MassGrid grid = new MassGrid(2, WARM_UP_SIDE);
            for (int repeat = 0; repeat < WARM_UPS; repeat++) {
                DepositBenchmark.deposit(deposit, grid, few, units, all);
            }
        }
        for (Order order : Order.values()) {
            Particles particles = Particles.draw(order, count);
            MassGrid grid = new MassGrid(2, side);
            long before = cpuNanoseconds();
            DepositBenchmark.deposit(deposit, grid, particles, units, all);
            long nanoseconds = cpuNanoseconds() - before;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f M particles/s (hash %016x)%n",
                    order.name().toLowerCase(Locale.ROOT),
                    count * 1e3 / nanoseconds,
                    hash(grid));
        }
    }

    private static long cpuNanoseconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** 31 times what came before plus the next cell, over all cells in row order. */
    private static long hash(MassGrid grid) {
        return Arrays.stream(grid.slab(0)).reduce(0, (hash, cell) -> 31 * hash + cell);
    }
}
