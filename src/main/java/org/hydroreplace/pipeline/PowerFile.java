package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Power;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.spectrum.PlaneSpectrum;
import org.hydroreplace.spectrum.Spectrum;

/** Computes the spectra of the maps and writes power.h5, field by field. */
final class PowerFile {
    static final String NAME = "power.h5";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "maps", "power");

    private final Hdf5Writer file;
    private final RunConfiguration configuration;
    private final Maps maps;
    private final Power power;
    private final double boxSize;
    private final List<PassResult> passes;
    private final int threads;
    private final Map<Axis, Spectrum> reference = new EnumMap<>(Axis.class);

    private PowerFile(
            Hdf5Writer file,
            RunConfiguration configuration,
            Maps maps,
            Power power,
            double boxSize,
            List<PassResult> passes,
            int threads) {
        this.file = file;
        this.configuration = configuration;
        this.maps = maps;
        this.power = power;
        this.boxSize = boxSize;
        this.passes = passes;
        this.threads = threads;
    }

    static void write(
            Path folder,
            RunConfiguration configuration,
            Maps maps,
            Power power,
            OutputHeader header,
            List<PassResult> passes,
            int threads)
            throws InterruptedException {
        try (Hdf5Writer writer = ProductFile.create(folder.resolve(NAME), configuration, header, SECTIONS)) {
            PowerFile file = new PowerFile(
                    writer, configuration, maps, power, header.box().size(), passes, threads);
            for (int field : fields(configuration, power)) {
                file.field(field);
            }
            writer.commit();
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

    private void field(int index) throws InterruptedException {
        String name = configuration.fields().get(index).name();
        file.group(name);
        boolean isReference = configuration.referenceField().orElse(-1) == index;
        for (Axis axis : maps.axes()) {
            Spectrum spectrum = PlaneSpectrum.of(
                    (row, mass) -> row(index, axis, row, mass),
                    maps.grid(),
                    boxSize,
                    maps.assignment(),
                    power.window(),
                    threads);
            if (isReference) {
                reference.put(axis, spectrum);
            }
            write(name, axis, index, spectrum, isReference);
        }
    }

    private void row(int field, Axis axis, int first, double[] mass) {
        Arrays.fill(mass, 0, maps.grid(), 0);
        for (PassResult pass : passes) {
            pass.addRow(field, axis, first, mass);
        }
    }

    private void write(String field, Axis axis, int index, Spectrum spectrum, boolean isReference) {
        String group = field + "/planes/" + axis.label();
        file.group(group);
        attributes(group, index);
        String of = " in bins of one fundamental mode, of the map of the field " + field + " along " + axis.label();
        HaloTable.column(file, group + "/k", "h/Mpc", "mean wavenumber of the modes" + of, spectrum.k());
        HaloTable.column(
                file,
                group + "/power",
                "(Mpc/h)^2",
                "power spectrum of the overdensity" + of + "; shot noise is not subtracted",
                spectrum.power());
        attributes(group + "/power", index);
        HaloTable.column(file, group + "/modes", "number of independent modes" + of, spectrum.modes());
        Spectrum gravityOnly = reference.get(axis);
        if (gravityOnly != null && !isReference) {
            double[] ratio = new double[spectrum.power().length];
            Arrays.setAll(
                    ratio,
                    b -> gravityOnly.power()[b] > 0
                            ? spectrum.power()[b] / gravityOnly.power()[b]
                            : Double.NaN);
            HaloTable.column(file, group + "/ratio", "", "power over that of the gravity-only field" + of, ratio);
        }
    }

    private void attributes(String object, int index) {
        file.attribute(object, "shot_noise", shotNoise(index));
        file.attribute(object, "window", Labels.of(power.window()));
        file.attribute(object, "assignment", maps.assignment().label());
        file.attribute(object, "interlaced", 0L);
        file.attribute(object, "grid", (long) maps.grid());
        file.attribute(object, "box_size", boxSize);
    }

    /** Power of unclustered particles of the same masses, L^2 sum(m^2) / (sum m)^2, (Mpc/h)^2. */
    private double shotNoise(int index) {
        double mass = 0;
        double squares = 0;
        for (PassResult pass : passes) {
            mass += pass.mass(index);
            squares += pass.squaredMass(index);
        }
        return boxSize * boxSize * squares / (mass * mass);
    }
}
