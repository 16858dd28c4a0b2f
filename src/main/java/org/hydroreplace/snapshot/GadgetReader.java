package org.hydroreplace.snapshot;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.jspecify.annotations.Nullable;

/** Reads blocks of a GADGET-family snapshot, keeping one file open. */
final class GadgetReader implements ParticleReader {
    private final GadgetSnapshot snapshot;
    private final FileUnits units;
    private final PeriodicBox box;
    private int openIndex = -1;
    private @Nullable Hdf5File open;
    private final Map<ParticleType, Hdf5Dataset> coordinates = new EnumMap<>(ParticleType.class);
    private final Map<ParticleType, Hdf5Dataset> masses = new EnumMap<>(ParticleType.class);
    private final Map<ParticleType, Hdf5Dataset> ids = new EnumMap<>(ParticleType.class);

    GadgetReader(GadgetSnapshot snapshot) {
        this.snapshot = snapshot;
        this.units = snapshot.header().output().units();
        this.box = snapshot.header().box();
    }

    @Override
    public void read(ParticleBlock block, ParticleChunk chunk) {
        Hdf5File file = file(block);
        ParticleType type = block.type();
        chunk.reset(type, block.rows());
        coordinates(type, file).read(block.firstRow(), block.rows(), chunk.x(), chunk.y(), chunk.z());
        toBox(chunk.x(), block, file);
        toBox(chunk.y(), block, file);
        toBox(chunk.z(), block, file);
        readMasses(block, chunk, file);
    }

    private Hdf5Dataset coordinates(ParticleType type, Hdf5File file) {
        return coordinates.computeIfAbsent(type, t -> file.dataset(t.group() + "/Coordinates"));
    }

    private Hdf5Dataset masses(ParticleType type, Hdf5File file) {
        return masses.computeIfAbsent(type, t -> file.dataset(t.group() + "/Masses"));
    }

    @Override
    public void fetch(ParticleBlock block) {
        Hdf5File file = file(block);
        coordinates(block.type(), file).fetch(block.firstRow(), block.rows());
        if (!snapshot.header().tableMasses().containsKey(block.type())) {
            masses(block.type(), file).fetch(block.firstRow(), block.rows());
        }
    }

    private void toBox(double[] position, ParticleBlock block, Hdf5File file) {
        double perMpc = units.lengthsPerMpc();
        double size = box.size();
        // A loop of its own, which the compiler turns into vector instructions.
        for (int i = 0; i < block.rows(); i++) {
            position[i] = position[i] / perMpc;
        }
        for (int i = 0; i < block.rows(); i++) {
            double x = position[i];
            if (!(x >= 0 && x < size)) {
                if (!(Math.abs(x) <= 2 * size)) {
                    throw new InputException(file.path() + ": particle " + (block.firstRow() + i) + " of "
                            + block.type().group()
                            + " has the coordinate " + x + " Mpc/h in a box of " + size
                            + " Mpc/h; the file is damaged or in other units than its header says");
                }
                position[i] = box.wrap(x);
            }
        }
    }

    private void readMasses(ParticleBlock block, ParticleChunk chunk, Hdf5File file) {
        ParticleType type = block.type();
        double[] mass = chunk.mass();
        Double tableMass = snapshot.header().tableMasses().get(type);
        if (tableMass != null) {
            Arrays.fill(mass, 0, block.rows(), tableMass);
            return;
        }
        masses(type, file).read(block.firstRow(), block.rows(), mass);
        for (int i = 0; i < block.rows(); i++) {
            mass[i] *= units.mass();
            if (!(mass[i] >= 0 && mass[i] < Double.POSITIVE_INFINITY)) {
                throw new InputException(file.path() + ": particle " + (block.firstRow() + i) + " of " + type.group()
                        + " has the mass " + mass[i] + " Msun/h; the file is damaged");
            }
        }
    }

    @Override
    public void readIds(ParticleBlock block, long[] values) {
        Hdf5File file = file(block);
        ids.computeIfAbsent(block.type(), t -> idsOf(t, file)).read(block.firstRow(), block.rows(), values);
    }

    @Override
    public void readStored(ParticleBlock block, StoredParticles particles) {
        Hdf5File file = file(block);
        ParticleType type = block.type();
        particles.reset(block.rows());
        coordinates(type, file).read(block.firstRow(), block.rows(), particles.position());
        Double tableMass = snapshot.header().tableMasses().get(type);
        if (tableMass != null) {
            Arrays.fill(
                    particles.mass(),
                    0,
                    block.rows(),
                    new GadgetHeader(file).massTable().getOrDefault(type, 0.0));
        } else {
            masses(type, file).read(block.firstRow(), block.rows(), particles.mass());
        }
        readIds(block, particles.id());
        Hdf5Dataset mass = masses.get(type);
        particles.storedAs(
                coordinates(type, file).elementBytes() == Float.BYTES,
                mass != null && mass.elementBytes() == Float.BYTES);
    }

    /** Only snapshots that are asked for their ids need have them: they are checked here and not on opening. */
    private static Hdf5Dataset idsOf(ParticleType type, Hdf5File file) {
        String name = type.group() + "/ParticleIDs";
        Hdf5Dataset ids = file.dataset(name);
        long count = new GadgetHeader(file).countsHere().getOrDefault(type, 0L);
        GadgetSnapshot.checkRows(file, name, ids.rows(), count);
        return ids;
    }

    private Hdf5File file(ParticleBlock block) {
        if (open == null || openIndex != block.file()) {
            close();
            open = Hdf5File.open(snapshot.files().get(block.file()));
            openIndex = block.file();
        }
        return open;
    }

    @Override
    public void close() {
        coordinates.clear();
        masses.clear();
        ids.clear();
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
