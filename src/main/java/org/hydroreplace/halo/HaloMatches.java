package org.hydroreplace.halo;

import java.util.List;

/**
 * Pairs of halos, heaviest DMO halo first (equal masses in catalogue order), and the halos that found no partner.
 *
 * @param unmatchedDmo DMO halos of at least the minimum mass without partner, heaviest first
 * @param unmatchedHydro hydro halos of at least the minimum mass without partner, heaviest first
 */
public record HaloMatches(
        HaloCatalogue dmo,
        HaloCatalogue hydro,
        List<Pair> pairs,
        List<Unmatched> unmatchedDmo,
        List<Unmatched> unmatchedHydro) {

    public HaloMatches {
        pairs = List.copyOf(pairs);
        unmatchedDmo = List.copyOf(unmatchedDmo);
        unmatchedHydro = List.copyOf(unmatchedHydro);
    }

    /**
     * Partners.
     *
     * @param dmo index in the DMO catalogue
     * @param hydro index in the hydro catalogue
     * @param separation of the centres by the nearest image, comoving Mpc/h
     */
    public record Pair(int dmo, int hydro, double separation) {}

    /** A halo without partner, by its index in its own catalogue. */
    public record Unmatched(int halo, UnmatchedReason reason) {}

    /** Fraction of the DMO halos above the minimum mass that have a partner; NaN without such halos. */
    public double matchedFraction() {
        return pairs.size() / (double) (pairs.size() + unmatchedDmo.size());
    }
}
