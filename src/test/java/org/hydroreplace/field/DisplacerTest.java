package org.hydroreplace.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.baryons.BaryonModels;
import org.hydroreplace.baryons.CatalogueHalos;
import org.hydroreplace.baryons.Correction;
import org.hydroreplace.baryons.CosmicHalos;
import org.hydroreplace.baryons.HaloDisplacements;
import org.hydroreplace.baryons.Taper;
import org.hydroreplace.baryons.TwoHalo;
import org.hydroreplace.cosmology.Concentration;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.cosmology.HaloBias;
import org.hydroreplace.cosmology.StructureFormation;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.PeriodicBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Displaced particles against a sum over all halos. */
class DisplacerTest {
    private static final StructureFormation TNG = StructureFormation.of(new Cosmology(
            0.3089, 0.6911, 0.6774, OptionalDouble.of(0.0486), OptionalDouble.of(0.8159), OptionalDouble.of(0.9667)));

    private static HaloSpheres halos(SplittableRandom random, int n, double box) {
        HaloSpheres halos = new HaloSpheres(
                new PeriodicBox(box),
                IntStream.range(0, n).toArray(),
                random.doubles(n, 0, box).toArray(),
                random.doubles(n, 0, box).toArray(),
                random.doubles(n, 0, box).toArray(),
                new double[n],
                new double[n]);
        for (int i = 0; i < n; i++) {
            halos.mass()[i] = StrictMath.pow(10, 12 + 3.0 * (n - i) / n);
            halos.radius()[i] = TNG.radius200c(halos.mass()[i], 0);
        }
        // Two that lie on each other, and one on a face.
        halos.x()[1] = halos.x()[0];
        halos.y()[1] = halos.y()[0];
        halos.z()[1] = halos.z()[0];
        halos.x()[2] = 0;
        return halos;
    }

    private static HaloDisplacements displacements(BaryonModels model, HaloSpheres halos, double outer, Taper taper) {
        return HaloDisplacements.of(
                model.create(),
                new CosmicHalos(TNG, Concentration.named(model.concentration()), 0),
                new CatalogueHalos(halos.mass(), halos.radius(), Optional.empty()),
                outer,
                taper,
                2);
    }

    /** The vectors of all halos, one after the other. */
    private static double[] direct(HaloSpheres halos, HaloDisplacements displacements, double... at) {
        PeriodicBox box = halos.box();
        double[] sum = new double[3];
        for (int i = 0; i < halos.size(); i++) {
            double[] d = {
                box.nearest(at[0] - halos.x()[i]), box.nearest(at[1] - halos.y()[i]), box.nearest(at[2] - halos.z()[i])
            };
            double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            if (r > 0 && r <= Math.min(displacements.radius(i), box.size() / 2)) {
                for (int axis = 0; axis < 3; axis++) {
                    sum[axis] += displacements.displacement(i, r) / r * d[axis];
                }
            }
        }
        return new double[] {box.wrap(at[0] + sum[0]), box.wrap(at[1] + sum[1]), box.wrap(at[2] + sum[2])};
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyParticleGoesWhereASumOverAllHalosSendsIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double box = seed == 1 ? 12 : 60;
        HaloSpheres halos = halos(random, 40, box);
        Map<Integer, HaloDisplacements> fields = new LinkedHashMap<>();
        fields.put(5, displacements(BaryonModels.MEAD20, halos, 3, Taper.LINEAR));
        fields.put(2, displacements(BaryonModels.SCHNEIDER19, halos, 20, Taper.NONE));
        fields.put(63, displacements(BaryonModels.SCHNEIDER25, halos, 8, Taper.LINEAR));
        Displacer displacer = new Displacer(halos, fields);
        // Enough that batches of encounters fill up.
        double[][] particles = new double[20_000][3];
        for (double[] particle : particles) {
            int near = random.nextInt(3 * halos.size());
            for (int d = 0; d < 3; d++) {
                particle[d] = random.nextDouble(box);
            }
            if (near < halos.size()) {
                double spread = 3 * halos.radius()[near];
                particle[0] = halos.box().wrap(halos.x()[near] + spread * (random.nextDouble() - 0.5));
                particle[1] = halos.box().wrap(halos.y()[near] + spread * (random.nextDouble() - 0.5));
                particle[2] = halos.box().wrap(halos.z()[near] + spread * (random.nextDouble() - 0.5));
            }
        }
        particles[0] = new double[] {halos.x()[0], halos.y()[0], halos.z()[0]};
        particles[1] = new double[] {halos.x()[2], halos.y()[2], halos.z()[2]};
        ParticleChunk chunk = Routed.chunk(particles);
        Routing routing = Routed.routing();
        routing.reset(chunk, 0);
        long wanted = 1L << 2 | 1L << 63;
        int moved = 0;
        int batches = 0;
        double farthest = 0;
        for (int from = 0; from < particles.length; batches++) {
            routing.clearMoved();
            from = displacer.move(chunk, from, particles.length, wanted, routing);
            for (int m = 0; m < routing.moved(); m++) {
                double[] at = particles[routing.movedParticle()[m]];
                HaloDisplacements of =
                        Objects.requireNonNull(fields.get(Long.numberOfTrailingZeros(routing.movedFields()[m])));
                double[] found = {routing.movedX()[m], routing.movedY()[m], routing.movedZ()[m]};
                assertThat(found)
                        .as("seed %d, particle at %s", seed, Arrays.toString(at))
                        .isEqualTo(direct(halos, of, at));
                farthest = Math.max(
                        farthest, halos.box().distanceSquared(at[0], at[1], at[2], found[0], found[1], found[2]));
                moved++;
            }
        }
        assertThat(moved).isEqualTo(2 * particles.length);
        assertThat(batches).isGreaterThan(1);
        assertThat(farthest).isGreaterThan(1e-4);
    }

    @Test
    void aFieldWithoutDisplacementsIsRefused() {
        FieldSpec field = new FieldSpec.Baryonified(
                "bcm",
                new Correction(
                        BaryonModels.ARICO20,
                        "baryonforge",
                        TwoHalo.INCLUDED,
                        HaloBias.SHETH_TORMEN,
                        Map.of(),
                        new Correction.ConcentrationChoice.Relation("diemer15"),
                        20,
                        Taper.LINEAR,
                        Correction.HaloRadius.MODEL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldRouter(List.of(field), null))
                .withMessage("field bcm needs displacements");
    }
}
