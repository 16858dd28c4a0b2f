package org.hydroreplace.baryons;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Displacements in units of R200c on a fixed lattice of ln M (and ln c), as many of its rows as a catalogue needs. The
 * lattice does not depend on the catalogue, nor do the rows. Immutable.
 */
final class DisplacementRows {
    /** Steps of ln M: errors of 2e-4 of a displacement, see HaloDisplacementsTest. */
    private static final double MASS_STEP = StrictMath.log(10) / 64;

    /** Steps where each mass has many concentrations, so that rows are many. */
    private static final double MASS_STEP_WITH_CONCENTRATION = StrictMath.log(10) / 32;

    private static final double CONCENTRATION_STEP = 0.2;
    private static final int CUBIC = 4;

    private final RadialCells cells;
    /** By {@link RadialCells#place}. */
    private final float[][] rows;

    private final int perHalo;
    /** For each halo the rows that it reads. */
    private final int[] index;

    /** Their weights, which add to 1. */
    private final double[] weight;

    private DisplacementRows(RadialCells cells, float[][] rows, int perHalo, int[] index, double[] weight) {
        this.cells = cells;
        this.rows = rows;
        this.perHalo = perHalo;
        this.index = index;
        this.weight = weight;
    }

    /** The displacement in R200c at an x below the outer one. */
    double at(int halo, double x) {
        double place = cells.place(x);
        int cell = (int) place;
        double t = place - cell;
        double sum = 0;
        for (int i = halo * perHalo; i < (halo + 1) * perHalo; i++) {
            float[] row = rows[index[i]];
            sum += weight[i] * (row[2 * cell] + t * row[2 * cell + 1]);
        }
        return sum;
    }

    long bytes() {
        return Arrays.stream(rows).mapToLong(row -> 4L * row.length).sum() + 4L * index.length + 8L * weight.length;
    }

    static DisplacementRows build(
            BaryonModel model, HaloSource source, CatalogueHalos halos, double outer, int threads) {
        RadialCells cells = new RadialCells(outer);
        Plan plan = new Plan(halos);
        float[][] rows = new float[plan.nodes.size()][];
        long[] nodes = plan.nodes.keySet().stream().mapToLong(Long::longValue).toArray();
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, threads))) {
            Future<?>[] tasks = IntStream.range(0, nodes.length)
                    .mapToObj(i -> workers.submit(() -> {
                        BaryonicHalo halo = model.halo(plan.context(source, nodes[i]));
                        double radius = halo.halo().radius();
                        rows[i] = cells.tabulate(x -> halo.tabulatedDisplacement(x * radius) / radius);
                    }))
                    .toArray(Future<?>[]::new);
            for (Future<?> task : tasks) {
                await(task, workers);
            }
        }
        return new DisplacementRows(cells, rows, plan.perHalo, plan.rowNumbers(nodes), plan.weight);
    }

    private static void await(Future<?> task, ExecutorService workers) {
        try {
            task.get();
        } catch (ExecutionException e) {
            workers.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while displacements were tabulated", e);
        }
    }

    /** Which nodes of the lattice the halos need. A node is its place in ln M and ln c in one number. */
    private static final class Plan {
        private static final long SPREAD = 1L << 32;

        private final boolean withConcentration;
        private final double massStep;
        private final int perHalo;
        private final long[] key;
        private final double[] weight;
        private final TreeMap<Long, Integer> nodes = new TreeMap<>();

        Plan(CatalogueHalos halos) {
            int n = halos.size();
            this.withConcentration = halos.haveConcentrations();
            this.massStep = withConcentration ? MASS_STEP_WITH_CONCENTRATION : MASS_STEP;
            int perMass = withConcentration ? CUBIC : 1;
            this.perHalo = 2 * perMass;
            this.key = new long[n * perHalo];
            this.weight = new double[n * perHalo];
            double[] along = {1};
            for (int halo = 0; halo < n; halo++) {
                double m = StrictMath.log(halos.mass(halo)) / massStep;
                long massNode = (long) Math.floor(m);
                long first = 0;
                if (withConcentration) {
                    double c = StrictMath.log(halos.concentration(halo)) / CONCENTRATION_STEP;
                    first = (long) Math.floor(c) - 1;
                    along = lagrange(c - Math.floor(c));
                }
                for (int i = 0; i < perHalo; i++) {
                    int side = i / perMass;
                    double part = m - massNode;
                    key[halo * perHalo + i] = (massNode + side) * SPREAD + first + i % perMass;
                    weight[halo * perHalo + i] = (side == 0 ? 1 - part : part) * along[i % perMass];
                    nodes.put(key[halo * perHalo + i], 0);
                }
            }
        }

        /** Weights of the points -1, 0, 1, 2 at t in [0, 1). */
        private static double[] lagrange(double t) {
            return new double[] {
                -t * (t - 1) * (t - 2) / 6,
                (t + 1) * (t - 1) * (t - 2) / 2,
                -(t + 1) * t * (t - 2) / 2,
                (t + 1) * t * (t - 1) / 6
            };
        }

        HaloContext context(HaloSource source, long node) {
            long massNode = Math.floorDiv(node + SPREAD / 2, SPREAD);
            double mass = StrictMath.exp(massNode * massStep);
            double c = StrictMath.exp((node - massNode * SPREAD) * CONCENTRATION_STEP);
            return withConcentration ? source.halo(mass, c) : source.halo(mass);
        }

        int[] rowNumbers(long[] sorted) {
            return Arrays.stream(key)
                    .mapToInt(node -> Arrays.binarySearch(sorted, node))
                    .toArray();
        }
    }
}
