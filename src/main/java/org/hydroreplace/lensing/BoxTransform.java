package org.hydroreplace.lensing;

import java.util.List;
import org.hydroreplace.grid.Axis;

/**
 * How a box is turned, shifted and flipped before it becomes planes: the same for all fields and slices.
 *
 * @param projection the axis that becomes the line of sight
 * @param displacement added to x, y and z, Mpc/h
 * @param flips whether x, y and z are flipped; with {@link TransformConvention#BOX} all three or none
 */
public record BoxTransform(
        TransformConvention convention, Axis projection, List<Double> displacement, List<Boolean> flips) {
    public BoxTransform {
        displacement = List.copyOf(displacement);
        flips = List.copyOf(flips);
        if (displacement.size() != 3 || flips.size() != 3) {
            throw new IllegalArgumentException(
                    displacement.size() + " displacements and " + flips.size() + " flips for three axes");
        }
        if (convention == TransformConvention.BOX && flips.contains(true) && flips.contains(false)) {
            throw new IllegalArgumentException("flips " + flips + " of a convention that flips all axes or none");
        }
    }

    /** The axis that the first index of the plane runs along. */
    public Axis first() {
        return convention.first(projection);
    }

    /** The axis that the second index of the plane runs along. */
    public Axis second() {
        return convention.second(projection);
    }

    /**
     * Transforms one coordinate of many particles into [0, L): x + d, then L - x or -x where flipped, then modulo L. Equals
     * numpy's {@code (x + d) % L}, flipped or not, but that a negative number too small to count becomes 0 and not L.
     *
     * @param from coordinates along {@code axis}, in [0, L)
     */
    public void apply(Axis axis, double boxSize, double[] from, double[] into, int count) {
        double shift = displacement.get(axis.number());
        if (!flips.get(axis.number())) {
            for (int p = 0; p < count; p++) {
                into[p] = wrap(from[p] + shift, boxSize);
            }
        } else {
            double origin = convention == TransformConvention.BOX ? boxSize : 0;
            for (int p = 0; p < count; p++) {
                into[p] = wrap(origin - (from[p] + shift), boxSize);
            }
        }
    }

    /** From [-2 L, 2 L] into [0, L). */
    private static double wrap(double x, double boxSize) {
        double wrapped = x >= boxSize ? x - boxSize : x < 0 ? x + boxSize : x;
        if (wrapped >= 0 && wrapped < boxSize) {
            return wrapped;
        }
        wrapped = wrapped < 0 ? wrapped + boxSize : wrapped - boxSize;
        return wrapped >= 0 && wrapped < boxSize ? wrapped : 0;
    }
}
