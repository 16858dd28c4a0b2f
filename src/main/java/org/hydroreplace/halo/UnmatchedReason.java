package org.hydroreplace.halo;

import java.util.Locale;

/** Why a halo above the minimum mass has no partner. */
public enum UnmatchedReason {
    NO_HALO_IN_REACH("no halo of the other run lies within the maximum separation"),
    MASS_RATIO("halos of the other run lie within the maximum separation, but none within the mass-ratio window"),
    PARTNER_TAKEN("every halo in reach and within the mass-ratio window belongs to another pair"),
    PARTNER_BELOW_MIN_MASS("the only DMO halos that fit are lighter than the minimum mass");

    private final String description;

    UnmatchedReason(String description) {
        this.description = description;
    }

    /** One clause for people. */
    public String description() {
        return description;
    }

    /** Name in files: lower case with underscores. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
