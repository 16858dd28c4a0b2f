package org.hydroreplace.grid;

import java.util.Locale;

/** How a transformed grid is stored; every single transform is computed in float64. */
public enum Precision {
    /**
     * Four bytes a number, rounded to 24 bits after each dimension: a power spectrum keeps 1e-6 of its power in bins down to 1e-8
     * of the largest, 1e-3 down to 1e-13 (256^3 Gaussian fields of slopes -2 to -6).
     */
    SINGLE(Float.BYTES),
    /** Eight bytes a number. */
    DOUBLE(Double.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that a number takes. */
    int bytes() {
        return bytes;
    }

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
