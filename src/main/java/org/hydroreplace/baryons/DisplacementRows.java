package org.hydroreplace.baryons;

import java.util.Arrays;
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
    /** Steps of ln M, interpolated cubically. With docs/models.md, Accuracy. */
    private static final double MASS_STEP = StrictMath.log(10) / 64;

    /**
     * Steps of ln M where halos have concentrations, and each mass many rows. Linear: what is not smooth in mass is the mean
     * concentration above all.
     */
    private static final double MASS_STEP_WITH_CONCENTRATION = StrictMath.log(10) / 32;

    /** Steps of ln c, interpolated cubically. */
    private static final double CONCENTRATION_STEP = 0.25;

    private final RadialCells cells;
    /** By {@link RadialCells#place}. */
    private final float[][] rows;

    private final int perHalo;
    /** For each halo the rows that it reads. */
    private final int[] index;

    /** Their weights, which add to 1. */
    private final double[] weight;

    /** For each halo the x at which its displacement is bent, see {@link RadialCells}. */
    private final double[] bend;

    private DisplacementRows(RadialCells cells, float[][] rows, double[] rowBends, Plan plan) {
        this.cells = cells;
        this.rows = rows;
        this.perHalo = plan.perHalo;
        this.index = plan.rowNumbers();
        this.weight = plan.weight;
        this.bend = new double[index.length / perHalo];
        for (int halo = 0; halo < bend.length; halo++) {
            for (int i = halo * perHalo; i < (halo + 1) * perHalo; i++) {
                bend[halo] += weight[i] * rowBends[index[i]];
            }
            if (Math.abs(bend[halo] - RadialCells.BEND) < 1e-12) {
                bend[halo] = RadialCells.BEND;
            }
        }
    }

    /** The displacement in R200c at an x below the outer one. */
    double at(int halo, double x) {
        double place = cells.place(RadialCells.stretch(x, bend[halo]));
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
        return Arrays.stream(rows).mapToLong(row -> 4L * row.length).sum()
                + 4L * index.length
                + 8L * (weight.length + bend.length);
    }

    static DisplacementRows build(
            BaryonModel model, HaloSource source, CatalogueHalos halos, double outer, int threads) {
        RadialCells cells = new RadialCells(outer);
        Plan plan = new Plan(halos);
        long[] nodes = plan.nodes;
        float[][] rows = new float[nodes.length][];
        double[] bends = new double[nodes.length];
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, threads))) {
            Future<?>[] tasks = IntStream.range(0, nodes.length)
                    .mapToObj(i -> workers.submit(() -> {
                        BaryonicHalo halo = model.halo(plan.context(source, nodes[i]));
                        double radius = halo.halo().radius();
                        double bend = bend(halo);
                        bends[i] = bend;
                        rows[i] = cells.tabulate(
                                x -> halo.tabulatedDisplacement(RadialCells.shrink(x, bend) * radius) / radius);
                    }))
                    .toArray(Future<?>[]::new);
            for (Future<?> task : tasks) {
                await(task, workers);
            }
        }
        return new DisplacementRows(cells, rows, bends, plan);
    }

    private static double bend(BaryonicHalo halo) {
        double origin = halo.edgeOrigin();
        return Double.isInfinite(origin)
                ? RadialCells.BEND
                : Math.clamp(origin / halo.halo().radius(), 0.01, 1 - 1e-9);
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
        private final long[] nodes;

        Plan(CatalogueHalos halos) {
            this.withConcentration = halos.haveConcentrations();
            this.massStep = withConcentration ? MASS_STEP_WITH_CONCENTRATION : MASS_STEP;
            this.perHalo = withConcentration ? 8 : 4;
            this.key = new long[halos.size() * perHalo];
            this.weight = new double[halos.size() * perHalo];
            int at = 0;
            for (int halo = 0; halo < halos.size(); halo++) {
                Stencil masses = withConcentration
                        ? Stencil.linear(StrictMath.log(halos.mass(halo)) / massStep)
                        : Stencil.cubic(StrictMath.log(halos.mass(halo)) / massStep);
                Stencil concentrations = withConcentration
                        ? Stencil.cubic(StrictMath.log(halos.concentration(halo)) / CONCENTRATION_STEP)
                        : Stencil.NONE;
                for (int i = 0; i < masses.weights.length; i++) {
                    for (int j = 0; j < concentrations.weights.length; j++) {
                        key[at] = (masses.first + i) * SPREAD + concentrations.first + j;
                        weight[at++] = masses.weights[i] * concentrations.weights[j];
                    }
                }
            }
            this.nodes = Arrays.stream(key).sorted().distinct().toArray();
        }

        HaloContext context(HaloSource source, long node) {
            long massNode = Math.floorDiv(node + SPREAD / 2, SPREAD);
            double mass = StrictMath.exp(massNode * massStep);
            double c = StrictMath.exp((node - massNode * SPREAD) * CONCENTRATION_STEP);
            return withConcentration ? source.halo(mass, c) : source.halo(mass);
        }

        int[] rowNumbers() {
            return Arrays.stream(key)
                    .mapToInt(node -> Arrays.binarySearch(nodes, node))
                    .toArray();
        }
    }

    /** Neighbouring nodes and their weights (Lagrange). */
    private static final class Stencil {
        static final Stencil NONE = new Stencil(0, 1);

        private final long first;
        private final double[] weights;

        private Stencil(long first, double... weights) {
            this.first = first;
            this.weights = weights;
        }

        static Stencil linear(double place) {
            double t = place - Math.floor(place);
            return new Stencil((long) Math.floor(place), 1 - t, t);
        }

        static Stencil cubic(double place) {
            double t = place - Math.floor(place);
            return new Stencil(
                    (long) Math.floor(place) - 1,
                    -t * (t - 1) * (t - 2) / 6,
                    (t + 1) * (t - 1) * (t - 2) / 2,
                    -(t + 1) * t * (t - 2) / 2,
                    (t + 1) * t * (t - 1) / 6);
        }
    }
}
