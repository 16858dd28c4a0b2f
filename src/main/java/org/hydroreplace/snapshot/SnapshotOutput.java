package org.hydroreplace.snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot of the GADGET family, in one file or many: Header, and for each type Coordinates, ParticleIDs and,
 * unless all particles weigh what the MassTable says, Masses. Particles of a type come in order, file after file in equal
 * shares; a group of their own says which run they come from, so that {@link Snapshot#parts} can tell them apart. Files appear under their names with {@link #commit}; closed before that, nothing remains.
 */
public final class SnapshotOutput implements AutoCloseable {
    private static final int TYPES = 6;

    /** Numbers of the header that do not depend on the particles, under the names that the codes use. */
    private static final String[] COPIED = {
        "BoxSize",
        "Time",
        "Redshift",
        "Omega0",
        "OmegaLambda",
        "OmegaBaryon",
        "HubbleParam",
        "Sigma8",
        "PrimordialIndex",
        "UnitLength_in_cm",
        "UnitMass_in_g",
        "UnitVelocity_in_cm_per_s"
    };

    /**
     * Particles of one type.
     *
     * @param count over all files
     * @param tableMass mass of each in the unit of the file; empty if they have masses of their own
     * @param positions type of the coordinates
     * @param masses type of the masses
     */
    public record Content(long count, OptionalDouble tableMass, Hdf5Type positions, Hdf5Type masses) {}

    /**
     * Particles that come from one run.
     *
     * @param run which, for people; one that was recorded already keeps its name
     * @param from where they are read
     * @param counts how many of each type; in the order of rows they follow those of the parts before
     */
    public record Part(String run, Snapshot from, Map<ParticleType, Long> counts) {}

    /** Numbers of the header of a run. */
    private record Numbers(String run, Map<String, Double> copied, Map<ParticleType, Double> massTable) {
        static Numbers of(String run, GadgetHeader raw) {
            Map<String, Double> copied = new LinkedHashMap<>();
            for (String name : COPIED) {
                raw.optional(name).ifPresent(value -> copied.put(name, value));
            }
            return new Numbers(run, copied, raw.massTable());
        }

        void write(Hdf5Writer file, String group) {
            copied.forEach((name, value) -> file.attribute(group, name, value.doubleValue()));
        }
    }

    private final List<Hdf5Writer> files = new ArrayList<>();
    private final List<Path> paths;
    private final Map<ParticleType, Content> contents;
    private final Map<ParticleType, Long> written = new EnumMap<>(ParticleType.class);
    private final List<Map<ParticleType, Columns>> columns = new ArrayList<>();
    private double[] triples = {};

    private record Columns(
            Hdf5Output positions, Hdf5Output ids, @Nullable Hdf5Output masses) {}

    /**
     * Begins the files.
     *
     * @param paths one for each file, in order
     * @param like a file of a snapshot whose header, numbers of particles apart, is taken over
     * @param parts whose counts add up to those of the contents
     */
    public SnapshotOutput(List<Path> paths, Path like, Map<ParticleType, Content> contents, List<Part> parts) {
        this.paths = List.copyOf(paths);
        this.contents = new EnumMap<>(contents);
        boolean whole = false;
        try (Hdf5File header = Hdf5File.open(like)) {
            Numbers raw = Numbers.of("", new GadgetHeader(header));
            List<Numbers> runs = parts.stream().map(SnapshotOutput::numbers).toList();
            for (int k = 0; k < paths.size(); k++) {
                Hdf5Writer file = Hdf5Writer.create(paths.get(k));
                files.add(file);
                header(file, k, raw);
                for (int p = 0; p < parts.size(); p++) {
                    part(file, k, new RecordedPart.Group(p).path(), parts, p, runs.get(p));
                }
                columns.add(columns(file, k));
            }
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    /** Of the run that particles come from first, where they were put together with others before. */
    private static Numbers numbers(Part part) {
        try (Hdf5File file = Hdf5File.open(part.from().files().getFirst())) {
            RecordedPart.Group group = new RecordedPart.Group(part.from().part());
            boolean recorded = file.longs(group.path(), RecordedPart.ROWS).isPresent();
            return recorded
                    ? Numbers.of(file.text(group.path(), "Run").orElse(part.run()), new GadgetHeader(file, group))
                    : Numbers.of(part.run(), new GadgetHeader(file));
        }
    }

    private long begin(ParticleType type, int file) {
        Content content = contents.get(type);
        // Whole numbers of any size: count x file may exceed 2^63 only for absurd numbers of files.
        return content == null ? 0 : Math.multiplyExact(content.count(), file) / paths.size();
    }

    private void header(Hdf5Writer file, int number, Numbers raw) {
        file.group("Header");
        raw.write(file, "Header");
        int[] here = new int[TYPES];
        double[] table = new double[TYPES];
        Map<ParticleType, Long> counts = new EnumMap<>(ParticleType.class);
        contents.forEach((type, content) -> {
            int n = type.number();
            here[n] = Math.toIntExact(begin(type, number + 1) - begin(type, number));
            table[n] = content.tableMass().orElse(0);
            counts.put(type, content.count());
        });
        file.attribute("Header", "NumFilesPerSnapshot", paths.size());
        file.attribute("Header", "NumPart_ThisFile", here);
        totals(file, "Header", counts);
        file.attribute("Header", "MassTable", table);
    }

    private static void totals(Hdf5Writer file, String group, Map<ParticleType, Long> counts) {
        int[] low = new int[TYPES];
        int[] high = new int[TYPES];
        counts.forEach((type, count) -> {
            low[type.number()] = (int) count.longValue();
            high[type.number()] = (int) (count >>> 32);
        });
        file.unsignedAttribute(group, "NumPart_Total", low);
        file.unsignedAttribute(group, "NumPart_Total_HighWord", high);
    }

    /** Records which rows come from a run, and the header of that run. */
    private void part(Hdf5Writer file, int number, String group, List<Part> parts, int place, Numbers run) {
        Part part = parts.get(place);
        file.group(group);
        file.attribute(group, "Run", run.run());
        long[] rows = new long[TYPES];
        part.counts().forEach((type, count) -> {
            long first = 0;
            for (Part before : parts.subList(0, place)) {
                first += before.counts().getOrDefault(type, 0L);
            }
            long from = Math.max(first, begin(type, number));
            rows[type.number()] = Math.max(0, Math.min(first + count, begin(type, number + 1)) - from);
        });
        file.attribute(group, RecordedPart.ROWS, rows);
        run.write(file, group);
        totals(file, group, part.from().origin().counts());
        double[] table = new double[TYPES];
        run.massTable().forEach((type, mass) -> table[type.number()] = mass);
        file.attribute(group, "MassTable", table);
    }

    private Map<ParticleType, Columns> columns(Hdf5Writer file, int number) {
        Map<ParticleType, Columns> all = new EnumMap<>(ParticleType.class);
        contents.forEach((type, content) -> {
            long rows = begin(type, number + 1) - begin(type, number);
            if (rows > 0) {
                String group = type.group() + "/";
                Hdf5Output positions = file.dataset(group + "Coordinates", content.positions(), rows, 3);
                Hdf5Output ids = file.dataset(group + "ParticleIDs", Hdf5Type.UINT64, rows);
                Hdf5Output masses =
                        content.tableMass().isPresent() ? null : file.dataset(group + "Masses", content.masses(), rows);
                all.put(type, new Columns(positions, ids, masses));
            }
        });
        return all;
    }

    /**
     * Writes the next particles of a type.
     *
     * @param size how many of the particles
     */
    public void append(ParticleType type, StoredParticles particles, int size) {
        int done = 0;
        while (done < size) {
            long at = written.getOrDefault(type, 0L);
            int file = fileOf(type, at);
            long first = begin(type, file);
            int some = (int) Math.min(size - done, begin(type, file + 1) - at);
            write(columns.get(file).get(type), at - first, particles, done, some);
            written.put(type, at + some);
            done += some;
        }
    }

    private int fileOf(ParticleType type, long row) {
        int file = 0;
        while (file < paths.size() && begin(type, file + 1) <= row) {
            file++;
        }
        if (file == paths.size()) {
            throw new IllegalStateException("more particles of " + type.group() + " than were announced");
        }
        return file;
    }

    private void write(@Nullable Columns into, long row, StoredParticles particles, int from, int rows) {
        if (into == null) {
            throw new IllegalStateException("particles for a file that takes none");
        }
        if (triples.length < 3 * rows) {
            triples = new double[3 * rows];
        }
        for (int axis = 0; axis < 3; axis++) {
            double[] along = particles.position()[axis];
            for (int i = 0; i < rows; i++) {
                triples[3 * i + axis] = along[from + i];
            }
        }
        into.positions().write(row, rows, triples, 0);
        into.ids().write(row, rows, particles.id(), from);
        if (into.masses() != null) {
            into.masses().write(row, rows, particles.mass(), from);
        }
    }

    /** How many particles of a type are still to come; empty if none ever. */
    OptionalLong missing(ParticleType type) {
        Content content = contents.get(type);
        return content == null
                ? OptionalLong.empty()
                : OptionalLong.of(content.count() - written.getOrDefault(type, 0L));
    }

    /** Ends all files and gives them their names. */
    public void commit() {
        for (ParticleType type : contents.keySet()) {
            if (missing(type).orElse(0) != 0) {
                throw new IllegalStateException("fewer particles of " + type.group() + " than were announced");
            }
        }
        files.forEach(Hdf5Writer::commit);
    }

    @Override
    public void close() {
        files.forEach(Hdf5Writer::close);
    }
}
