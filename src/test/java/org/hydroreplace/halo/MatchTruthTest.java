package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hydroreplace.halo.Halos.halo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hydroreplace.halo.HaloMatches.Pair;
import org.hydroreplace.halo.MatchTruth.Score;
import org.hydroreplace.mock.MockPair;
import org.hydroreplace.mock.MockProgress;
import org.hydroreplace.mock.MockSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchTruthTest {
    private static final HaloCatalogue DMO = Halos.catalogue(
            20, halo(1, 1, 1, 8e12, 1), halo(2, 2, 2, 4e12, 1), halo(3, 3, 3, 2e12, 1), halo(4, 4, 4, 1e12, 1));

    private static Score score(double minMass, Map<Integer, Integer> truth, Pair... pairs) {
        return new MatchTruth(truth).score(new HaloMatches(DMO, DMO, List.of(pairs), List.of(), List.of()), minMass);
    }

    @Test
    void rightWrongAndMissingPairsAreCounted() {
        Map<Integer, Integer> truth = Map.of(0, 3, 1, 2, 2, 1);
        assertThat(score(1e12, truth, new Pair(0, 3, 0), new Pair(1, 2, 0), new Pair(2, 1, 0)))
                .isEqualTo(new Score(1, 1, 3, 3));
        assertThat(score(1e12, truth, new Pair(0, 3, 0))).isEqualTo(new Score(1.0 / 3, 1, 3, 1));
        assertThat(score(1e12, truth, new Pair(0, 2, 0), new Pair(2, 1, 0))).isEqualTo(new Score(1.0 / 3, 0.5, 3, 2));
        // A pair of a halo that has no true partner is wrong, and nothing is lost by it.
        assertThat(score(1e12, truth, new Pair(0, 3, 0), new Pair(1, 2, 0), new Pair(2, 1, 0), new Pair(3, 0, 0)))
                .isEqualTo(new Score(1, 0.75, 3, 4));
    }

    @Test
    void halosBelowTheMinimumMassCountNeitherAsTrueNorAsFound() {
        Map<Integer, Integer> truth = Map.of(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(score(3e12, truth, new Pair(0, 0, 0), new Pair(1, 2, 0), new Pair(2, 1, 0), new Pair(3, 3, 0)))
                .isEqualTo(new Score(0.5, 0.5, 2, 2));
        assertThat(score(4e12, truth, new Pair(1, 1, 0))).isEqualTo(new Score(0.5, 1, 2, 1));
    }

    @Test
    void nothingToFindIsNotANumber() {
        Score empty = score(1e13, Map.of(0, 0), new Pair(0, 0, 0));
        assertThat(empty.completeness()).isNaN();
        assertThat(empty.purity()).isNaN();
    }

    @Test
    void theHalosOfAMockAreFound(@TempDir Path folder) {
        MockPair.write(new MockSettings(64L * 64 * 64, 4, 100, 2), folder, MockProgress.NONE);
        HaloMatches matches = HaloMatcher.match(
                CatalogueReader.read(MockPair.dmoOutput(folder), 99),
                CatalogueReader.read(MockPair.hydroOutput(folder), 99),
                new MatchCriteria(1e12, 0.5, 1.0 / 3, 3));
        MatchTruth truth = MatchTruth.read(MockPair.truthFile(folder));
        Score score = truth.score(matches, 1e12);
        System.out.println("mock of 64^3 particles in 100 Mpc/h: " + score);
        assertThat(score.truePairs()).isGreaterThan(600);
        // Measured: all 644 pairs and no other.
        assertThat(score.completeness()).isGreaterThanOrEqualTo(0.99);
        assertThat(score.purity()).isGreaterThanOrEqualTo(0.99);
    }
}
