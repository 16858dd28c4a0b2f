package org.hydroreplace.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloMatches.Pair;
import org.hydroreplace.halo.Halos;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.PeriodicBox;
import org.hydroreplace.snapshot.StoredLength;

/** Particles sent through a router, and halos for it. */
public final class Routed {
    private Routed() {}

    /** Pairs of the halos of equal index, heaviest DMO halo first, as the matcher lists them. */
    public static HaloMatches pairs(double box, double[][] dmo, double[][] hydro) {
        HaloCatalogue catalogue = Halos.catalogue(box, dmo);
        List<Pair> pairs = IntStream.range(0, dmo.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -dmo[i][3]))
                .map(i -> new Pair(i, i, 0))
                .toList();
        return new HaloMatches(catalogue, Halos.catalogue(box, hydro), pairs, List.of(), List.of());
    }

    /** Halos of a few masses (so that some are equal), their partners near them, with overlapping spheres. */
    public static HaloMatches random(SplittableRandom random, int n, double box) {
        double[][] dmo = new double[n][];
        double[][] hydro = new double[n][];
        for (int i = 0; i < n; i++) {
            double radius = random.nextDouble(0.01, 0.12) * box;
            double[] at = new double[3];
            double[] partner = new double[3];
            for (int d = 0; d < 3; d++) {
                at[d] = random.nextInt(3) == 0 ? random.nextDouble(0.05) * box : random.nextDouble(box);
                partner[d] = Halos.header(box).box().wrap(at[d] + random.nextDouble(-0.5, 0.5) * radius);
            }
            double mass = 1e12 * (1 << random.nextInt(5));
            dmo[i] = Halos.halo(at[0], at[1], at[2], mass, radius);
            hydro[i] = Halos.halo(partner[0], partner[1], partner[2], mass, radius * random.nextDouble(0.7, 1.3));
        }
        return pairs(box, dmo, hydro);
    }

    public static ParticleChunk chunk(double[]... particles) {
        ParticleChunk chunk = new ParticleChunk();
        chunk.reset(ParticleType.DARK_MATTER, particles.length);
        for (int i = 0; i < particles.length; i++) {
            chunk.x()[i] = particles[i][0];
            chunk.y()[i] = particles[i][1];
            chunk.z()[i] = particles[i][2];
        }
        return chunk;
    }

    /** A routing that moves particles exactly. */
    static Routing routing() {
        return new Routing(new StoredLength(new PeriodicBox(1e6), 1));
    }

    /** Routes a whole chunk, of one batch of moved particles. */
    static void route(FieldRouter router, Source source, ParticleChunk chunk, Routing routing) {
        router.begin(source, chunk, routing);
        int from = 0;
        while (from < chunk.size()) {
            from = router.route(source, chunk, from, routing);
        }
        assertThat(chunk.size()).isLessThanOrEqualTo(FieldRouter.MOVED_AT_ONCE);
        assertThat(router.move(source, chunk, 0, -1, routing)).isEqualTo(chunk.size());
    }

    /** All places where a field takes each particle: for each particle a list for each field. */
    public static List<List<List<double[]>>> places(
            FieldRouter router, Source source, Routing routing, double[]... particles) {
        route(router, source, chunk(particles), routing);
        List<List<List<double[]>>> places = new ArrayList<>();
        for (int p = 0; p < particles.length; p++) {
            List<List<double[]>> ofFields = new ArrayList<>();
            for (int f = 0; f < router.fields().size(); f++) {
                List<double[]> ofField = new ArrayList<>();
                if ((routing.inPlace()[p] >>> f & 1) != 0) {
                    ofField.add(particles[p]);
                }
                ofFields.add(ofField);
            }
            places.add(ofFields);
        }
        for (int m = 0; m < routing.moved(); m++) {
            places.get(routing.movedParticle()[m])
                    .get(Long.numberOfTrailingZeros(routing.movedFields()[m]))
                    .add(new double[] {routing.movedX()[m], routing.movedY()[m], routing.movedZ()[m]});
        }
        return places;
    }

    /** Compares a router with the direct evaluation for particles of both runs; returns how many places there are. */
    public static int assertAgrees(HaloMatches matches, List<FieldSpec> fields, double[][] particles, String what) {
        FieldRouter router = new FieldRouter(fields, matches);
        DirectRouter direct = new DirectRouter(matches);
        Routing routing = Routed.routing();
        int taken = 0;
        double box = matches.dmo().header().box().size();
        for (Source source : Source.values()) {
            List<List<List<double[]>>> places = places(router, source, routing, particles);
            for (int p = 0; p < particles.length; p++) {
                for (int f = 0; f < fields.size(); f++) {
                    Optional<double[]> expected = direct.place(fields.get(f), source, particles[p]);
                    List<double[]> found = places.get(p).get(f);
                    String which = what + ", " + fields.get(f) + ", " + source + " particle " + p;
                    assertThat(found).as(which).hasSize(expected.isPresent() ? 1 : 0);
                    for (int d = 0; d < 3 && expected.isPresent(); d++) {
                        double place = found.getFirst()[d];
                        assertThat(place).as(which).isBetween(0.0, Math.nextDown(box));
                        assertThat(direct.distance(place, expected.get()[d]))
                                .as(which)
                                .isLessThan(1e-13 * box);
                    }
                    taken += found.size();
                }
            }
        }
        return taken;
    }
}
