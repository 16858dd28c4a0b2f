package org.hydroreplace.halo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.hydroreplace.halo.HaloMatches.Pair;
import org.hydroreplace.halo.HaloMatches.Unmatched;

/**
 * Matches the halos of a gravity-only and a full-physics run, one to one: DMO halos choose in order of falling mass, and
 * each takes the nearest free hydro halo within reach and within the mass-ratio window. The minimum mass applies to the
 * DMO halo alone: a partner that baryons made lighter than that is not lost.
 */
public final class HaloMatcher {
    private final HaloCatalogue dmo;
    private final HaloCatalogue hydro;
    private final MatchCriteria criteria;
    private final BitSet taken = new BitSet();

    private HaloMatcher(HaloCatalogue dmo, HaloCatalogue hydro, MatchCriteria criteria) {
        this.dmo = dmo;
        this.hydro = hydro;
        this.criteria = criteria;
    }

    /** Matches two catalogues of the same box. */
    public static HaloMatches match(HaloCatalogue dmo, HaloCatalogue hydro, MatchCriteria criteria) {
        return new HaloMatcher(dmo, hydro, criteria).match();
    }

    private HaloMatches match() {
        PeriodicKdTree tree = new PeriodicKdTree(hydro, hydro.byMass(Double.MIN_VALUE));
        List<Pair> pairs = new ArrayList<>();
        List<Unmatched> alone = new ArrayList<>();
        for (int halo : dmo.byMass(criteria.minMass())) {
            Choice choice = new Choice(halo);
            tree.within(dmo.x(halo), dmo.y(halo), dmo.z(halo), criteria.maxSeparation() * dmo.radius(halo), choice);
            if (choice.best >= 0) {
                taken.set(choice.best);
                pairs.add(new Pair(halo, choice.best, Math.sqrt(choice.bestDistance)));
            } else {
                alone.add(new Unmatched(halo, choice.reason()));
            }
        }
        return new HaloMatches(dmo, hydro, pairs, alone, unmatchedHydro());
    }

    /** The nearest free partner of one DMO halo; of two at the same distance the one first in the catalogue. */
    private final class Choice implements PeriodicKdTree.Visitor {
        private final int halo;
        private int best = -1;
        private double bestDistance = Double.POSITIVE_INFINITY;
        private int inReach;
        private int inWindow;

        Choice(int halo) {
            this.halo = halo;
        }

        @Override
        public void visit(int candidate, double distanceSquared) {
            inReach++;
            if (!criteria.admitsRatio(hydro.mass(candidate) / dmo.mass(halo))) {
                return;
            }
            inWindow++;
            boolean nearer = distanceSquared < bestDistance || (distanceSquared == bestDistance && candidate < best);
            if (nearer && !taken.get(candidate)) {
                best = candidate;
                bestDistance = distanceSquared;
            }
        }

        UnmatchedReason reason() {
            if (inReach == 0) {
                return UnmatchedReason.NO_HALO_IN_REACH;
            }
            return inWindow == 0 ? UnmatchedReason.MASS_RATIO : UnmatchedReason.PARTNER_TAKEN;
        }
    }

    private List<Unmatched> unmatchedHydro() {
        int[] all = dmo.byMass(Double.MIN_VALUE);
        PeriodicKdTree tree = new PeriodicKdTree(dmo, all);
        double largestRadius = 0;
        for (int halo : all) {
            largestRadius = Math.max(largestRadius, dmo.radius(halo));
        }
        List<Unmatched> alone = new ArrayList<>();
        for (int halo : hydro.byMass(criteria.minMass())) {
            if (!taken.get(halo)) {
                Suitors suitors = new Suitors(halo);
                tree.within(
                        hydro.x(halo), hydro.y(halo), hydro.z(halo), criteria.maxSeparation() * largestRadius, suitors);
                alone.add(new Unmatched(halo, suitors.reason()));
            }
        }
        return alone;
    }

    /** The DMO halos that might have chosen one hydro halo. */
    private final class Suitors implements PeriodicKdTree.Visitor {
        private final int halo;
        private boolean inReach;
        private boolean fitting;
        private boolean fittingButLight;

        Suitors(int halo) {
            this.halo = halo;
        }

        @Override
        public void visit(int candidate, double distanceSquared) {
            double reach = criteria.maxSeparation() * dmo.radius(candidate);
            if (distanceSquared > reach * reach) {
                return;
            }
            inReach = true;
            if (criteria.admitsRatio(hydro.mass(halo) / dmo.mass(candidate))) {
                boolean heavy = dmo.mass(candidate) >= criteria.minMass();
                fitting |= heavy;
                fittingButLight |= !heavy;
            }
        }

        UnmatchedReason reason() {
            if (!inReach) {
                return UnmatchedReason.NO_HALO_IN_REACH;
            }
            if (fitting) {
                return UnmatchedReason.PARTNER_TAKEN;
            }
            return fittingButLight ? UnmatchedReason.PARTNER_BELOW_MIN_MASS : UnmatchedReason.MASS_RATIO;
        }
    }
}
