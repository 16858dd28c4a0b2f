package org.hydroreplace.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hydroreplace.io.UsageException;

/**
 * Writes a mock pair of simulations at redshift 0 (snapshot 99), in the layout of IllustrisTNG:
 *
 * <pre>
 * dmo/output/snapdir_099/snap_099.K.hdf5              PartType1
 * dmo/output/groups_099/fof_subhalo_tab_099.K.hdf5
 * hydro/output/...                                    PartType0, 1, 4, 5
 * truth.h5                                            what was drawn; written last, so that a mock with it is whole
 * </pre>
 *
 * <p>Halos of the profile of Navarro, Frenk and White hold 40 % of the mass inside 2.5 R200c; the rest is a perturbed
 * lattice, which adds about 0.1 % to the mass inside R200c. The hydro run has the same dark-matter particles (same
 * ParticleIDs) re-centred and rescaled, gas that is pushed outwards in small halos, stars in the centres and black holes;
 * its total mass is that of the gravity-only run to 1e-7. There are no velocities and no subhalos.
 *
 * <p>The bytes depend on the settings and the program version alone. Memory grows with the number of halos, not of
 * particles: a heap of 128 MB was enough for 25 000 halos and 192 million particles (205 Mpc/h, 400^3).
 */
public final class MockPair {
    private static final String CHOOSE = "): choose another --output.";

    private MockPair() {}

    /**
     * @param directory is created where it does not exist
     * @throws UsageException if the directory cannot be written, or holds snapshot or catalogue files that are not of
     *     this mock's number of files
     */
    public static void write(MockSettings settings, Path directory, MockProgress progress) {
        for (Run run : Run.values()) {
            prepare(snapshotFolder(directory, run), "snap_099", settings.files());
            prepare(catalogueFolder(directory, run), "fof_subhalo_tab_099", settings.files());
        }
        forget(truthFile(directory));
        var model = new PairModel(settings);
        long total = 0;
        for (Run run : Run.values()) {
            total += SnapshotFiles.count(model.particles(run));
        }
        long done = 0;
        for (Run run : Run.values()) {
            new CatalogueFiles(model, run, settings.files()).write(catalogueFolder(directory, run));
            var snapshot = new SnapshotFiles(model, run, settings.files(), progress, done, total);
            done = snapshot.write(snapshotFolder(directory, run));
        }
        TruthFile.write(model, settings, truthFile(directory));
    }

    /** The folder to give as {@code simulation.dmo}. */
    public static Path dmoOutput(Path directory) {
        return output(directory, Run.DMO);
    }

    /** The folder to give as {@code simulation.hydro}. */
    public static Path hydroOutput(Path directory) {
        return output(directory, Run.HYDRO);
    }

    public static Path truthFile(Path directory) {
        return directory.resolve("truth.h5");
    }

    private static Path output(Path directory, Run run) {
        return directory.resolve(run.folder()).resolve("output");
    }

    private static Path snapshotFolder(Path directory, Run run) {
        return output(directory, run).resolve("snapdir_099");
    }

    private static Path catalogueFolder(Path directory, Run run) {
        return output(directory, run).resolve("groups_099");
    }

    /** Without its truth, a mock that is being replaced does not look whole. */
    private static void forget(Path truth) {
        try {
            Files.deleteIfExists(truth);
        } catch (IOException e) {
            throw new UsageException("The earlier " + truth + " cannot be removed (" + e.getMessage() + CHOOSE, e);
        }
    }

    /** Creates the folder, which may hold an earlier mock's files only where they will be replaced. */
    private static void prepare(Path folder, String base, int files) {
        Set<String> expected = new HashSet<>(IntStream.range(0, files)
                .mapToObj(file -> base + "." + file + ".hdf5")
                .toList());
        try {
            Files.createDirectories(folder);
            List<String> others;
            try (Stream<Path> entries = Files.list(folder)) {
                others = entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> name.endsWith(".hdf5") && !expected.contains(name))
                        .sorted()
                        .toList();
            }
            if (!others.isEmpty()) {
                throw new UsageException(folder + " holds " + others.getFirst() + ", which is not of a mock in " + files
                        + " files (" + others.size() + " such in all): choose an empty folder or remove them.");
            }
        } catch (IOException e) {
            throw new UsageException(
                    "The folder " + folder + " cannot be written (" + e.getMessage() + "): choose another --output.",
                    e);
        }
    }
}
