package org.hydroreplace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** Small invented products with the layout of a run's output folder, awkward values included. */
final class SyntheticProducts {
    static final double[] EDGES = {0.01, 0.03, 0.1, 0.3, 1, 3};
    static final double[] RADII = {0.5, 1, 2};
    static final int BINS = EDGES.length - 1;
    static final int HALOS = 3;
    static final double BOX = 25;
    static final int GRID = 64;

    /** M200c and R200c of all halos: 200 times a critical density of {@link #CRITICAL}. */
    static final double CRITICAL = 2.775e11;

    private static final List<String> COMPONENTS = List.of("total", "gas", "dm", "stars", "bh");

    private final Path folder;

    SyntheticProducts(Path folder) {
        this.folder = folder;
    }

    /** manifest.json and run.yaml, without which a folder is no run. */
    SyntheticProducts run(String state) throws IOException {
        Files.writeString(folder.resolve("run.yaml"), "simulation: {dmo: d, hydro: h, snapshot: 3}\n");
        AtomicFile.writeString(
                folder.resolve("manifest.json"),
                "{\"program\": \"hydro-replace\", \"version\": \"1\", \"git_commit\": \"abc\", \"command\": \"run\", \"state\": \""
                        + state + "\", \"timings_seconds\": {\"matching\": 0.25, \"pass <1>\": 1.0}}");
        return this;
    }

    SyntheticProducts matches(int pairs, int alone) {
        try (Hdf5Writer file = begin("matched_halos.h5", false)) {
            column(file, "dmo_mass", pairs, i -> 1e14 / (i + 1));
            column(file, "hydro_mass", pairs, i -> 0.9e14 / (i + 1));
            column(file, "dmo_radius", pairs, i -> 1);
            column(file, "separation", pairs, i -> 0.01 * i);
            for (String run : List.of("dmo", "hydro")) {
                file.group("unmatched");
                file.group("unmatched/" + run);
                column(file, "unmatched/" + run + "/mass", alone, i -> 1e12);
                file.strings("unmatched/" + run + "/reason", Collections.nCopies(alone, "mass_ratio"));
            }
            file.commit();
        }
        return this;
    }

    /** P = 1/k for dmo along x, 2/k along y; fields other than dmo have 0.9 and 1.1 times that. */
    SyntheticProducts power(String... fields) {
        try (Hdf5Writer file = begin("power.h5", true)) {
            boolean dmo = Arrays.asList(fields).contains("dmo");
            for (String field : fields) {
                file.group(field);
                file.group(field + "/planes");
                for (int axis = 0; axis < 2; axis++) {
                    String plane = field + "/planes/" + "xy".charAt(axis);
                    double ratio = field.equals("dmo") ? 1 : axis == 0 ? 0.9 : 1.1;
                    double power = (axis + 1) * ratio;
                    file.group(plane);
                    int n = 40;
                    column(file, plane + "/k", n, i -> 0.25 * (i + 1));
                    column(file, plane + "/power", n, i -> i == 30 ? Double.NaN : power / (0.25 * (i + 1)));
                    try (Hdf5Output output = file.dataset(plane + "/modes", Hdf5Type.INT64, n)) {
                        long[] modes = new long[n];
                        Arrays.setAll(modes, i -> 4L * (i + 1));
                        output.write(0, n, modes, 0);
                    }
                    if (dmo && !field.equals("dmo")) {
                        column(file, plane + "/ratio", n, i -> i == 30 ? Double.NaN : ratio);
                    }
                    file.attribute(plane, "shot_noise", 0.01);
                    file.attribute(plane, "window", "compensated");
                    file.attribute(plane, "assignment", "tsc");
                    file.attribute(plane, "grid", GRID);
                    file.attribute(plane, "box_size", BOX);
                }
            }
            file.commit();
        }
        return this;
    }

    /** Three halos in the first mass bin, none in the second; mean density CRITICAL / r^2 for the total, a tenth in gas. */
    SyntheticProducts profiles(String... fields) {
        try (Hdf5Writer file = begin("profiles.h5", true)) {
            column(file, "edges", EDGES.length, i -> EDGES[i]);
            file.group("stacks");
            boolean dmo = Arrays.asList(fields).contains("dmo");
            for (String field : fields) {
                halos(file, field);
                file.group("stacks/" + field);
                for (String component : COMPONENTS) {
                    double share = share(field, component);
                    file.group("stacks/" + field + "/" + component);
                    for (int bin = 0; bin < 2; bin++) {
                        String path = "stacks/" + field + "/" + component + "/" + massBin(bin);
                        bin(file, path, bin);
                        double nothing = bin == 0 ? 1 : Double.NaN;
                        for (String name : List.of("mean", "median", "p16", "p84")) {
                            double shift = name.equals("p16") ? 0 : name.equals("p84") ? 2 : 1;
                            column(
                                    file,
                                    path + "/" + name,
                                    BINS,
                                    i -> nothing * shift * share * CRITICAL / (EDGES[i] * EDGES[i + 1]));
                        }
                        if (dmo) {
                            for (String name : List.of("ratio_to_dmo", "ratio_median", "ratio_p16", "ratio_p84")) {
                                column(file, path + "/" + name, BINS, i -> i == 0 ? Double.NaN : nothing * share);
                            }
                        }
                    }
                }
            }
            file.commit();
        }
        return this;
    }

