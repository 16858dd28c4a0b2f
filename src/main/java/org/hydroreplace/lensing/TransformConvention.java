package org.hydroreplace.lensing;

import java.util.Locale;
import org.hydroreplace.grid.Axis;

/** How a box is flipped and which axes span its planes. In both, a position is first shifted, then flipped, then wrapped. */
public enum TransformConvention {
    /** One flip for all three axes, x to L - x; the plane's first index runs along the lower of the two remaining axes. */
    BOX(1),
    /** As the ray tracer lux does it: three independent flips, x to -x; planes (y, z), (z, x), (x, y). */
    LUX(3);

    private final int flips;

    TransformConvention(int flips) {
        this.flips = flips;
    }

    /** Flips that are drawn for each box. */
    int flips() {
        return flips;
    }

    /** The axis that the first index of a plane runs along. */
    public Axis first(Axis projection) {
        return this == BOX ? projection.first() : next(projection);
    }

    /** The axis that the second index of a plane runs along. */
    public Axis second(Axis projection) {
        return this == BOX ? projection.second() : next(next(projection));
    }

    private static Axis next(Axis axis) {
        return Axis.of((axis.number() + 1) % 3);
    }

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
