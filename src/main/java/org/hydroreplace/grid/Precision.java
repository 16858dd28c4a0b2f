package org.hydroreplace.grid;

import java.util.Locale;

/** How a transformed grid is stored; every single transform is computed in float64. */
public enum Precision {
    /** Four bytes a number: rounded to 24 bits after each dimension. */
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
