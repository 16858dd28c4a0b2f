package org.hydroreplace.lensing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.io.InputException;
import org.hydroreplace.lensing.LightConeTransforms.Shape;

/**
 * transforms.h5: attributes {@code n_realizations}, {@code n_snapshots}, {@code pps}, {@code seed}, {@code box_size},
 * {@code convention}; datasets {@code proj_dirs} (realisation, snapshot), {@code displacements} (realisation, snapshot, 3),
 * {@code flips} (realisation, snapshot), with a third dimension of 3 for lux's convention, and {@code snapshot_order}.
 */
public final class TransformsFile {
    public static final String NAME = "transforms.h5";

    /** What the box of a file and that of a run may differ by, relatively, and still count as one. */
    private static final double SAME_BOX = 1e-6;

    private TransformsFile() {}

    /** Writes the attributes and datasets into a file that has been begun, such as a product with groups of its own. */
    public static void write(Hdf5Writer file, LightConeTransforms transforms) {
        Shape shape = transforms.shape();
        int realizations = shape.realizations();
        int snapshots = shape.snapshots().size();
        file.attribute("/", "n_realizations", (long) realizations);
        file.attribute("/", "n_snapshots", (long) snapshots);
        file.attribute("/", "pps", (long) shape.planesPerSnapshot());
        transforms.seed().ifPresent(seed -> file.attribute("/", "seed", seed));
        file.attribute("/", "box_size", shape.boxSize());
        file.attribute("/", "convention", shape.convention().label());

        long[] axes = new long[realizations * snapshots];
        double[] displacements = new double[3 * axes.length];
        int perBox = shape.convention().flips();
        byte[] flips = new byte[perBox * axes.length];
        for (int r = 0, i = 0; r < realizations; r++) {
            for (int s = 0; s < snapshots; s++, i++) {
                BoxTransform transform = transforms.of(r, s);
                axes[i] = transform.projection().number();
                for (int k = 0; k < 3; k++) {
                    displacements[3 * i + k] = transform.displacement().get(k);
                    flips[perBox * i + k % perBox] = (byte) (transform.flips().get(k) ? 1 : 0);
                }
            }
        }
        try (Hdf5Output out = file.dataset("proj_dirs", Hdf5Type.INT64, realizations, snapshots)) {
            out.write(0, realizations, axes, 0);
        }
        try (Hdf5Output out = file.dataset("displacements", Hdf5Type.FLOAT64, realizations, snapshots, 3)) {
            out.write(0, realizations, displacements, 0);
        }
        long[] flipShape =
                perBox == 1 ? new long[] {realizations, snapshots} : new long[] {realizations, snapshots, perBox};
        try (Hdf5Output out = file.dataset("flips", Hdf5Type.UINT8, flipShape)) {
            out.write(0, realizations, flips, 0);
        }
        try (Hdf5Output out = file.dataset("snapshot_order", Hdf5Type.INT64, snapshots)) {
            out.write(0, snapshots, shape.snapshots().stream().mapToLong(n -> n).toArray(), 0);
        }
        describe(file, "proj_dirs", "", "axis that becomes the line of sight: 0 x, 1 y, 2 z (realisation, snapshot)");
        describe(file, "displacements", "Mpc/h", "added to x, y, z before the flip");
        describe(file, "flips", "", "1 where the shifted axes are flipped, " + (perBox == 1 ? "all three" : "x, y, z"));
        describe(file, "snapshot_order", "", "numbers of the snapshots, near to far");
    }

    private static void describe(Hdf5Writer file, String dataset, String units, String description) {
        file.attribute(dataset, "units", units);
        file.attribute(dataset, "description", description);
    }

