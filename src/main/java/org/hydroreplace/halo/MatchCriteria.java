package org.hydroreplace.halo;

/**
 * What makes a DMO and a hydro halo partners.
 *
 * @param minMass smallest M200c of a DMO halo that is matched, Msun/h; hydro halos may be lighter
 * @param maxSeparation largest distance of the centres in units of the DMO halo's R200c
 * @param minRatio smallest M200c(hydro) / M200c(DMO)
 * @param maxRatio largest M200c(hydro) / M200c(DMO)
 */
public record MatchCriteria(double minMass, double maxSeparation, double minRatio, double maxRatio) {
    public MatchCriteria {
        if (!(minMass > 0 && maxSeparation > 0 && minRatio > 0 && minRatio <= maxRatio)) {
            throw new IllegalArgumentException("criteria out of range: minimum mass " + minMass + ", separation "
                    + maxSeparation + ", mass ratio " + minRatio + " to " + maxRatio);
        }
    }

    boolean admitsRatio(double ratio) {
        return ratio >= minRatio && ratio <= maxRatio;
    }
}
