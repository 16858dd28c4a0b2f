package org.hydroreplace.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.io.InputException;
import org.hydroreplace.response.FamilyResponse;
import org.hydroreplace.response.ReplaceFamily;
import org.hydroreplace.response.Response;
import org.hydroreplace.response.Statistic;
import org.hydroreplace.spectrum.Jackknife;

/** Computes the responses of finished statistics and writes response.h5. */
public final class ResponseFile {
    public static final String NAME = "response.h5";

    /** A table of a family. */
    private record Quantity(String name, String words, Function<FamilyResponse, double[][][]> of) {}

    private static final List<Quantity> QUANTITIES = List.of(
            new Quantity("F", "response of the statistic %s to each replaced field", FamilyResponse::fraction),
            new Quantity(
                    "tiles",
                    "response of the statistic %s to each shell of radius: differences of F",
                    FamilyResponse::tiles),
            new Quantity(
                    "additive",
                    "sum of the tiles of the statistic %s over the mass bins that make up a row",
                    FamilyResponse::additive),
            new Quantity("non_additivity", "(F - additive) / F of the statistic %s", FamilyResponse::nonAdditivity));

    private final Path folder;
    private final List<FieldSpec> fields;
    private final Response response;
    private final int dmo;
    private final int hydro;
    private final List<ReplaceFamily> families;
    private final double heaviest;

    private ResponseFile(Path folder, RunConfiguration configuration, Response response) {
        this.folder = folder;
        this.fields = configuration.fields();
        this.response = response;
        this.dmo = place(configuration.referenceField(), "dmo");
        this.hydro = place(
                IntStream.range(0, fields.size())
                        .filter(f -> fields.get(f) instanceof FieldSpec.Hydro)
                        .findFirst(),
                "hydro");
        this.families = ReplaceFamily.among(fields);
        this.heaviest = heaviest();
    }

    private int place(OptionalInt field, String kind) {
        return field.orElseThrow(() -> new InputException(folder.resolve(OutputFolder.CONFIGURATION) + " has no field "
                + kind + ", and a response is measured from dmo to hydro; add it to fields and run again"));
    }

    /** M200c of the heaviest matched DMO halo, beyond which a range of masses holds none; infinite if it is not known. */
    private double heaviest() {
        Path matches = folder.resolve(MatchedHalosFile.NAME);
        if (!Files.exists(matches)) {
            return Double.POSITIVE_INFINITY;
        }
        try (Hdf5File file = Hdf5File.open(matches)) {
            double[] masses = new double[(int) file.dataset("dmo_mass").rows()];
            file.dataset("dmo_mass").readFlat(0, masses.length, masses);
            return IntStream.range(0, masses.length)
                    .mapToDouble(i -> masses[i])
                    .max()
                    .orElse(0);
        }
    }

    /**
     * Writes response.h5 into the output folder of a run, and notes it in the manifest.
     *
     * @param floor least difference of hydro and dmo, in units of dmo, for which a response is defined
     * @return names of the statistics
     * @throws InputException if the folder lacks what a response is computed from
     */
    public static List<String> write(Path folder, double floor, int threads) throws InterruptedException {
        Manifest.read(folder);
        RunConfiguration configuration =
                ConfigurationReader.read(folder.resolve(OutputFolder.CONFIGURATION), List.of());
        try (OutputFolder held = OutputFolder.hold(folder)) {
            return new ResponseFile(held.path(), configuration, new Response(floor)).write(threads);
        }
    }

    private List<String> write(int threads) throws InterruptedException {
        List<String> names = fields.stream().map(FieldSpec::name).toList();
        List<Statistic> all = new ArrayList<>(new FinishedStatistics(folder, names).spectra());
        all.addAll(new MapStatistics(folder, names).statistics(threads));
        List<Statistic> statistics = all.stream()
                .filter(s -> s.values().containsKey(dmo) && s.values().containsKey(hydro))
                .toList();
        if (statistics.isEmpty()) {
            throw new InputException(folder + " holds no statistic of both " + names.get(dmo) + " and "
                    + names.get(hydro) + "; run its configuration with power or maps first");
        }
        Path like = folder.resolve(Files.exists(folder.resolve(PowerFile.NAME)) ? PowerFile.NAME : MapsFile.NAME);
        try (Hdf5File source = Hdf5File.open(like);
                Hdf5Writer file = ProductFile.createLike(folder.resolve(NAME), source)) {
            file.attribute("/", "dmo", names.get(dmo));
            file.attribute("/", "hydro", names.get(hydro));
            file.attribute("/", "floor", response.floor());
            if (!families.isEmpty()) {
                family(file, families.getFirst());
            }
            for (Statistic statistic : statistics) {
                write(file, statistic);
            }
            file.commit();
        }
        Manifest.add(folder, NAME, names);
        return statistics.stream().map(Statistic::name).toList();
    }

