package org.hydroreplace.halo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The matching as its specification says it, by looking at every pair of halos: most massive first; the closest wins;
 * each hydro halo is used once; maximum separation in R200c of the DMO halo; mass-ratio window; the minimum mass applies
 * to the DMO halo only.
 */
public final class DirectMatcher {
    private final double[][] dmo;
    private final double[][] hydro;
    private final double box;
    private final MatchCriteria criteria;

    /** Hydro index by DMO index. */
    public final Map<Integer, Integer> partner = new HashMap<>();

    public final Map<Integer, UnmatchedReason> unmatchedDmo = new HashMap<>();
    public final Map<Integer, UnmatchedReason> unmatchedHydro = new HashMap<>();

    public DirectMatcher(double[][] dmo, double[][] hydro, double box, MatchCriteria criteria) {
        this.dmo = dmo;
        this.hydro = hydro;
        this.box = box;
        this.criteria = criteria;
        Set<Integer> used = new HashSet<>();
        for (int d : heaviestFirst(dmo)) {
            List<Integer> fitting = hydroHalos(h -> inReach(d, h) && inWindow(d, h));
            fitting.stream()
                    .filter(h -> !used.contains(h))
                    .min(Comparator.comparingDouble((Integer h) -> separation(d, h)))
                    .ifPresentOrElse(
                            h -> {
                                used.add(h);
                                partner.put(d, h);
                            },
                            () -> unmatchedDmo.put(d, dmoReason(d, fitting)));
        }
        for (int h : heaviestFirst(hydro)) {
            if (!used.contains(h)) {
                unmatchedHydro.put(h, hydroReason(h));
            }
        }
    }

    private List<Integer> heaviestFirst(double[][] halos) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, halos.length)
                .filter(i -> halos[i][3] >= criteria.minMass() && halos[i][4] > 0)
                .boxed()
                .toList());
        order.sort(Comparator.comparingDouble((Integer i) -> -halos[i][3]));
        return order;
    }

    private List<Integer> hydroHalos(IntPredicate which) {
        return IntStream.range(0, hydro.length)
                .filter(h -> hydro[h][3] > 0 && hydro[h][4] > 0)
                .filter(which)
                .boxed()
                .toList();
    }

    /** Comoving distance by the nearest image. */
    public double separation(int d, int h) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double apart = Math.abs(dmo[d][axis] - hydro[h][axis]);
            sum += Math.pow(Math.min(apart, box - apart), 2);
        }
        return Math.sqrt(sum);
    }

    private boolean inReach(int d, int h) {
        return separation(d, h) <= criteria.maxSeparation() * dmo[d][4];
    }

    private boolean inWindow(int d, int h) {
        double ratio = hydro[h][3] / dmo[d][3];
        return criteria.minRatio() <= ratio && ratio <= criteria.maxRatio();
    }

    private UnmatchedReason dmoReason(int d, List<Integer> fitting) {
        if (!fitting.isEmpty()) {
            return UnmatchedReason.PARTNER_TAKEN;
        }
        return hydroHalos(h -> inReach(d, h)).isEmpty() ? UnmatchedReason.NO_HALO_IN_REACH : UnmatchedReason.MASS_RATIO;
    }

    private UnmatchedReason hydroReason(int h) {
        List<Integer> near = IntStream.range(0, dmo.length)
                .filter(d -> dmo[d][3] > 0 && dmo[d][4] > 0 && inReach(d, h))
                .boxed()
                .toList();
        List<Integer> fitting = near.stream().filter(d -> inWindow(d, h)).toList();
        if (near.isEmpty()) {
            return UnmatchedReason.NO_HALO_IN_REACH;
        }
        if (fitting.isEmpty()) {
            return UnmatchedReason.MASS_RATIO;
        }
        return fitting.stream().anyMatch(d -> dmo[d][3] >= criteria.minMass())
                ? UnmatchedReason.PARTNER_TAKEN
                : UnmatchedReason.PARTNER_BELOW_MIN_MASS;
    }
}
