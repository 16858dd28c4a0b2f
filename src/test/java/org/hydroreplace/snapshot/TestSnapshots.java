package org.hydroreplace.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.hydroreplace.io.Hdf5Type;

/** Small snapshots in the layout of IllustrisTNG for tests: a box of 1000 kpc/h at z = 0 in units of kpc/h and 1e10 Msun/h. */
public final class TestSnapshots {
    /** Side of the box in the unit of the files. */
    public static final double BOX = 1000;

    /** Dark matter particle mass in the unit of the files. */
    public static final double TABLE_MASS = 0.5;

    private TestSnapshots() {}

    /** A file without particles; the number of files and the totals are added by {@link #write}. */
    public static TestFile file() {
        return header(new TestFile())
                .header("NumPart_ThisFile", new int[6])
                .header("MassTable", new double[] {0, TABLE_MASS, 0, 7, 0, 0});
    }

    /** Adds what every output says of the simulation to a file. */
    public static TestFile header(TestFile file) {
        return file.header("Time", 1.0)
                .header("Redshift", 0.0)
                .header("BoxSize", BOX)
                .header("Omega0", 0.3089)
                .header("OmegaLambda", 0.6911)
                .header("OmegaBaryon", 0.0486)
                .header("HubbleParam", 0.6774)
                .header("UnitLength_in_cm", 3.085678e21)
                .header("UnitMass_in_g", 1.989e43);
    }

    /** Particles of one type at x, y, z, x, y, z, ... kpc/h with ids 1, 2, ...; all but dark matter with masses 1, 2, ... */
    public static TestFile particles(TestFile file, int type, double... positions) {
        int rows = positions.length / 3;
        int[] counts = file.counts("NumPart_ThisFile");
        counts[type] = rows;
        file.header("NumPart_ThisFile", counts);
        String group = "PartType" + type;
        long[] ids = new long[rows];
        double[] masses = new double[rows];
        for (int i = 0; i < rows; i++) {
            ids[i] = 1L + i;
            masses[i] = i + 1;
        }
        file.floats(group + "/Coordinates", Hdf5Type.FLOAT64, 3, positions).longs(group + "/ParticleIDs", ids);
        return type == 1 ? file : file.floats(group + "/Masses", Hdf5Type.FLOAT32, 1, masses);
    }

    /** A file with particles of one type. */
    public static TestFile of(int type, double... positions) {
        return particles(file(), type, positions);
    }

    /** Writes {@code snapdir_NNN/snap_NNN.K.hdf5} and returns its folder; completes headers where tests left them open. */
    public static Path write(Path output, int number, TestFile... files) {
        int[] total = new int[6];
        for (TestFile file : files) {
            int[] counts = file.counts("NumPart_ThisFile");
            Arrays.setAll(total, type -> type < counts.length ? total[type] + counts[type] : total[type]);
        }
        String padded = String.format(Locale.ROOT, "%03d", number);
        Path folder = output.resolve("snapdir_" + padded);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int k = 0; k < files.length; k++) {
            files[k].headerIfAbsent("NumFilesPerSnapshot", files.length)
                    .headerIfAbsent("NumPart_Total", total)
                    .headerIfAbsent("NumPart_Total_HighWord", new int[6])
                    .write(folder.resolve("snap_" + padded + "." + k + ".hdf5"));
        }
        return folder;
    }

    /** Everything that a snapshot holds, in the order of its blocks. */
    public static TestParticles readAll(Snapshot snapshot, int blockRows) {
        return read(snapshot, blockRows, true);
    }

    /** The same with every id 0, of files without ids. */
    public static TestParticles readWithoutIds(Snapshot snapshot, int blockRows) {
        return read(snapshot, blockRows, false);
    }

    private static TestParticles read(Snapshot snapshot, int blockRows, boolean withIds) {
        TestParticles all = new TestParticles();
        ParticleChunk chunk = new ParticleChunk();
        try (ParticleReader reader = snapshot.reader()) {
            for (ParticleBlock block : snapshot.blocks(blockRows)) {
                reader.read(block, chunk);
                long[] ids = new long[block.rows()];
                if (withIds) {
                    reader.readIds(block, ids);
                }
                all.add(chunk, ids);
            }
        }
        return all;
    }
}