    SyntheticProducts statistics(String... fields) {
        try (Hdf5Writer file = begin("statistics.h5", true)) {
            column(file, "radii", RADII.length, i -> RADII[i]);
            file.group("stacks");
            for (String field : fields) {
                halos(file, field);
                double baryons = field.equals("dmo") ? 0 : 0.12;
                matrix(file, field + "/baryon_fraction", (i, r) -> i == 0 && r == 1 ? Double.NaN : baryons);
                matrix(file, field + "/gas_fraction", (i, r) -> baryons * 0.75);
                matrix(file, field + "/stellar_fraction", (i, r) -> baryons * 0.25);
                file.group(field + "/total");
                if (!field.equals("dmo")) {
                    matrix(file, field + "/total/ratio_to_dmo", (i, r) -> 0.9 + 0.01 * r);
                }
                file.group("stacks/" + field);
                for (int bin = 0; bin < 2; bin++) {
                    String path = "stacks/" + field + "/" + massBin(bin);
                    bin(file, path, bin);
                    double nothing = bin == 0 ? 1 : Double.NaN;
                    column(file, path + "/baryon_fraction", RADII.length, r -> nothing * baryons);
                    column(file, path + "/gas_fraction", RADII.length, r -> nothing * baryons * 0.75);
                    column(file, path + "/stellar_fraction", RADII.length, r -> nothing * baryons * 0.25);
                    column(file, path + "/ratio_to_dmo", RADII.length, r -> nothing * (0.9 + 0.01 * r));
                }
            }
            file.commit();
        }
        return this;
    }

    static double share(String field, String component) {
        if (field.equals("dmo")) {
            return component.equals("total") || component.equals("dm") ? 1 : 0;
        }
        return switch (component) {
            case "total" -> 0.95;
            case "dm" -> 0.84;
            case "gas" -> 0.1;
            case "stars" -> 0.01;
            default -> 1e-6;
        };
    }

    private static String massBin(int bin) {
        return bin == 0 ? "M12.0-12.5" : "M12.5-inf";
    }

    private static void bin(Hdf5Writer file, String path, int bin) {
        file.group(path);
        file.attribute(path, "halos", bin == 0 ? HALOS : 0L);
        file.attribute(path, "min_mass", bin == 0 ? 1e12 : Math.pow(10, 12.5));
        file.attribute(path, "max_mass", bin == 0 ? Math.pow(10, 12.5) : Double.POSITIVE_INFINITY);
    }

    private static void halos(Hdf5Writer file, String field) {
        file.group(field);
        file.attribute(field, "centre", field.equals("dmo") ? "dmo" : "hydro");
        column(file, field + "/m200c", HALOS, i -> 1e12 * (i + 1));
        column(file, field + "/r200c", HALOS, i -> Math.cbrt(1e12 * (i + 1) / (800 * Math.PI / 3 * CRITICAL)));
    }

    private Hdf5Writer begin(String name, boolean baryons) {
        Hdf5Writer file = Hdf5Writer.create(folder.resolve(name));
        file.attribute("/", "box_size", BOX);
        file.group("/Code");
        file.group("/Cosmology");
        file.attribute("/Cosmology", "omega_m", 0.3);
        file.attribute("/Cosmology", "scale_factor", 0.9999999999999999);
        file.attribute("/Cosmology", "redshift", 2.2e-16);
        if (baryons) {
            file.attribute("/Cosmology", "omega_b", 0.045);
        }
        file.group("/Parameters");
        file.attribute("/Parameters", "matching.max_separation", 0.5);
        return file;
    }

    private static void column(Hdf5Writer file, String name, int n, IntToDoubleFunction value) {
        double[] values = new double[n];
        Arrays.setAll(values, value);
        try (Hdf5Output output = file.dataset(name, Hdf5Type.FLOAT64, n)) {
            output.write(0, n, values, 0);
        }
    }

    private interface Element {
        double at(int halo, int radius);
    }

    private static void matrix(Hdf5Writer file, String name, Element element) {
        double[] values = new double[HALOS * RADII.length];
        Arrays.setAll(values, i -> element.at(i / RADII.length, i % RADII.length));
        try (Hdf5Output output = file.dataset(name, Hdf5Type.FLOAT64, HALOS, RADII.length)) {
            output.write(0, HALOS, values, 0);
        }
    }
}
