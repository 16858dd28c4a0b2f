package org.hydroreplace.halo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hydroreplace.io.Hdf5File;

/**
 * The true pairs of a mock, as its {@code truth.h5} lists them, and how well a matching found them.
 *
 * @param partner hydro index by DMO index, for every halo that is in both catalogues
 */
public record MatchTruth(Map<Integer, Integer> partner) {
    public MatchTruth {
        partner = Map.copyOf(partner);
    }

    /** Reads {@code dmo_group_index} and {@code hydro_group_index}, -1 where a halo is missing from a catalogue. */
    public static MatchTruth read(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            var dmoIndex = file.dataset("dmo_group_index");
            var hydroIndex = file.dataset("hydro_group_index");
            int n = Math.toIntExact(dmoIndex.rows());
            long[] dmo = new long[n];
            long[] hydro = new long[n];
            dmoIndex.read(0, n, dmo);
            hydroIndex.read(0, n, hydro);
            Map<Integer, Integer> partner = new HashMap<>();
            for (int i = 0; i < n; i++) {
                if (dmo[i] >= 0 && hydro[i] >= 0) {
                    partner.put((int) dmo[i], (int) hydro[i]);
                }
            }
            return new MatchTruth(partner);
        }
    }

    /**
     * How well a matching found the truth, above the minimum mass; NaN where there is nothing to find or nothing found.
     *
     * @param completeness fraction of the true pairs that were found
     * @param purity fraction of the found pairs that are true
     */
    public record Score(double completeness, double purity, int truePairs, int foundPairs) {}

    /** Compares a matching with the truth, for DMO halos of at least {@code minMass} Msun/h. */
    public Score score(HaloMatches matches, double minMass) {
        int right = 0;
        int found = 0;
        for (HaloMatches.Pair pair : matches.pairs()) {
            if (matches.dmo().mass(pair.dmo()) < minMass) {
                continue;
            }
            found++;
            Integer truth = partner.get(pair.dmo());
            right += truth != null && truth == pair.hydro() ? 1 : 0;
        }
        int expected = 0;
        for (int halo : partner.keySet()) {
            expected += matches.dmo().mass(halo) >= minMass ? 1 : 0;
        }
        return new Score(right / (double) expected, right / (double) found, expected, found);
    }
}
