package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Power;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.spectrum.PlaneSpectrum;
import org.hydroreplace.spectrum.Spectrum;
import org.jspecify.annotations.Nullable;

/** Computes the spectra of the maps and writes power.h5, field by field. */
final class PowerFile {
    static final String NAME = "power.h5";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "maps", "power");

    private final RunConfiguration configuration;
    private final Maps maps;
    private final Power power;
    private final OutputHeader header;
    private final double boxSize;
    private final int threads;
    private final Map<Integer, Map<Axis, Spectrum>> spectra = new HashMap<>();
    private final Map<Integer, Double> shotNoise = new HashMap<>();

    /** Nothing is measured yet. */
    PowerFile(RunConfiguration configuration, Maps maps, Power power, OutputHeader header, int threads) {
        this.configuration = configuration;
        this.maps = maps;
        this.power = power;
        this.header = header;
        this.boxSize = header.box().size();
        this.threads = threads;
    }

    /** Measures the spectra of the maps of a portion. */
    void add(Portion portion, List<PassResult> passes) throws InterruptedException {
        for (int field : fields(configuration, power)) {
            if (portion.has(field)) {
                shotNoise.put(field, shotNoise(field, passes));
                for (Axis axis : portion.axes()) {
                    Spectrum spectrum = PlaneSpectrum.of(
                            (row, mass) -> row(field, axis, row, mass, passes),
                            maps.grid(),
                            boxSize,
                            maps.assignment(),
                            power.window(),
                            threads);
                    spectra.computeIfAbsent(field, f -> new EnumMap<>(Axis.class))
                            .put(axis, spectrum);
                }
            }
        }
    }

    /** Writes all spectra. */
    void write(Path folder) {
        try (Hdf5Writer file = ProductFile.create(folder.resolve(NAME), configuration, header, SECTIONS)) {
            for (int field : fields(configuration, power)) {
                file.group(configuration.fields().get(field).name());
                for (Axis axis : maps.axes()) {
                    write(file, field, axis);
                }
            }
            file.commit();
        }
    }

    /** The places of the fields, the one that others are compared with first. */
    private static int[] fields(RunConfiguration configuration, Power power) {
        OptionalInt first = configuration.referenceField();
        return IntStream.concat(
                        first.stream(),
                        IntStream.range(0, configuration.fields().size()))
                .distinct()
                .filter(f -> power.fields().isEmpty()
                        || power.fields().contains(configuration.fields().get(f).name()))
                .toArray();
    }

    private void row(int field, Axis axis, int first, double[] mass, List<PassResult> passes) {
        Arrays.fill(mass, 0, maps.grid(), 0);
        for (PassResult pass : passes) {
            pass.addRow(field, axis, first, mass);
        }
    }

    private @Nullable Spectrum spectrum(int field, Axis axis) {
        Map<Axis, Spectrum> ofField = spectra.get(field);
        return ofField == null ? null : ofField.get(axis);
    }

    private void write(Hdf5Writer file, int index, Axis axis) {
        Spectrum spectrum = Objects.requireNonNull(spectrum(index, axis));
        String field = configuration.fields().get(index).name();
        String group = field + "/planes/" + axis.label();
        file.group(group);
        attributes(file, group, index);
        String of = " in bins of one fundamental mode, of the map of the field " + field + " along " + axis.label();
        HaloTable.column(file, group + "/k", "h/Mpc", "mean wavenumber of the modes" + of, spectrum.k());
        HaloTable.column(
                file,
                group + "/power",
                "(Mpc/h)^2",
                "power spectrum of the overdensity" + of + "; shot noise is not subtracted",
                spectrum.power());
        attributes(file, group + "/power", index);
        HaloTable.column(file, group + "/modes", "number of independent modes" + of, spectrum.modes());
        int reference = configuration.referenceField().orElse(-1);
        Spectrum gravityOnly = spectrum(reference, axis);
        if (gravityOnly != null && index != reference) {
            double[] ratio = new double[spectrum.power().length];
            Arrays.setAll(
                    ratio,
                    b -> gravityOnly.power()[b] > 0
                            ? spectrum.power()[b] / gravityOnly.power()[b]
                            : Double.NaN);
            HaloTable.column(file, group + "/ratio", "", "power over that of the gravity-only field" + of, ratio);
        }
    }

    private void attributes(Hdf5Writer file, String object, int index) {
        file.attribute(object, "shot_noise", shotNoise.getOrDefault(index, Double.NaN));
        file.attribute(object, "window", Labels.of(power.window()));
        file.attribute(object, "assignment", maps.assignment().label());
        file.attribute(object, "interlaced", 0L);
        file.attribute(object, "grid", (long) maps.grid());
        file.attribute(object, "box_size", boxSize);
    }

    /** Power of unclustered particles of the same masses, L^2 sum(m^2) / (sum m)^2, (Mpc/h)^2. */
    private double shotNoise(int index, List<PassResult> passes) {
        double mass = 0;
        double squares = 0;
        for (PassResult pass : passes) {
            mass += pass.mass(index);
            squares += pass.squaredMass(index);
        }
        return boxSize * boxSize * squares / (mass * mass);
    }
}
