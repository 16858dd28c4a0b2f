package org.hydroreplace.snapshot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;

/**
 * The header of one file of the GADGET family, snapshot or group catalogue. A parameter is looked for in {@code Header}
 * and, where GADGET-4 keeps it, in {@code Parameters}.
 */
public final class GadgetHeader {
    private final Hdf5File file;
    private final String header;
    private final List<String> groups;

    public GadgetHeader(Hdf5File file) {
        this.file = file;
        this.header = "Header";
        this.groups = List.of(header, "Parameters");
    }

    /** The header of the run that a part of the snapshot was taken from. */
    GadgetHeader(Hdf5File file, RecordedPart.Group part) {
        this.file = file;
        this.header = part.path();
        this.groups = List.of(header);
    }

    /** A number of the header, under the first of several names that the codes use. */
    public double required(String... names) {
        OptionalDouble value = optional(names);
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new InputException(
                    file.path() + " has " + names[0] + " " + value.getAsDouble() + "; its header is damaged");
        }
        return value.orElseThrow(() -> new InputException(file.path() + " has no " + names[0]
                + " in Header or Parameters; it is not of a layout that can be read"));
    }

    /** A number of the header, or empty. */
    public OptionalDouble optional(String... names) {
        for (String name : names) {
            for (String group : groups) {
                Optional<double[]> value = file.doubles(group, name);
                if (value.isPresent() && value.get().length == 1) {
                    return OptionalDouble.of(value.get()[0]);
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** How many files the output has. */
    public long files(String... names) {
        long files = (long) required(names);
        if (files < 1) {
            throw new InputException(
                    file.path() + " says that it is one of " + files + " files; its header is damaged");
        }
        return files;
    }

    /** Box, time, cosmology and units. */
    public OutputHeader output() {
        FileUnits units = units();
        return new OutputHeader(
                new PeriodicBox(boxSize() / units.lengthsPerMpc()),
                required("Time"),
                required("Redshift"),
                cosmology(),
                units);
    }

    /** The side of the box in the file's own unit of length. */
    public double boxSize() {
        double size = required("BoxSize");
        if (!(size > 0)) {
            throw new InputException(file.path() + " has BoxSize " + size + "; only periodic boxes can be read");
        }
        return size;
    }

    /** Units; each is that of IllustrisTNG where the file does not state it. */
    public FileUnits units() {
        double length = optional("UnitLength_in_cm").orElse(FileUnits.TNG_LENGTH_CM);
        double mass = optional("UnitMass_in_g").orElse(FileUnits.TNG_MASS_GRAM);
        if (!isSane(length) || !isSane(mass)) {
            throw new InputException(file.path() + " has UnitLength_in_cm " + length + " and UnitMass_in_g " + mass
                    + "; its header is damaged");
        }
        return FileUnits.fromCgs(length, mass);
    }

    /** Whether a unit is positive and so far from the ends of the range that products with it are finite. */
    private static boolean isSane(double unit) {
        return unit > 1e-100 && unit < 1e100;
    }

    /** The cosmology; OmegaBaryon 0, as gravity-only runs write it, counts as not given. */
    public Cosmology cosmology() {
        OptionalDouble baryon = optional("OmegaBaryon");
        return new Cosmology(
                required("Omega0"),
                required("OmegaLambda"),
                required("HubbleParam"),
                baryon.orElse(0) > 0 ? baryon : OptionalDouble.empty(),
                optional("Sigma8"),
                optional("PrimordialIndex"));
    }

    /** Particles of every type in this file. */
    public Map<ParticleType, Long> countsHere() {
        return counts(file.longs("Header", "NumPart_ThisFile").orElseThrow(() -> lacks("NumPart_ThisFile")));
    }

    /**
     * Particles of every type over all files. NumPart_Total is the low word where NumPart_Total_HighWord is there, and
     * 64 bits wide where it is not; files without it (cut-outs of the TNG data service) are whole by themselves.
     */
    public Optional<Map<ParticleType, Long>> countsTotal() {
        Optional<long[]> total = file.longs(header, "NumPart_Total");
        Optional<long[]> high = file.longs(header, "NumPart_Total_HighWord");
        return total.map(low -> {
            long[] sum = low.clone();
            for (int type = 0; high.isPresent() && type < Math.min(sum.length, high.get().length); type++) {
                sum[type] = (sum[type] & 0xffffffffL) + (high.get()[type] << 32);
            }
            return counts(sum);
        });
    }

    /** Mass of one particle in the file's unit for every type with a MassTable entry above 0. */
    public Map<ParticleType, Double> massTable() {
        double[] table = file.doubles(header, "MassTable").orElseThrow(() -> lacks("MassTable"));
        Map<ParticleType, Double> masses = new EnumMap<>(ParticleType.class);
        for (ParticleType type : ParticleType.all()) {
            if (type.isMatter() && type.number() < table.length && table[type.number()] > 0) {
                if (Double.isInfinite(table[type.number()])) {
                    throw new InputException(file.path() + " has the MassTable entry " + table[type.number()] + " for "
                            + type.group() + "; its header is damaged");
                }
                masses.put(type, table[type.number()]);
            }
        }
        return masses;
    }

    Map<ParticleType, Long> counts(long[] numbers) {
        Map<ParticleType, Long> counts = new EnumMap<>(ParticleType.class);
        for (int type = 0; type < numbers.length; type++) {
            if (numbers[type] < 0) {
                throw new InputException(file.path() + " counts " + numbers[type] + " particles of type " + type
                        + "; its header is damaged");
            }
            if (numbers[type] > 0 && type >= ParticleType.all().size()) {
                throw new InputException(file.path() + " holds " + numbers[type] + " particles of type " + type
                        + ", which is not known (0 to 5 are); see docs/formats.md for what is read");
            }
            if (numbers[type] > 0) {
                counts.put(ParticleType.all().get(type), numbers[type]);
            }
        }
        return counts;
    }

    private InputException lacks(String attribute) {
        return new InputException(
                file.path() + " has no Header attribute " + attribute + "; it is not of a layout that can be read");
    }
}
