package org.hydroreplace.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hydroreplace.halo.Halos.halo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.hydroreplace.field.FieldSpec.Dmo;
import org.hydroreplace.field.FieldSpec.Hydro;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Replacement.Overlap;
import org.hydroreplace.halo.HaloMatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The router against the direct evaluation of the conventions, and the limits that they state. */
class FieldRouterTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static FieldSpec replaced(double min, double max, double radius, Centre centre, Overlap overlap) {
        Replacement replacement = new Replacement(min, max, radius, centre, overlap);
        return new Replaced(replacement.defaultName(), replacement);
    }

    private static List<FieldSpec> allChoices(double min, double max, double radius) {
        List<FieldSpec> fields = new ArrayList<>();
        for (Centre centre : Centre.values()) {
            for (Overlap overlap : Overlap.values()) {
                fields.add(replaced(min, max, radius, centre, overlap));
            }
        }
        return fields;
    }

    private static double[][] particles(SplittableRandom random, int n, double box) {
        double[][] particles = new double[n][3];
        for (double[] particle : particles) {
            for (int d = 0; d < 3; d++) {
                particle[d] = random.nextInt(3) == 0 ? random.nextDouble(0.1) * box : random.nextDouble(box);
            }
        }
        return particles;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithTheConventions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double box = seed % 2 == 0 ? 25 : 1;
        HaloMatches matches = Routed.random(random, (int) seed * 5, box);
        List<FieldSpec> fields = new ArrayList<>(List.of(new Dmo("dmo"), new Hydro("hydro")));
        for (double radius : new double[] {0.5, 1.7, 5}) {
            fields.addAll(allChoices(1e12, INF, radius));
            fields.addAll(allChoices(2e12, 8e12, radius));
        }
        int taken = Routed.assertAgrees(matches, fields, particles(random, 1500, box), "seed " + seed);
        assertThat(taken).isGreaterThan(10_000);
    }

    @Test
    void theLastBitServesAField() {
        SplittableRandom random = new SplittableRandom(64);
        HaloMatches matches = Routed.random(random, 20, 10);
        List<FieldSpec> fields = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            fields.addAll(allChoices(1e12 * (1 << i % 4), INF, 0.5 + 0.2 * i));
        }
        assertThat(fields).hasSize(FieldRouter.MAX_FIELDS);
        Collections.reverse(fields);
        Routed.assertAgrees(matches, fields, particles(random, 300, 10), "64 fields");
        fields.add(new Dmo("dmo"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldRouter(fields, matches))
                .withMessage("65 fields are more than one pass can serve (64)");
    }

    @Test
    void everyFieldIsRoutedAsIfItWereAlone() {
        SplittableRandom random = new SplittableRandom(9);
        HaloMatches matches = Routed.random(random, 30, 10);
        List<FieldSpec> fields = allChoices(1e12, 4e12, 2);
        double[][] particles = particles(random, 500, 10);
        for (Source source : Source.values()) {
            var together = Routed.places(new FieldRouter(fields, matches), source, Routed.routing(), particles);
            for (int f = 0; f < fields.size(); f++) {
                var alone = Routed.places(
                        new FieldRouter(List.of(fields.get(f)), matches), source, Routed.routing(), particles);
                for (int p = 0; p < particles.length; p++) {
                    assertThat(alone.get(p).getFirst())
                            .usingElementComparator(Arrays::compare)
                            .isEqualTo(together.get(p).get(f));
                }
            }
        }
    }

    @Test
    void anEmptyMassRangeGivesTheDmoRun() {
        SplittableRandom random = new SplittableRandom(10);
        HaloMatches matches = Routed.random(random, 30, 10);
        double[][] particles = particles(random, 500, 10);
        for (FieldSpec field : allChoices(1e14, 1e15, 5)) {
            FieldRouter router = new FieldRouter(List.of(field), matches);
            Routing routing = Routed.routing();
            Routed.route(router, Source.DMO, Routed.chunk(particles), routing);
            assertThat(routing.inPlace()).startsWith(1, 1, 1).hasSize(500).containsOnly(1);
            Routed.route(router, Source.HYDRO, Routed.chunk(particles), routing);
            assertThat(routing.inPlace()).containsOnly(0);
            assertThat(routing.moved()).isZero();
        }
    }

    @Test
    void aSphereThatCoversTheBoxGivesTheHydroRun() {
        SplittableRandom random = new SplittableRandom(11);
        double[][] halo = {halo(3, 9, 5, 1e14, 1)};
        HaloMatches matches = Routed.pairs(10, halo, halo);
        double[][] particles = particles(random, 500, 10);
        // The farthest point of a box of 10 is 5 sqrt(3) = 8.66 away.
        FieldRouter router = new FieldRouter(List.of(replaced(1e12, INF, 8.67, Centre.DMO, Overlap.UNION)), matches);
        Routing routing = Routed.routing();
        Routed.route(router, Source.DMO, Routed.chunk(particles), routing);
        assertThat(routing.inPlace()).containsOnly(0);
        Routed.route(router, Source.HYDRO, Routed.chunk(particles), routing);
        assertThat(routing.inPlace()).containsOnly(1);
        assertThat(routing.moved()).isZero();
    }

    @Test
    void theCentreAndTheSurfaceBelongToTheSphere() {
        double[][] halo = {halo(7, 4, 4, 1e13, 1)};
        HaloMatches matches = Routed.pairs(8, halo, halo);
        double[][] inside = {{7, 4, 4}, {5, 4, 4}, {1, 4, 4}, {7, 6, 4}, {7, 4, 2}};
        double[][] outside = {{5 - 1e-12, 4, 4}, {1 + 1e-12, 4, 4}, {7, 6 + 1e-12, 4}, {7, 4, 2 - 1e-12}};
        for (FieldSpec field : allChoices(1e13, INF, 2)) {
            FieldRouter router = new FieldRouter(List.of(field), matches);
            assertThat(taken(router, Source.DMO, inside)).containsOnly(0);
            assertThat(taken(router, Source.HYDRO, inside)).containsOnly(1);
            assertThat(taken(router, Source.DMO, outside)).containsOnly(1);
            assertThat(taken(router, Source.HYDRO, outside)).containsOnly(0);
        }
    }

    private static List<Integer> taken(FieldRouter router, Source source, double[][] particles) {
        return Routed.places(router, source, Routed.routing(), particles).stream()
                .map(places -> places.getFirst().size())
                .toList();
    }

    @Test
    void theLowerEdgeOfTheMassRangeBelongsToItAndTheUpperDoesNot() {
        double[][] halos = {halo(2, 2, 2, 2e12, 0.5), halo(6, 6, 6, 4e12, 0.5)};
        FieldRouter router = new FieldRouter(
                List.of(replaced(2e12, 4e12, 1, Centre.DMO, Overlap.UNION)), Routed.pairs(8, halos, halos));
        assertThat(taken(router, Source.HYDRO, new double[][] {{2, 2, 2}, {6, 6, 6}}))
                .containsExactly(1, 0);
    }

    @Test
    void aParticleInTwoHydroSpheresGoesOnceWithTheHeavierAndOfEqualsTheFirst() {
        for (double second : new double[] {2e12, 3e12}) {
            double[][] dmo = {halo(2, 2, 2, 2e12, 1), halo(6, 6, 6, second, 1)};
            double[][] hydro = {halo(4, 4, 4, 2e12, 1), halo(4, 4, 4, second, 1)};
            for (Overlap overlap : Overlap.values()) {
                FieldRouter router = new FieldRouter(
                        List.of(replaced(1e12, INF, 1, Centre.RECENTRED, overlap)), Routed.pairs(8, dmo, hydro));
                var places = Routed.places(router, Source.HYDRO, Routed.routing(), new double[] {4.5, 4, 4});
                double to = second > 2e12 ? 6 : 2;
                assertThat(places.getFirst().getFirst()).hasSize(1);
                assertThat(places.getFirst().getFirst().getFirst()).containsExactly(to + 0.5, to, to);
            }
        }
    }

    /** Of two halos of equal mass the first keeps the overlap: otherwise both would fill it. */
    @Test
    void mostMassiveDropsWhatComesToLieInTheSphereOfAHeavierHaloOrAnEqualOneBefore() {
        for (double first : new double[] {1e12, 2e12, 3e12}) {
            double[][] dmo = {halo(4, 4, 4, first, 1), halo(5, 4, 4, 2e12, 1)};
            double[][] hydro = {halo(4, 1, 4, first, 1), halo(5, 7, 4, 2e12, 1)};
            HaloMatches matches = Routed.pairs(16, dmo, hydro);
            double[][] ofFirst = {{4.5, 1, 4}};
            double[][] ofSecond = {{4.5, 7, 4}};
            FieldRouter union =
                    new FieldRouter(List.of(replaced(1e12, INF, 1, Centre.RECENTRED, Overlap.UNION)), matches);
            assertThat(taken(union, Source.HYDRO, ofFirst)).containsExactly(1);
            assertThat(taken(union, Source.HYDRO, ofSecond)).containsExactly(1);
            FieldRouter massive =
                    new FieldRouter(List.of(replaced(1e12, INF, 1, Centre.RECENTRED, Overlap.MOST_MASSIVE)), matches);
            assertThat(taken(massive, Source.HYDRO, ofFirst)).containsExactly(first >= 2e12 ? 1 : 0);
            assertThat(taken(massive, Source.HYDRO, ofSecond)).containsExactly(first >= 2e12 ? 0 : 1);
        }
    }

    @Test
    void replacingWithoutHalosIsRefused() {
        FieldSpec field = replaced(1e12, INF, 5, Centre.DMO, Overlap.UNION);
        assertThat(field.needsDmo() && field.needsHydro()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldRouter(List.of(field), null))
                .withMessage("field replace-M12.0-inf-R5.0 needs matched halos");
    }
}
