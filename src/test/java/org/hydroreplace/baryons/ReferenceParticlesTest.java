package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.snapshot.PeriodicBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 20,000 particles (an eighth of them where the shared data are absent) round 12 halos, two of which overlap and one lies
 * across two faces of the box, displaced by BaryonForge's BaryonifySnapshot with Schneider19 at z = 0.
 */
class ReferenceParticlesTest {
    /** Smallest radius of BaryonForge's table, 1 kpc: matter that would come to lie within stays where it is. */
    private static final double SMALLEST = 1e-3 * 0.6774;

    @Test
    void movesParticlesAsTheReferenceDoes(@TempDir Path folder) throws IOException {
        try (Hdf5File file = Hdf5File.open(particles(folder))) {
            double[] mass = values(file, "halo_M200c", 1)[0];
            double[] radius = values(file, "halo_R200c_z0.0", 1)[0];
            double[][] centres = rows(values(file, "halo_pos", 3));
            double[][] before = rows(values(file, "pos_in", 3));
            double[][] after = rows(values(file, "out_nodes_Schneider19_z0.0", 3));
            PeriodicBox box = new PeriodicBox(file.doubles("/", "box").orElseThrow()[0]);

            BaryonModel model = BaryonModels.SCHNEIDER19.create();
            HaloSource source = ReferenceHalos.source(BaryonModels.SCHNEIDER19, 0);
            DirectDisplacement direct = new DirectDisplacement(
                    centres,
                    HaloDisplacements.of(
                            model, source, new CatalogueHalos(mass, radius, Optional.empty()), 20, Taper.NONE, 2),
                    box.size());
            double[] dead = new double[mass.length];
            for (int halo = 0; halo < dead.length; halo++) {
                dead[halo] = deadZone(model.halo(source.halo(mass[halo])));
            }
            double sum = 0;
            double moved = 0;
            double worst = 0;
            int compared = 0;
            for (int i = 0; i < before.length; i++) {
                if (inside(direct, before[i], dead)) {
                    continue;
                }
                double[] found = direct.moved(before[i]);
                double off = box.distanceSquared(found[0], found[1], found[2], after[i][0], after[i][1], after[i][2]);
                sum += off;
                worst = Math.max(worst, off);
                moved += box.distanceSquared(found[0], found[1], found[2], before[i][0], before[i][1], before[i][2]);
                compared++;
            }
            double rms = Math.sqrt(sum / compared);
            System.out.printf(
                    "%d of %d particles: rms difference %.2e, largest %.2e, rms displacement %.4f Mpc/h%n",
                    compared, before.length, rms, Math.sqrt(worst), Math.sqrt(moved / compared));
            assertThat(compared).isGreaterThan(before.length * 97 / 100);
            assertThat(Math.sqrt(moved / compared)).isGreaterThan(0.02);
            assertThat(rms).isLessThan(2e-5);
        }
    }

    /** The radius within which BaryonForge's inverse does not reach, with 2 % to spare. */
    private static double deadZone(BaryonicHalo halo) {
        double lost = halo.darkMatterBaryon().enclosedMass(SMALLEST);
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (halo.darkMatterOnly().enclosedMass(middle) < lost) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 1.02 * high;
    }

    private static boolean inside(DirectDisplacement direct, double[] position, double[] dead) {
        for (int halo = 0; halo < dead.length; halo++) {
            if (direct.distance(halo, position) < dead[halo]) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aParticleAtACentreIsMovedByTheOtherHalosAlone() {
        HaloSource source = ReferenceHalos.source(BaryonModels.SCHNEIDER19, 0);
        double radius = source.halo(1e14).radius();
        HaloDisplacements two = HaloDisplacements.of(
                BaryonModels.SCHNEIDER19.create(),
                source,
                new CatalogueHalos(new double[] {1e14, 1e14}, new double[] {radius, radius}, Optional.empty()),
                20,
                Taper.LINEAR,
                1);
        DirectDisplacement direct = new DirectDisplacement(new double[][] {{49.8, 10, 10}, {0.3, 10, 10}}, two, 50);
        double away = two.displacement(1, 0.5);
        assertThat(away).isGreaterThan(0.001);
        assertThat(direct.moved(49.8, 10, 10)).containsExactly(49.8 - away, 10.0, 10.0);
        // half-way between two equal halos nothing moves
        OptionalDouble x = OptionalDouble.of(direct.moved(0.05, 10, 10)[0]);
        assertThat(x.getAsDouble()).isCloseTo(0.05, org.assertj.core.data.Offset.offset(1e-12));
    }

    private static Path particles(Path folder) throws IOException {
        Path full = BcmTable.shared().resolve("reference/bcm/bcm_particles.h5");
        if (Files.exists(full)) {
            return full;
        }
        Path copy = folder.resolve("bcm_particles.h5");
        try (InputStream in = Objects.requireNonNull(
                ReferenceParticlesTest.class.getResourceAsStream("/reference/bcm/bcm_particles.h5"))) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static double[][] values(Hdf5File file, String name, int columns) {
        int rows = (int) file.dataset(name).rows();
        double[][] values = new double[columns][rows];
        file.dataset(name).read(0, rows, values);
        return values;
    }

    private static double[][] rows(double[][] columns) {
        double[][] rows = new double[columns[0].length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }
}
