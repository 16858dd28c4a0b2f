package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hydroreplace.halo.HaloMatches.Pair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of two real runs share their dark matter: its ids say so, though the matcher looks at places and masses only. */
class RealPairsMatchTest {
    private static final int SNAPSHOT = 3;
    private static final MatchCriteria CRITERIA = new MatchCriteria(1e12, 0.5, 1.0 / 3, 3);

    private static Path folder(String resource) throws URISyntaxException {
        Path list = Path.of(Objects.requireNonNull(RealPairsMatchTest.class.getResource(resource + "/match_003.csv"))
                .toURI());
        return Objects.requireNonNull(list.getParent());
    }

    private static HaloMatches match(Path pair) {
        return HaloMatcher.match(
                CatalogueReader.read(pair.resolve("dmo"), SNAPSHOT),
                CatalogueReader.read(pair.resolve("hydro"), SNAPSHOT),
                CRITERIA);
    }

    @ParameterizedTest
    @CsvSource({"/org/hydroreplace/demo/gadget4_L25N32_tiny, 36, 44", "/data/arepo_L25N32_tiny, 34, 42"})
    void pairsAreThoseOfTheListMadeFromIds(String resource, int confirmed, int halos)
            throws IOException, URISyntaxException {
        Path folder = folder(resource);
        HaloMatches matches = match(folder);
        Map<Integer, Integer> listed = new HashMap<>();
        Map<Integer, Double> separation = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("match_003.csv"))) {
            String[] columns = line.split(",");
            if (!line.startsWith("#")) {
                listed.put(Integer.parseInt(columns[0]), Integer.parseInt(columns[1]));
                separation.put(Integer.parseInt(columns[0]), Double.parseDouble(columns[6]) / 1000);
            }
        }
        assertThat(matches.pairs()).hasSize(confirmed).allSatisfy(pair -> {
            assertThat(listed.get(pair.dmo())).isEqualTo(pair.hydro());
            assertThat(pair.separation()).isCloseTo(separation.get(pair.dmo()), within(1e-6));
        });
        // The list knows no maximum separation: the others are too far from where their matter went.
        assertThat(matches.unmatchedDmo()).hasSize(halos - confirmed).allSatisfy(halo -> {
            assertThat(halo.reason()).isEqualTo(UnmatchedReason.NO_HALO_IN_REACH);
            assertThat(separation.getOrDefault(halo.halo(), Double.POSITIVE_INFINITY))
                    .isGreaterThan(0.5 * matches.dmo().radius(halo.halo()));
        });
    }

    @ParameterizedTest
    @CsvSource({"/org/hydroreplace/demo/gadget4_L25N32_tiny", "/data/arepo_L25N32_tiny"})
    void pairsShareTheirDarkMatter(String resource) throws URISyntaxException {
        Path folder = folder(resource);
        HaloMatches matches = match(folder);
        List<Set<Long>> dmo = FofMembers.darkMatter(
                folder.resolve("dmo"), SNAPSHOT, matches.dmo().files());
        List<Set<Long>> hydro = FofMembers.darkMatter(
                folder.resolve("hydro"), SNAPSHOT, matches.hydro().files());
        assertThat(dmo).hasSize(matches.dmo().size());
        assertThat(hydro).hasSize(matches.hydro().size());
        // Measured: from 0.68 on. A wrong partner shares next to nothing.
        for (Pair pair : matches.pairs()) {
            Set<Long> shared = new HashSet<>(dmo.get(pair.dmo()));
            shared.retainAll(hydro.get(pair.hydro()));
            assertThat(shared.size() / (double) dmo.get(pair.dmo()).size())
                    .as("%s", pair)
                    .isGreaterThan(0.6);
        }
    }
}
