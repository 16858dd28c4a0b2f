package org.hydroreplace.cosmology;

import java.util.Locale;

/** What the amplitude of a tabulated linear power spectrum is. */
public enum PowerNormalization {
    /** The table's own; a sigma8 that is known must agree within 5 per cent, as tables of another redshift do not. */
    AS_GIVEN,
    /** Scaled so that the top-hat variance at 8 Mpc/h is sigma8^2. */
    SIGMA8;

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