    /**
     * Reads transforms, those of other programs too: {@code seed} may be missing, {@code flips} may be a boolean of h5py, and
     * without {@code convention} it is that of the box, or lux's where there are three flips.
     *
     * @throws InputException if the file is damaged or not of this layout
     */
    public static LightConeTransforms read(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            int realizations = count(file, "n_realizations");
            int snapshots = count(file, "n_snapshots");
            Hdf5Dataset flips = file.dataset("flips");
            TransformConvention convention = convention(file, flips);
            double boxSize = number(file, "box_size");
            if (!(boxSize > 0) || Double.isInfinite(boxSize)) {
                throw bad(path, "box_size is " + boxSize + " Mpc/h");
            }
            double[] axes = values(path, file.dataset("proj_dirs"), "proj_dirs", realizations, snapshots, 1);
            double[] shifts = values(path, file.dataset("displacements"), "displacements", realizations, snapshots, 3);
            double[] flipped = values(path, flips, "flips", realizations, snapshots, convention.flips());
            List<Integer> order = new ArrayList<>();
            for (double number : values(path, file.dataset("snapshot_order"), "snapshot_order", 1, snapshots, 1)) {
                order.add(whole(path, "snapshot_order", number, Integer.MAX_VALUE));
            }
            List<BoxTransform> table = new ArrayList<>();
            for (int i = 0; i < axes.length; i++) {
                table.add(transform(path, convention, boxSize, axes[i], i, shifts, flipped));
            }
            OptionalLong seed =
                    file.longs("/", "seed").map(s -> OptionalLong.of(s[0])).orElse(OptionalLong.empty());
            int slices = count(file, "pps");
            if (slices > ChunkPlanes.MAX_SLICES) {
                throw bad(path, "pps is " + slices + ", more than " + ChunkPlanes.MAX_SLICES);
            }
            return new LightConeTransforms(new Shape(convention, realizations, order, slices, boxSize), seed, table);
        }
    }

    /**
     * Reads transforms that must be for a given light cone.
     *
     * @throws InputException if they are for another, besides the reasons of {@link #read(Path)}
     */
    public static LightConeTransforms read(Path path, Shape expected) {
        LightConeTransforms transforms = read(path);
        Shape shape = transforms.shape();
        if (Math.abs(shape.boxSize() / expected.boxSize() - 1) > SAME_BOX) {
            throw other(path, "a box of " + shape.boxSize() + " Mpc/h", expected.boxSize() + " Mpc/h");
        }
        if (!shape.snapshots().equals(expected.snapshots())) {
            throw other(path, "the snapshots " + shape.snapshots(), "" + expected.snapshots());
        }
        if (shape.realizations() != expected.realizations()) {
            throw other(path, shape.realizations() + " realisations", "" + expected.realizations());
        }
        if (shape.planesPerSnapshot() != expected.planesPerSnapshot()) {
            throw other(
                    path, shape.planesPerSnapshot() + " planes for each snapshot", "" + expected.planesPerSnapshot());
        }
        if (shape.convention() != expected.convention()) {
            throw other(
                    path,
                    "the convention " + shape.convention().label(),
                    expected.convention().label());
        }
        return transforms;
    }

    private static BoxTransform transform(
            Path path,
            TransformConvention convention,
            double boxSize,
            double axis,
            int i,
            double[] shifts,
            double[] flipped) {
        List<Double> displacement = List.of(shifts[3 * i], shifts[3 * i + 1], shifts[3 * i + 2]);
        for (double d : displacement) {
            if (!(Math.abs(d) <= boxSize)) {
                throw bad(path, "a displacement is " + d + " Mpc/h, more than the box of " + boxSize + " Mpc/h");
            }
        }
        List<Boolean> flips = new ArrayList<>();
        int perBox = convention.flips();
        for (int k = 0; k < perBox; k++) {
            flips.add(whole(path, "flips", flipped[perBox * i + k], 1) == 1);
        }
        return new BoxTransform(
                convention,
                Axis.of(whole(path, "proj_dirs", axis, 2)),
                displacement,
                perBox == 3 ? flips : Collections.nCopies(3, flips.getFirst()));
    }

    private static TransformConvention convention(Hdf5File file, Hdf5Dataset flips) {
        boolean three = flips.shape().length == 3;
        String label = file.text("/", "convention")
                .orElse((three ? TransformConvention.LUX : TransformConvention.BOX).label());
        for (TransformConvention convention : TransformConvention.values()) {
            if (convention.label().equals(label.toLowerCase(Locale.ROOT))) {
                return convention;
            }
        }
        throw bad(file.path(), "the convention is '" + label + "', neither 'box' nor 'lux'");
    }

    private static double[] values(
            Path path, Hdf5Dataset dataset, String name, int realizations, int snapshots, int perBox) {
        long expected = (long) realizations * snapshots * perBox;
        long rows = dataset.rows();
        if (rows * dataset.columns() != expected || rows > Integer.MAX_VALUE) {
            throw bad(
                    path,
                    name + " has " + rows * dataset.columns() + " values where " + expected + " are expected for "
                            + realizations + " x " + snapshots + " boxes");
        }
        double[] values = new double[Math.toIntExact(expected)];
        dataset.readFlat(0, (int) rows, values);
        return values;
    }

    private static int count(Hdf5File file, String attribute) {
        double value = number(file, attribute);
        int count = whole(file.path(), attribute, value, 1_000_000);
        if (count == 0) {
            throw bad(file.path(), attribute + " is 0");
        }
        return count;
    }

    private static double number(Hdf5File file, String attribute) {
        return file.doubles("/", attribute)
                .filter(values -> values.length == 1)
                .orElseThrow(() -> bad(file.path(), "the attribute " + attribute + " is missing"))[0];
    }

    private static int whole(Path path, String name, double value, int highest) {
        if (!(value >= 0 && value <= highest) || value != Math.rint(value)) {
            throw bad(path, name + " holds " + value + ", not a whole number from 0 to " + highest);
        }
        return (int) value;
    }

    private static InputException bad(Path path, String what) {
        return new InputException(path + " does not hold the transforms of a light cone: " + what
                + "; give a file of the layout in docs/lensing.md, or a seed instead of a file.");
    }

    private static InputException other(Path path, String what, String expected) {
        return new InputException(path + " holds the transforms of another light cone: they are for " + what
                + " and this run has " + expected + "; give the file that belongs to it, or a seed instead.");
    }
}
