package org.hydroreplace.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.response.Statistic;
import org.hydroreplace.spectrum.Jackknife;
import org.hydroreplace.spectrum.Spectrum;
import org.hydroreplace.spectrum.SubBoxSpectra;

/** Reads the statistics of all fields from the products of a run. */
final class FinishedStatistics {
    private final Path folder;
    private final List<String> fields;

    /**
     * Those of a folder.
     *
     * @param fields names of all fields, by their place
     */
    FinishedStatistics(Path folder, List<String> fields) {
        this.folder = folder;
        this.fields = List.copyOf(fields);
    }

    /** The spectra of power.h5: in three dimensions, folded ones, and those of the maps; none without the file. */
    List<Statistic> spectra() {
        List<Statistic> statistics = new ArrayList<>();
        if (Files.exists(folder.resolve(PowerFile.NAME))) {
            try (Hdf5File file = Hdf5File.open(folder.resolve(PowerFile.NAME))) {
                statistics.addAll(volumes(file));
                statistics.addAll(planes(file));
            }
        }
        return statistics;
    }

    private List<Statistic> volumes(Hdf5File file) {
        Map<Integer, double[]> power = new HashMap<>();
        Map<Integer, double[][]> leftOut = new HashMap<>();
        Map<String, Map<Integer, double[]>> folded = new TreeMap<>();
        double[] k = {};
        UnaryOperator<double[]> spread = UnaryOperator.identity();
        for (int f = 0; f < fields.size(); f++) {
            String field = fields.get(f);
            if (!file.has(field + "/power")) {
                continue;
            }
            k = column(file, field + "/k");
            power.put(f, column(file, field + "/power"));
            if (file.has(field + "/jackknife/power")) {
                SubBoxSpectra parts = parts(file, field);
                leftOut.put(f, Jackknife.leavingOneOut(parts.power()));
                Spectrum whole = new Spectrum(k, column(file, field + "/power"), wholes(file, field + "/modes"));
                spread = errors -> parts.inBinsOf(whole, errors);
            }
            for (String group : file.children(field)) {
                if (group.startsWith("folded-")) {
                    folded.computeIfAbsent(group, g -> new HashMap<>())
                            .put(f, column(file, field + "/" + group + "/power"));
                }
            }
        }
        List<Statistic> statistics = new ArrayList<>();
        if (!power.isEmpty()) {
            statistics.add(new Statistic("power", wavenumbers(k), power, leftOut, spread));
        }
        folded.forEach((group, values) -> {
            int any = values.keySet().iterator().next();
            double[] waves = column(file, fields.get(any) + "/" + group + "/k");
            statistics.add(Statistic.withoutErrors("power_" + group.replace('-', '_'), wavenumbers(waves), values));
        });
        return statistics;
    }

    private static SubBoxSpectra parts(Hdf5File file, String field) {
        String group = field + "/jackknife";
        int side = (int) file.longs(group, "sub_boxes_per_side").orElseThrow()[0];
        double[] k = column(file, group + "/k");
        double[] flat = new double[side * side * side * k.length];
        file.dataset(group + "/power").readFlat(0, side * side * side, flat);
        double[][] power = new double[side * side * side][];
        Arrays.setAll(power, p -> Arrays.copyOfRange(flat, p * k.length, (p + 1) * k.length));
        double boxSize = file.doubles(field, "box_size").orElseThrow()[0];
        return new SubBoxSpectra(side, 2 * Math.PI * side / boxSize, k, power, wholes(file, group + "/modes"));
    }

    /** The mean over the axes, and over all axes but one. */
    private List<Statistic> planes(Hdf5File file) {
        Map<Integer, double[]> power = new HashMap<>();
        Map<Integer, double[][]> leftOut = new HashMap<>();
        double[] k = {};
        for (int f = 0; f < fields.size(); f++) {
            String group = fields.get(f) + "/planes";
            if (!file.has(group)) {
                continue;
            }
            List<String> axes = new ArrayList<>(new TreeSet<>(file.children(group)));
            double[][] ofAxes = new double[axes.size()][];
            for (int a = 0; a < ofAxes.length; a++) {
                k = column(file, group + "/" + axes.get(a) + "/k");
                ofAxes[a] = column(file, group + "/" + axes.get(a) + "/power");
            }
            power.put(f, Jackknife.mean(ofAxes));
            if (ofAxes.length > 1) {
                leftOut.put(f, Jackknife.leavingOneOut(ofAxes));
            }
        }
        return power.isEmpty()
                ? List.of()
                : List.of(new Statistic("plane_power", wavenumbers(k), power, leftOut, UnaryOperator.identity()));
    }

    private static Statistic.Bins wavenumbers(double[] k) {
        return new Statistic.Bins("k", "h/Mpc", "mean wavenumber of the modes of each bin", k);
    }

    private static double[] column(Hdf5File file, String name) {
        double[] values = new double[(int) file.dataset(name).rows()];
        file.dataset(name).readFlat(0, values.length, values);
        return values;
    }

    private static long[] wholes(Hdf5File file, String name) {
        long[] values = new long[(int) file.dataset(name).rows()];
        file.dataset(name).read(0, values.length, values);
        return values;
    }
}
