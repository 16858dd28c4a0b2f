package org.hydroreplace.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hydroreplace.grid.Workers;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.response.MapSums;
import org.hydroreplace.response.Statistic;

/**
 * Variance, skewness, kurtosis and density distribution of the maps of all fields: of the cells of all axes together, with
 * {@value #PATCHES} x {@value #PATCHES} patches of each map to leave out. A row of each map is in memory at a time.
 */
final class MapStatistics {
    private static final int PATCHES = 4;

    private final Path path;
    private final List<String> fields;

    /** Those of a folder; {@code fields} are the names of all fields, by their place. */
    MapStatistics(Path folder, List<String> fields) {
        this.path = folder.resolve(MapsFile.NAME);
        this.fields = List.copyOf(fields);
    }

    private record Task(int field, String dataset) {}

    /** The four statistics; none without maps.h5. */
    List<Statistic> statistics(int threads) throws InterruptedException {
        if (!Files.exists(path)) {
            return List.of();
        }
        List<Task> tasks = tasks();
        MapSums[][] patches = new MapSums[tasks.size()][];
        Workers.run(
                threads,
                tasks.size(),
                () -> t -> patches[t] = patches(tasks.get(t).dataset()));
        Map<Integer, List<MapSums>> ofField = new HashMap<>();
        for (int t = 0; t < patches.length; t++) {
            ofField.computeIfAbsent(tasks.get(t).field(), f -> new ArrayList<>())
                    .addAll(List.of(patches[t]));
        }
        Statistic.Bins one =
                new Statistic.Bins("cells", "", "a single bin: the cells of the maps as they are", new double[] {1});
        Statistic.Bins edges = new Statistic.Bins(
                "edges", "", "edges of the bins in log10 of density over mean density", MapSums.edges());
        return List.of(
                statistic("variance", one, ofField, sums -> new double[] {sums.variance()}),
                statistic("skewness", one, ofField, sums -> new double[] {sums.skewness()}),
                statistic("kurtosis", one, ofField, sums -> new double[] {sums.kurtosis()}),
                statistic("pdf", edges, ofField, MapSums::density));
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        try (Hdf5File file = Hdf5File.open(path)) {
            for (int f = 0; f < fields.size(); f++) {
                if (file.has(fields.get(f))) {
                    for (String axis : new TreeSet<>(file.children(fields.get(f)))) {
                        tasks.add(new Task(f, fields.get(f) + "/" + axis));
                    }
                }
            }
        }
        return tasks;
    }

    private MapSums[] patches(String name) {
        try (Hdf5File file = Hdf5File.open(path)) {
            Hdf5Dataset map = file.dataset(name);
            int side = (int) map.rows();
            double[] row = new double[side];
            double sum = 0;
            for (int i = 0; i < side; i++) {
                map.readFlat(i, 1, row);
                for (double cell : row) {
                    sum += cell;
                }
            }
            double mean = sum / side / side;
            MapSums[] patches = new MapSums[PATCHES * PATCHES];
            for (int p = 0; p < patches.length; p++) {
                patches[p] = new MapSums();
            }
            for (int i = 0; i < side; i++) {
                map.readFlat(i, 1, row);
                for (int j = 0; j < side; j++) {
                    patches[patch(i, side) * PATCHES + patch(j, side)].add(row[j] / mean - 1);
                }
            }
            return patches;
        }
    }

    private static int patch(int cell, int side) {
        return (int) ((long) cell * PATCHES / side);
    }

    private static Statistic statistic(
            String name,
            Statistic.Bins bins,
            Map<Integer, List<MapSums>> ofField,
            Function<MapSums, double[]> compute) {
        Map<Integer, double[]> values = new HashMap<>();
        Map<Integer, double[][]> leftOut = new HashMap<>();
        ofField.forEach((field, patches) -> {
            MapSums all = new MapSums();
            patches.forEach(patch -> all.add(patch, 1));
            values.put(field, compute.apply(all));
            double[][] others = new double[patches.size()][];
            for (int p = 0; p < others.length; p++) {
                MapSums rest = new MapSums();
                rest.add(all, 1);
                rest.add(patches.get(p), -1);
                others[p] = compute.apply(rest);
            }
            leftOut.put(field, others);
        });
        return new Statistic(name, bins, values, leftOut, UnaryOperator.identity());
    }
}
