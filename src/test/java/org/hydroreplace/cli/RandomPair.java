package org.hydroreplace.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.snapshot.TestFile;
import org.hydroreplace.snapshot.TestSnapshots;

/** A pair of runs with particles of every type and halos at random places of a box of 1 Mpc/h, written to files. */
final class RandomPair {
    static final int SNAPSHOT = 7;
    private static final int PARTICLES = 6000;
    private static final int HALOS = 6;

    private RandomPair() {}

    /** Writes {@code folder/dmo} and {@code folder/hydro}; halo i of one is the partner of halo i of the other. */
    static void write(Path folder, SplittableRandom random) throws Exception {
        double[] centres = random.doubles(3L * HALOS, 0, TestSnapshots.BOX).toArray();
        // One halo in the corner of the box, and one whose centre is a particle.
        centres[0] = centres[1] = centres[2] = 0.5;
        for (String run : new String[] {"dmo", "hydro"}) {
            double[] shifted = centres.clone();
            for (int i = 3; run.equals("hydro") && i < shifted.length; i++) {
                shifted[i] = (shifted[i] + random.nextDouble(5)) % TestSnapshots.BOX;
            }
            TestFile[] files = {TestSnapshots.file(), TestSnapshots.file()};
            for (TestFile file : files) {
                file.header("MassTable", new double[] {0, 3.5e-4, 0, 7, 0, 0});
                TestSnapshots.particles(file, 1, positions(random, shifted));
                for (int type : run.equals("hydro") ? new int[] {0, 2, 4, 5} : new int[0]) {
                    TestSnapshots.particles(file, type, positions(random, shifted))
                            .floats(
                                    "PartType" + type + "/Masses",
                                    Hdf5Type.FLOAT32,
                                    1,
                                    random.doubles(PARTICLES, 1e-6, 1e-4).toArray());
                }
            }
            Path output = folder.resolve(run);
            TestSnapshots.write(output, SNAPSHOT, files);
            catalogue(output, shifted);
        }
    }

    private static double[] positions(SplittableRandom random, double[] centres) {
        double[] positions =
                random.doubles(3L * PARTICLES, 0, TestSnapshots.BOX).toArray();
        System.arraycopy(centres, 3, positions, 0, 3);
        positions[3] = TestSnapshots.BOX;
        return positions;
    }

    private static void catalogue(Path output, double[] centres) throws Exception {
        double[] masses = new double[HALOS];
        double[] radii = new double[HALOS];
        for (int i = 0; i < HALOS; i++) {
            masses[i] = 100.0 * (HALOS - i);
            radii[i] = 40 + 11.0 * i;
        }
        double[] concentrations = new double[HALOS];
        Arrays.fill(concentrations, 7);
        Path folder = Files.createDirectories(output.resolve("groups_007"));
        TestSnapshots.header(new TestFile())
                .header("Ngroups_ThisFile", HALOS)
                .header("Ngroups_Total", HALOS)
                .header("NumFiles", 1)
                .floats("Group/GroupPos", Hdf5Type.FLOAT64, 3, centres)
                .floats("Group/Group_M_Crit200", Hdf5Type.FLOAT32, 1, masses)
                .floats("Group/Group_R_Crit200", Hdf5Type.FLOAT32, 1, radii)
                .floats("Group/Concentration", Hdf5Type.FLOAT32, 1, concentrations)
                .write(folder.resolve("fof_subhalo_tab_007.0.hdf5"));
    }
}
