package org.hydroreplace.lensing;

import java.util.Locale;

/** What the pixels of a raw plane hold. */
public enum PlaneContent {
    /** Mass of the pixel, Msun/h. */
    MASS("Msun/h"),
    /** delta dchi = (m/mbar - 1) dchi, Mpc/h. */
    DELTA("Mpc/h");

    private final String unit;

    PlaneContent(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
