package org.hydroreplace.snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
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
 * shares. Files appear under their names with {@link #commit}; closed before that, nothing remains.
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
     */
    public SnapshotOutput(List<Path> paths, Path like, Map<ParticleType, Content> contents) {
        this.paths = List.copyOf(paths);
        this.contents = new EnumMap<>(contents);
        boolean whole = false;
        try (Hdf5File header = Hdf5File.open(like)) {
            GadgetHeader raw = new GadgetHeader(header);
            for (int k = 0; k < paths.size(); k++) {
                Hdf5Writer file = Hdf5Writer.create(paths.get(k));
                files.add(file);
                header(file, k, raw);
                columns.add(columns(file, k));
            }
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private long begin(ParticleType type, int file) {
        Content content = contents.get(type);
        // Whole numbers of any size: count x file may exceed 2^63 only for absurd numbers of files.
        return content == null ? 0 : Math.multiplyExact(content.count(), file) / paths.size();
    }

    private void header(Hdf5Writer file, int number, GadgetHeader raw) {
        file.group("Header");
        for (String name : COPIED) {
            OptionalDouble value = raw.optional(name);
            if (value.isPresent()) {
                file.attribute("Header", name, value.getAsDouble());
            }
        }
        int[] here = new int[TYPES];
        int[] low = new int[TYPES];
        int[] high = new int[TYPES];
        double[] table = new double[TYPES];
        contents.forEach((type, content) -> {
            int n = type.number();
            here[n] = Math.toIntExact(begin(type, number + 1) - begin(type, number));
            low[n] = (int) content.count();
            high[n] = (int) (content.count() >>> 32);
            table[n] = content.tableMass().orElse(0);
        });
        file.attribute("Header", "NumFilesPerSnapshot", paths.size());
        file.attribute("Header", "NumPart_ThisFile", here);
        file.unsignedAttribute("Header", "NumPart_Total", low);
        file.unsignedAttribute("Header", "NumPart_Total_HighWord", high);
        file.attribute("Header", "MassTable", table);
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
