package org.hydroreplace.mock;

import java.nio.file.Path;
import java.util.Map;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** Writes the snapshot of one run, one file and one type at a time, in blocks of 65536 particles. */
final class SnapshotFiles {
    private static final int BLOCK = 1 << 16;
    private static final int TYPES = 6;

    private final MockUniverse universe;
    private final Map<Matter, ParticleSource> particles;
    private final int files;
    private final MockProgress progress;
    private final long total;
    private final ParticleBuffer buffer;
    private long done;

    /**
     * @param done particles written before this run's, for the progress
     * @param total particles of both runs
     */
    SnapshotFiles(PairModel model, Run run, int files, MockProgress progress, long done, long total) {
        universe = model.universe();
        particles = model.particles(run);
        this.files = files;
        this.progress = progress;
        this.done = done;
        this.total = total;
        buffer = new ParticleBuffer(BLOCK, universe.box());
    }

    static long count(Map<Matter, ParticleSource> particles) {
        return particles.values().stream().mapToLong(ParticleSource::count).sum();
    }

    /** Returns how many particles of both runs are written now. */
    long write(Path folder) {
        for (int file = 0; file < files; file++) {
            try (var writer = Hdf5Writer.create(folder.resolve("snap_099." + file + ".hdf5"))) {
                header(writer, file);
                for (Map.Entry<Matter, ParticleSource> kind : particles.entrySet()) {
                    particles(writer, kind.getKey(), kind.getValue(), file);
                }
                writer.commit();
            }
        }
        return done;
    }

    private void header(Hdf5Writer writer, int file) {
        int[] here = new int[TYPES];
        int[] low = new int[TYPES];
        int[] high = new int[TYPES];
        double[] massTable = new double[TYPES];
        particles.forEach((matter, source) -> {
            int type = matter.type();
            here[type] = (int) (begin(source, file + 1) - begin(source, file));
            low[type] = (int) source.count();
            high[type] = (int) (source.count() >>> 32);
            massTable[type] = switch (matter) {
                case ALL -> universe.particleMass();
                case DARK -> universe.darkMass();
                case GAS, STARS, BLACK_HOLES -> 0;
            };
        });
        var header = HeaderGroup.create(writer, universe);
        header.number("OmegaBaryon", MockUniverse.OMEGA_BARYON);
        header.number("UnitLength_in_cm", 3.085678e21);
        header.number("UnitMass_in_g", 1.989e43);
        header.number("UnitVelocity_in_cm_per_s", 1e5);
        header.integer("NumFilesPerSnapshot", files);
        for (String flag : new String[] {"Sfr", "Cooling", "StellarAge", "Metals", "Feedback", "DoublePrecision"}) {
            header.integer("Flag_" + flag, 0);
        }
        header.integer("Composition_vector_length", 0);
        writer.attribute(HeaderGroup.NAME, "NumPart_ThisFile", here);
        writer.unsignedAttribute(HeaderGroup.NAME, "NumPart_Total", low);
        writer.unsignedAttribute(HeaderGroup.NAME, "NumPart_Total_HighWord", high);
        writer.attribute(HeaderGroup.NAME, "MassTable", massTable);
    }

    private void particles(Hdf5Writer writer, Matter matter, ParticleSource source, int file) {
        long first = begin(source, file);
        long rows = begin(source, file + 1) - first;
        if (rows == 0) {
            return;
        }
        String group = "PartType" + matter.type() + "/";
        Hdf5Output coordinates = writer.dataset(group + "Coordinates", Hdf5Type.FLOAT64, rows, 3);
        Hdf5Output identifiers = writer.dataset(group + "ParticleIDs", Hdf5Type.UINT64, rows);
        Hdf5Output masses = matter.hasOneMass() ? null : writer.dataset(group + "Masses", Hdf5Type.FLOAT32, rows);
        for (long row = 0; row < rows; row += buffer.size()) {
            buffer.clear();
            source.append(first + row, (int) Math.min(BLOCK, rows - row), buffer);
            coordinates.write(row, buffer.size(), buffer.coordinates(), 0);
            identifiers.write(row, buffer.size(), buffer.identifiers(), 0);
            if (masses != null) {
                masses.write(row, buffer.size(), buffer.masses(), 0);
            }
            done += buffer.size();
            progress.update(done, total);
        }
    }

    private long begin(ParticleSource source, int file) {
        return source.count() * file / files;
    }
}
