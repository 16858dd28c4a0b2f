package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hydroreplace.halo.Halos.catalogue;
import static org.hydroreplace.halo.Halos.halo;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hydroreplace.halo.HaloMatches.Pair;
import org.hydroreplace.halo.HaloMatches.Unmatched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matcher against a direct evaluation of its specification. */
class HaloMatcherTest {
    private static final MatchCriteria PUBLISHED = new MatchCriteria(1e12, 0.5, 1.0 / 3, 3);
    private static final MatchCriteria WIDE = new MatchCriteria(2e12, 4, 0.5, 1.5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheDirectEvaluation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double box = seed % 2 == 0 ? 8 : 3;
        double[][] dmo = Halos.random(random, 200, box);
        double[][] hydro = Halos.partners(random, dmo, box, 0.5);
        for (MatchCriteria criteria : List.of(PUBLISHED, WIDE, new MatchCriteria(1, 30, 1e-3, 1e3))) {
            HaloMatches matches = HaloMatcher.match(catalogue(box, dmo), catalogue(box, hydro), criteria);
            DirectMatcher direct = new DirectMatcher(dmo, hydro, box, criteria);
            String what = "seed " + seed + ", " + criteria;
            assertThat(partners(matches)).as(what).isEqualTo(direct.partner);
            assertThat(reasons(matches.unmatchedDmo())).as(what).isEqualTo(direct.unmatchedDmo);
            assertThat(reasons(matches.unmatchedHydro())).as(what).isEqualTo(direct.unmatchedHydro);
            assertThat(matches.pairs())
                    .isSortedAccordingTo((a, b) -> Double.compare(dmo[b.dmo()][3], dmo[a.dmo()][3]))
                    .allSatisfy(pair -> assertThat(pair.separation())
                            .isCloseTo(direct.separation(pair.dmo(), pair.hydro()), within(1e-12)));
        }
    }

    /** A comparison of two matchers means something only where every outcome occurs. */
    @Test
    void theRandomCataloguesHaveEveryOutcome() {
        Set<UnmatchedReason> dmoReasons = EnumSet.noneOf(UnmatchedReason.class);
        Set<UnmatchedReason> hydroReasons = EnumSet.noneOf(UnmatchedReason.class);
        for (long seed = 1; seed <= 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double box = seed % 2 == 0 ? 8 : 3;
            double[][] dmo = Halos.random(random, 200, box);
            double[][] hydro = Halos.partners(random, dmo, box, 0.5);
            for (MatchCriteria criteria : List.of(PUBLISHED, WIDE)) {
                DirectMatcher direct = new DirectMatcher(dmo, hydro, box, criteria);
                dmoReasons.addAll(direct.unmatchedDmo.values());
                hydroReasons.addAll(direct.unmatchedHydro.values());
                assertThat(direct.partner).isNotEmpty();
            }
        }
        assertThat(dmoReasons)
                .containsExactly(
                        UnmatchedReason.NO_HALO_IN_REACH, UnmatchedReason.MASS_RATIO, UnmatchedReason.PARTNER_TAKEN);
        assertThat(hydroReasons).containsExactlyInAnyOrder(UnmatchedReason.values());
    }

    private static Map<Integer, Integer> partners(HaloMatches matches) {
        Map<Integer, Integer> partners = new HashMap<>();
        matches.pairs()
                .forEach(pair ->
                        assertThat(partners.put(pair.dmo(), pair.hydro())).isNull());
        assertThat(partners.values()).doesNotHaveDuplicates();
        return partners;
    }

