package org.hydroreplace.spectrum;

import java.util.Locale;

/** What is done about the smoothing by the mass assignment. */
public enum Window {
    /**
     * Each amplitude is multiplied by the product over the dimensions of (x / sin x)^p, x = pi n / side, p the order of the
     * assignment (Hockney &amp; Eastwood 1988, section 5.6). Aliased power remains.
     */
    COMPENSATED,
    /** Nothing: what the published response analysis does. */
    NONE;

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
