package org.hydroreplace.field;

import java.util.Locale;

/** The run that a particle comes from. */
public enum Source {
    /** Gravity only. */
    DMO,
    /** Full physics: gas, dark matter, stars and black holes. */
    HYDRO;

    /** Name in configurations and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
