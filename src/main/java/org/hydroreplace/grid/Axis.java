package org.hydroreplace.grid;

import java.util.Locale;

/** An axis of the box; a map along it spans the other two in their alphabetical order. */
public enum Axis {
    X,
    Y,
    Z;

    /** The axis that the first index of a map along this one runs along. */
    public Axis first() {
        return this == X ? Y : X;
    }

    /** The axis that the second index of a map along this one runs along. */
    public Axis second() {
        return this == Z ? Y : Z;
    }

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
