package org.hydroreplace.grid;

import java.util.Locale;

/** An axis of the box; a map along it spans the other two in their alphabetical order. */
public enum Axis {
    X(0),
    Y(1),
    Z(2);

    private final int number;

    Axis(int number) {
        this.number = number;
    }

    /** The axis of a number. */
    public static Axis of(int number) {
        return switch (number) {
            case 0 -> X;
            case 1 -> Y;
            case 2 -> Z;
            default -> throw new IllegalArgumentException("axis " + number + " is not 0, 1 or 2");
        };
    }

    /** 0, 1, 2: the column of positions, and the axis in files of numbers. */
    public int number() {
        return number;
    }

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
