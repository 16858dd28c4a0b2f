package org.hydroreplace.lensing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.UsageException;

/**
 * The transforms of all boxes of a light cone, for every realisation. Those of the first snapshots depend on how many
 * follow, so that they are always made for the whole list.
 */
public final class LightConeTransforms {
    private final Shape shape;
    private final OptionalLong seed;
    private final List<BoxTransform> table;

    /**
     * What the transforms are made for.
     *
     * @param realizations light cones drawn from the same boxes, at least 1
     * @param snapshots numbers of the snapshots, near to far
     * @param planesPerSnapshot slices of a box along the line of sight
     * @param boxSize Mpc/h
     */
    public record Shape(
            TransformConvention convention,
            int realizations,
            List<Integer> snapshots,
            int planesPerSnapshot,
            double boxSize) {
        public Shape {
            snapshots = List.copyOf(snapshots);
            if (realizations < 1 || snapshots.isEmpty() || planesPerSnapshot < 1 || !(boxSize > 0)) {
                throw new IllegalArgumentException(realizations + " realisations of " + snapshots.size()
                        + " snapshots with " + planesPerSnapshot + " planes each of a box of " + boxSize + " Mpc/h");
            }
        }
    }

    /** Transforms that are given, realisation by realisation, each in the order of the snapshots. */
    LightConeTransforms(Shape shape, OptionalLong seed, List<BoxTransform> table) {
        this.shape = shape;
        this.seed = seed;
        this.table = List.copyOf(table);
    }

    /**
     * Draws the transforms from numpy's {@code RandomState(seed)}: {@code randint(0, 3, (nreal, nsnap))} for the axes,
     * {@code uniform(0, L, (nreal, nsnap, 3))} for the displacements, then {@code choice([True, False], (nreal, nsnap))} for
     * the flips, of which lux's convention draws {@code (nreal, nsnap, 3)}.
     *
     * @throws UsageException if the seed is not one that numpy takes
     */
    public static LightConeTransforms draw(Shape shape, long seed) {
        if (seed < 0 || seed > NumpyRandom.MAX_SEED) {
            throw new UsageException(
                    "lens_planes.seed is " + seed + ", but numpy's generator, whose numbers are used, takes" + " 0 to "
                            + NumpyRandom.MAX_SEED + ": choose such a seed.");
        }
        NumpyRandom random = NumpyRandom.of(seed);
        int boxes = Math.multiplyExact(shape.realizations, shape.snapshots.size());
        Axis[] axes = new Axis[boxes];
        for (int i = 0; i < boxes; i++) {
            axes[i] = Axis.of((int) random.integer(0, 3));
        }
        double[] displacements = new double[Math.multiplyExact(3, boxes)];
        for (int i = 0; i < displacements.length; i++) {
            displacements[i] = random.uniform(0, shape.boxSize);
        }
        List<BoxTransform> table = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            List<Boolean> flips = new ArrayList<>();
            for (int f = 0; f < shape.convention.flips(); f++) {
                // An index into [True, False].
                flips.add(random.integer(0, 2) == 0);
            }
            table.add(new BoxTransform(
                    shape.convention,
                    axes[i],
                    List.of(displacements[3 * i], displacements[3 * i + 1], displacements[3 * i + 2]),
                    flips.size() == 3 ? flips : Collections.nCopies(3, flips.getFirst())));
        }
        return new LightConeTransforms(shape, OptionalLong.of(seed), table);
    }

    public Shape shape() {
        return shape;
    }

    /** The seed they were drawn with, where that is known. */
    public OptionalLong seed() {
        return seed;
    }

    /**
     * The transform of one box.
     *
     * @param realization from 0
     * @param snapshot place in the list of snapshots, from 0; not the number of the snapshot
     */
    public BoxTransform of(int realization, int snapshot) {
        if (realization < 0
                || realization >= shape.realizations
                || snapshot < 0
                || snapshot >= shape.snapshots.size()) {
            throw new IndexOutOfBoundsException("realisation " + realization + ", snapshot " + snapshot + " of "
                    + shape.realizations + " realisations of " + shape.snapshots.size() + " snapshots");
        }
        return table.get(realization * shape.snapshots.size() + snapshot);
    }
}
