package org.hydroreplace.baryons;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Displacements dr/r on a fixed lattice of ln M (and ln c), as many of its rows as a catalogue needs, each in an
 * x that is stretched so that its {@link Landmark} coincides with those of the others. The rows do not depend on the
 * catalogue. Immutable.
 */
final class DisplacementRows {
    private final RadialCells cells;
    /** dr/r, -1 for all that comes to the centre, by {@link RadialCells#place}; constant in the first cell. */
    private final float[][] rows;

    private final Landmark landmark;
    private final int perHalo;
    /** For each halo the rows that it reads. */
    private final int[] index;

    /** Their weights, which add to 1. */
    private final double[] weight;

    /** For each halo where its landmark is. */
    private final double[] place;

    private DisplacementRows(
            RadialCells cells, float[][] rows, Landmark landmark, double[] rowPlaces, HaloLattice lattice) {
        this.cells = cells;
        this.rows = rows;
        this.landmark = landmark;
        this.perHalo = lattice.perHalo();
        this.index = lattice.rowNumbers();
        this.weight = lattice.weights();
        this.place = new double[index.length / perHalo];
        for (int halo = 0; halo < place.length; halo++) {
            for (int i = halo * perHalo; i < (halo + 1) * perHalo; i++) {
                place[halo] += weight[i] * rowPlaces[index[i]];
            }
        }
    }

    /** The displacement in R200c at an x below the outer one. */
    double at(int halo, double x) {
        double at = cells.place(landmark.stretch(x, place[halo]));
        int cell = (int) at;
        double t = at - cell;
        double sum = 0;
        for (int i = halo * perHalo; i < (halo + 1) * perHalo; i++) {
            float[] row = rows[index[i]];
            sum += weight[i] * (row[2 * cell] + t * row[2 * cell + 1]);
        }
        return x * sum;
    }

    long bytes() {
        return Arrays.stream(rows).mapToLong(row -> 4L * row.length).sum()
                + 4L * index.length
                + 8L * (weight.length + place.length);
    }

    static DisplacementRows build(
            BaryonModel model, HaloSource source, CatalogueHalos halos, double outer, int threads) {
        RadialCells cells = new RadialCells(outer);
        HaloLattice lattice = new HaloLattice(model, source, halos);
        float[][] rows = new float[lattice.nodes()][];
        double[] places = new double[rows.length];
        Landmark[] landmarks = new Landmark[rows.length];
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, threads))) {
            Future<?>[] tasks = IntStream.range(0, rows.length)
                    .mapToObj(i -> workers.submit(() -> {
                        BaryonicHalo halo = model.halo(lattice.context(i));
                        double radius = halo.halo().radius();
                        Landmark landmark = Landmark.of(halo);
                        double place = landmark.place(halo);
                        landmarks[i] = landmark;
                        places[i] = place;
                        rows[i] = cells.tabulate(u -> {
                            double x = landmark.shrink(Math.max(u, RadialCells.FIRST), place);
                            return halo.tabulatedDisplacement(x * radius) / (x * radius);
                        });
                    }))
                    .toArray(Future<?>[]::new);
            for (Future<?> task : tasks) {
                await(task, workers);
            }
        }
        // a model's halos all have the same one
        return new DisplacementRows(cells, rows, rows.length == 0 ? Landmark.CENTRE : landmarks[0], places, lattice);
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
}