    private static Map<Integer, UnmatchedReason> reasons(List<Unmatched> halos) {
        Map<Integer, UnmatchedReason> reasons = new HashMap<>();
        halos.forEach(
                halo -> assertThat(reasons.put(halo.halo(), halo.reason())).isNull());
        return reasons;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void movingEverythingChangesNoPair(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double box = 16;
        double[][] dmo = Halos.random(random, 1000, box);
        double[][] hydro = Halos.partners(random, dmo, box, 0.5);
        HaloMatches still = HaloMatcher.match(catalogue(box, dmo), catalogue(box, hydro), PUBLISHED);
        for (double[] by : new double[][] {{box, -box, 2 * box}, {7.3, -1.9, 15.999}, {8, 8, 8}}) {
            HaloMatches moved = HaloMatcher.match(
                    catalogue(box, Halos.shifted(dmo, box, by)),
                    catalogue(box, Halos.shifted(hydro, box, by)),
                    PUBLISHED);
            assertThat(partners(moved)).isEqualTo(partners(still));
            assertThat(moved.unmatchedDmo()).isEqualTo(still.unmatchedDmo());
            assertThat(moved.unmatchedHydro()).isEqualTo(still.unmatchedHydro());
        }
        assertThat(still.pairs()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void theOrderOfTheCataloguesChangesNoPair(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] dmo = Halos.random(random, 1000, 16);
        double[][] hydro = Halos.partners(random, dmo, 16, 0.5);
        int[] dmoOrder = Halos.permutation(random, dmo.length);
        int[] hydroOrder = Halos.permutation(random, hydro.length);
        HaloMatches matches = HaloMatcher.match(catalogue(16, dmo), catalogue(16, hydro), PUBLISHED);
        HaloMatches permuted = HaloMatcher.match(
                catalogue(16, Halos.permuted(dmo, dmoOrder)),
                catalogue(16, Halos.permuted(hydro, hydroOrder)),
                PUBLISHED);
        List<Pair> relabelled = permuted.pairs().stream()
                .map(pair -> new Pair(dmoOrder[pair.dmo()], hydroOrder[pair.hydro()], pair.separation()))
                .toList();
        assertThat(relabelled).isEqualTo(matches.pairs());
    }

    @Test
    void theHeavierChoosesFirstEvenWhereALighterIsCloser() {
        HaloCatalogue dmo = catalogue(20, halo(5, 5, 5, 2e12, 1), halo(5.3, 5, 5, 3e12, 1));
        HaloCatalogue hydro = catalogue(20, halo(5, 5, 5, 2e12, 1));
        HaloMatches matches = HaloMatcher.match(dmo, hydro, PUBLISHED);
        assertThat(matches.pairs()).hasSize(1).first().satisfies(pair -> {
            assertThat(pair.dmo()).isEqualTo(1);
            assertThat(pair.separation()).isCloseTo(0.3, within(1e-12));
        });
        assertThat(matches.unmatchedDmo()).containsExactly(new Unmatched(0, UnmatchedReason.PARTNER_TAKEN));
        assertThat(matches.matchedFraction()).isEqualTo(0.5);
    }

    @Test
    void theSecondBestIsTakenWhereTheBestIsGone() {
        HaloCatalogue dmo = catalogue(20, halo(5, 5, 5, 2e12, 1), halo(5.1, 5, 5, 3e12, 1));
        HaloCatalogue hydro = catalogue(20, halo(5.4, 5, 5, 2e12, 1), halo(5.05, 5, 5, 2e12, 1));
        HaloMatches matches = HaloMatcher.match(dmo, hydro, PUBLISHED);
        assertThat(partners(matches)).isEqualTo(Map.of(1, 1, 0, 0));
    }

    @Test
    void limitsBelongToTheirRanges() {
        HaloCatalogue dmo = catalogue(64, halo(0, 0, 0, 1e12, 1), halo(8, 8, 8, 3e12, 2), halo(16, 0, 0, 0x1p40, 1));
        // Exactly half an R200c away across the face; at a third of the mass; heavier by exactly 3.
        HaloCatalogue hydro =
                catalogue(64, halo(63.5, 0, 0, 1e12, 1), halo(8, 9, 8, 1e12, 1), halo(16, 0, 0, 3 * 0x1p40, 1));
        MatchCriteria criteria = new MatchCriteria(1e12, 0.5, 1e12 / 3e12, 3);
        assertThat(partners(HaloMatcher.match(dmo, hydro, criteria))).isEqualTo(Map.of(0, 0, 1, 1, 2, 2));
        MatchCriteria tight =
                new MatchCriteria(Math.nextUp(1e12), 0.4999999, Math.nextUp(1e12 / 3e12), Math.nextDown(3.0));
        assertThat(HaloMatcher.match(dmo, hydro, tight).pairs()).isEmpty();
    }

    @Test
    void theMinimumMassDoesNotApplyToTheHydroHalo() {
        HaloMatches matches = HaloMatcher.match(
                catalogue(20, halo(5, 5, 5, 1.1e12, 1)), catalogue(20, halo(5, 5, 5, 0.5e12, 1)), PUBLISHED);
        assertThat(matches.pairs()).containsExactly(new Pair(0, 0, 0));
        assertThat(matches.unmatchedHydro()).isEmpty();
    }

    @Test
    void halosWithoutASphereAreNobodysPartner() {
        HaloCatalogue dmo = catalogue(20, Halos.undefined(5, 5, 5), halo(5, 5, 5, 2e12, 1));
        HaloCatalogue hydro = catalogue(20, Halos.undefined(5, 5, 5));
        HaloMatches matches = HaloMatcher.match(dmo, hydro, PUBLISHED);
        assertThat(matches.pairs()).isEmpty();
        assertThat(matches.unmatchedDmo()).containsExactly(new Unmatched(1, UnmatchedReason.NO_HALO_IN_REACH));
        assertThat(matches.unmatchedHydro()).isEmpty();
        assertThat(HaloMatcher.match(hydro, dmo, PUBLISHED).matchedFraction()).isNaN();
    }

    @Test
    void equalMassesChooseInTheOrderOfTheCatalogueAndEqualDistancesGoToTheFirst() {
        HaloCatalogue dmo = catalogue(20, halo(5, 5, 5, 2e12, 1), halo(5, 5, 5, 2e12, 1), halo(5, 5, 5, 2e12, 1));
        HaloCatalogue hydro =
                catalogue(20, halo(5.25, 5, 5, 2e12, 1), halo(4.75, 5, 5, 2e12, 1), halo(5, 5.25, 5, 2e12, 1));
        assertThat(HaloMatcher.match(dmo, hydro, PUBLISHED).pairs())
                .containsExactly(new Pair(0, 0, 0.25), new Pair(1, 1, 0.25), new Pair(2, 2, 0.25));
    }

    @Test
    void twoCataloguesOf200000HalosMatch() {
        SplittableRandom random = new SplittableRandom(200_000);
        double[][] dmo = Halos.random(random, 200_000, 205);
        HaloCatalogue a = catalogue(205, dmo);
        HaloCatalogue b = catalogue(205, Halos.partners(random, dmo, 205, 0.1));
        long start = System.nanoTime();
        HaloMatches matches = HaloMatcher.match(a, b, new MatchCriteria(1e11, 0.5, 1.0 / 3, 3));
        assertThat(matches.pairs().size() + matches.unmatchedDmo().size()).isEqualTo(200_000);
        System.out.printf(
                "matched %d of 200000 halos in %.2f s%n", matches.pairs().size(), (System.nanoTime() - start) / 1e9);
        // 5 % are replaced by others, and 3 % fall out of the mass-ratio window, 2.2 standard deviations wide each way.
        assertThat(matches.matchedFraction()).isBetween(0.88, 0.97);
    }
}