    private static void family(Hdf5Writer file, ReplaceFamily family) {
        double[] least = new double[family.masses().size()];
        double[] most = new double[least.length];
        for (int m = 0; m < least.length; m++) {
            least[m] = family.masses().get(m).min();
            most[m] = family.masses().get(m).max();
        }
        HaloTable.column(file, "mass_min", "Msun/h", "lower edge of M200c of the replaced DMO halos, inclusive", least);
        HaloTable.column(file, "mass_max", "Msun/h", "upper edge of M200c, exclusive", most);
        HaloTable.column(file, "radius", "", "radius of the replaced spheres in R200c of the DMO halo", family.radii());
        file.attribute("/", "centre", Labels.of(family.centre()));
        file.attribute("/", "overlap", Labels.of(family.overlap()));
    }

    private void write(Hdf5Writer file, Statistic statistic) {
        String group = statistic.name();
        file.group(group);
        Statistic.Bins bins = statistic.bins();
        HaloTable.column(file, group + "/" + bins.name(), bins.units(), bins.description(), bins.column());
        Set<Integer> inTable = new HashSet<>();
        if (!families.isEmpty()) {
            table(file, statistic, families.getFirst());
            for (int[] row : families.getFirst().fields()) {
                for (int field : row) {
                    inTable.add(field);
                }
            }
        }
        for (int f = 0; f < fields.size(); f++) {
            double[] values = statistic.values().get(f);
            if (values != null && !inTable.contains(f)) {
                single(file, statistic, f, values);
            }
        }
    }

    /** The fields outside the table: dmo and hydro, displaced ones, other families. */
    private void single(Hdf5Writer file, Statistic statistic, int field, double[] values) {
        String name = fields.get(field).name();
        String group = statistic.name() + "/fields/" + name;
        file.group(group);
        String of = " of the statistic " + statistic.name() + " of the field " + name;
        HaloTable.column(
                file,
                group + "/F",
                "",
                "response" + of,
                response.of(values, of(dmo, statistic.values()), of(hydro, statistic.values())));
        if (statistic.leftOut().containsKey(field)) {
            double[][] estimates = estimates(
                    statistic, without -> new Response(0).of(of(field, without), of(dmo, without), of(hydro, without)));
            HaloTable.column(
                    file,
                    group + "/F_error",
                    "",
                    "jackknife error of the response" + of,
                    statistic.spread().apply(Jackknife.error(estimates)));
        }
    }

    private static double[] of(int field, Map<Integer, double[]> values) {
        return Objects.requireNonNull(values.get(field));
    }

    private void table(Hdf5Writer file, Statistic statistic, ReplaceFamily family) {
        FamilyResponse found = family(statistic.values(), family, response);
        int samples = samples(statistic);
        List<FamilyResponse> without = new ArrayList<>();
        for (int s = 0; s < samples; s++) {
            without.add(family(sample(statistic, s), family, new Response(0)));
        }
        for (Quantity one : QUANTITIES) {
            String name = one.name();
            Function<FamilyResponse, double[][][]> quantity = one.of();
            String description = one.words().formatted(statistic.name()) + " (mass, radius, bin)";
            double[][][] values = quantity.apply(found);
            cube(file, statistic.name() + "/" + name, description, values);
            if (samples > 1) {
                double[][][] errors = new double[values.length][values[0].length][];
                for (int m = 0; m < errors.length; m++) {
                    for (int r = 0; r < errors[m].length; r++) {
                        double[][] estimates = new double[samples][];
                        for (int s = 0; s < samples; s++) {
                            estimates[s] = quantity.apply(without.get(s))[m][r];
                        }
                        errors[m][r] = statistic.spread().apply(Jackknife.error(estimates));
                    }
                }
                cube(file, statistic.name() + "/" + name + "_error", "jackknife error: " + description, errors);
            }
        }
    }

    private FamilyResponse family(Map<Integer, double[]> values, ReplaceFamily family, Response response) {
        return FamilyResponse.of(family, response, values, dmo, hydro, heaviest);
    }

    private static Map<Integer, double[]> sample(Statistic statistic, int sample) {
        Map<Integer, double[]> values = new HashMap<>();
        statistic.leftOut().forEach((field, estimates) -> values.put(field, estimates[sample]));
        return values;
    }

    private int samples(Statistic statistic) {
        return statistic.leftOut().getOrDefault(dmo, new double[0][]).length;
    }

    private double[][] estimates(Statistic statistic, Function<Map<Integer, double[]>, double[]> compute) {
        double[][] estimates = new double[samples(statistic)][];
        for (int s = 0; s < estimates.length; s++) {
            estimates[s] = compute.apply(sample(statistic, s));
        }
        return estimates;
    }

    private static void cube(Hdf5Writer file, String name, String description, double[][][] cube) {
        int bins = cube[0][0].length;
        double[] flat = new double[cube.length * cube[0].length * bins];
        int at = 0;
        for (double[][] row : cube) {
            for (double[] cell : row) {
                System.arraycopy(cell, 0, flat, at, bins);
                at += bins;
            }
        }
        try (Hdf5Output output = file.dataset(name, Hdf5Type.FLOAT64, cube.length, cube[0].length, bins)) {
            output.write(0, cube.length, flat, 0);
        }
        ProductFile.describe(file, name, "", description);
    }
}
