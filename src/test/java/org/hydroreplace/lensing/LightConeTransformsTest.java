package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.Python;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.lensing.LightConeTransforms.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LightConeTransformsTest {
    static final List<Integer> KAPPA_TNG =
            List.of(96, 90, 85, 80, 76, 71, 67, 63, 59, 56, 52, 49, 46, 43, 41, 38, 35, 33, 31, 29);

    private static final Shape SHAPE = new Shape(TransformConvention.BOX, 10, KAPPA_TNG, 2, 205);
    private static final Shape LUX = new Shape(TransformConvention.LUX, 3, List.of(99, 50), 2, 35);

    @TempDir
    Path folder;

    @Test
    void theFirstDrawsAreTheCheckValues() {
        LightConeTransforms transforms = LightConeTransforms.draw(SHAPE, 2020);
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(s -> transforms.of(0, s).projection())
                .containsExactly(Axis.X, Axis.X, Axis.Z, Axis.Y, Axis.X);
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(s -> transforms.of(0, s).flips().getFirst())
                .containsExactly(true, false, false, true, false);
        double[] expected = {105.66880046, 180.91474392, 123.74049477};
        for (int k = 0; k < 3; k++) {
            assertThat(transforms.of(0, 0).displacement().get(k)).isCloseTo(expected[k], within(5e-9));
        }
    }

    @Test
    void allDrawsAreNumpysAndAFileOfH5pyIsRead() {
        assertSame(LightConeTransforms.draw(SHAPE, 2020), TransformsFile.read(reference("transforms_numpy"), SHAPE));
        assertSame(LightConeTransforms.draw(LUX, 7), TransformsFile.read(reference("transforms_lux"), LUX));
    }

    @Test
    void theDrawsDependOnTheWholeList() {
        Shape half = new Shape(TransformConvention.BOX, 10, KAPPA_TNG.subList(0, 10), 2, 205);
        assertThat(LightConeTransforms.draw(half, 2020).of(0, 0))
                .isNotEqualTo(LightConeTransforms.draw(SHAPE, 2020).of(0, 0));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (LightConeTransforms transforms :
                List.of(LightConeTransforms.draw(SHAPE, 4294967295L), LightConeTransforms.draw(LUX, 0))) {
            Path file = written(transforms);
            assertSame(TransformsFile.read(file, transforms.shape()), transforms);
        }
    }

    @Test
    void h5pyReadsWhatIsWritten() {
        String script = """
                import sys, h5py, numpy as np
                f, g = h5py.File(sys.argv[1], 'r'), h5py.File(sys.argv[2], 'r')
                for name in 'proj_dirs', 'displacements', 'flips', 'snapshot_order':
                    print(name, np.array_equal(f[name][:], g[name][:]), f[name].shape == g[name].shape)
                for name in 'n_realizations', 'n_snapshots', 'pps', 'seed', 'box_size':
                    print(name, f.attrs[name] == g.attrs[name])
                """;
        Path ours = written(LightConeTransforms.draw(SHAPE, 2020));
        assertThat(Python.run(script, ours, reference("transforms_numpy")).lines())
                .hasSize(9)
                .noneMatch(line -> line.contains("False"));
        Path lux = written(LightConeTransforms.draw(LUX, 7));
        assertThat(Python.run(script, lux, reference("transforms_lux")).lines())
                .hasSize(9)
                .noneMatch(line -> line.contains("False"));
    }

    @Test
    void seedsThatNumpyDoesNotTakeAreRefused() {
        assertThatThrownBy(() -> LightConeTransforms.draw(SHAPE, -1))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "lens_planes.seed is -1, but numpy's generator, whose numbers are used, takes 0 to 4294967295:"
                                + " choose such a seed.");
    }

    @Test
    void transformsOfAnotherLightConeAreRefused() {
        Path file = reference("transforms_numpy");
        String remedy = "; give the file that belongs to it, or a seed instead.";
        String begin = " holds the transforms of another light cone: they are for ";
        assertRefused(file, new Shape(TransformConvention.BOX, 10, KAPPA_TNG, 2, 75))
                .hasMessage(file + begin + "a box of 205.0 Mpc/h and this run has 75.0 Mpc/h" + remedy);
        assertRefused(file, new Shape(TransformConvention.BOX, 10, List.of(99), 2, 205))
                .hasMessage(file + begin + "the snapshots " + KAPPA_TNG + " and this run has [99]" + remedy);
        assertRefused(file, new Shape(TransformConvention.BOX, 9, KAPPA_TNG, 2, 205))
                .hasMessage(file + begin + "10 realisations and this run has 9" + remedy);
        assertRefused(file, new Shape(TransformConvention.BOX, 10, KAPPA_TNG, 4, 205))
                .hasMessage(file + begin + "2 planes for each snapshot and this run has 4" + remedy);
        assertRefused(file, new Shape(TransformConvention.LUX, 10, KAPPA_TNG, 2, 205))
                .hasMessage(file + begin + "the convention box and this run has lux" + remedy);
    }

    @Test
    void filesOfAnotherLayoutAreRefused() {
        assertBad(Damage.NONE, "");
        assertBad(Damage.COUNT, "displacements has 9 values where 12 are expected for 2 x 2 boxes");
        assertBad(Damage.AXIS, "proj_dirs holds 3.0, not a whole number from 0 to 2");
        assertBad(Damage.FLIP, "flips holds 2.0, not a whole number from 0 to 1");
        assertBad(Damage.SHIFT, "a displacement is 205.5 Mpc/h, more than the box of 205.0 Mpc/h");
        assertBad(Damage.BOX, "box_size is 0.0 Mpc/h");
        assertBad(Damage.SLICES, "pps is 128, more than 127");
        assertBad(Damage.NO_SLICES, "pps is 0");
        assertBad(Damage.NO_BOX, "the attribute box_size is missing");
        assertBad(Damage.CONVENTION, "the convention is 'mirror', neither 'box' nor 'lux'");
    }

    private enum Damage {
        NONE,
        COUNT,
        AXIS,
        FLIP,
        SHIFT,
        BOX,
        SLICES,
        NO_SLICES,
        NO_BOX,
        CONVENTION
    }

    private void assertBad(Damage damage, String what) {
        Path file = folder.resolve("damaged.h5");
        try (Hdf5Writer out = Hdf5Writer.create(file)) {
            out.attribute("/", "n_realizations", 2);
            out.attribute("/", "n_snapshots", 2);
            out.attribute("/", "pps", damage == Damage.SLICES ? 128 : damage == Damage.NO_SLICES ? 0 : 2);
            if (damage != Damage.NO_BOX) {
                out.attribute("/", "box_size", damage == Damage.BOX ? 0.0 : 205.0);
            }
            if (damage == Damage.CONVENTION) {
                out.attribute("/", "convention", "mirror");
            }
            out.dataset("proj_dirs", Hdf5Type.INT32, 2, 2)
                    .write(0, 2, new int[] {0, 1, 2, damage == Damage.AXIS ? 3 : 0}, 0);
            double[] shifts = new double[12];
            shifts[5] = damage == Damage.SHIFT ? 205.5 : 205;
            shifts[6] = -205;
            int rows = damage == Damage.COUNT ? 3 : 4;
            out.dataset("displacements", Hdf5Type.FLOAT64, rows, 3).write(0, rows, shifts, 0);
            out.dataset("flips", Hdf5Type.INT8, 2, 2)
                    .write(0, 2, new byte[] {0, 1, (byte) (damage == Damage.FLIP ? 2 : 1), 0}, 0);
            out.dataset("snapshot_order", Hdf5Type.INT32, 2).write(0, 2, new int[] {99, 50}, 0);
            out.commit();
        }
        if (damage == Damage.NONE) {
            LightConeTransforms transforms = TransformsFile.read(file);
            assertThat(transforms.seed()).isEmpty();
            assertThat(transforms.of(1, 0))
                    .isEqualTo(new BoxTransform(
                            TransformConvention.BOX, Axis.Z, List.of(-205.0, 0.0, 0.0), List.of(true, true, true)));
        } else {
            assertThatThrownBy(() -> TransformsFile.read(file))
                    .isInstanceOf(InputException.class)
                    .hasMessage(file + " does not hold the transforms of a light cone: " + what
                            + "; give a file of the layout in docs/lensing.md, or a seed instead of a file.");
        }
    }

    @Test
    void impossibleTransformsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoxTransform(
                        TransformConvention.BOX, Axis.X, List.of(0.0, 0.0, 0.0), List.of(true, false, true)))
                .withMessage("flips [true, false, true] of a convention that flips all axes or none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoxTransform(TransformConvention.LUX, Axis.X, List.of(0.0), List.of(true)))
                .withMessage("1 displacements and 1 flips for three axes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shape(TransformConvention.BOX, 1, List.of(), 2, 205))
                .withMessage("1 realisations of 0 snapshots with 2 planes each of a box of 205.0 Mpc/h");
        LightConeTransforms transforms = LightConeTransforms.draw(LUX, 7);
        assertThatThrownBy(() -> transforms.of(3, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("realisation 3, snapshot 0 of 3 realisations of 2 snapshots");
        assertThatThrownBy(() -> transforms.of(0, 99)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Path file, Shape shape) {
        return assertThatThrownBy(() -> TransformsFile.read(file, shape)).isInstanceOf(InputException.class);
    }

    private Path written(LightConeTransforms transforms) {
        Path file = folder.resolve(TransformsFile.NAME);
        try (Hdf5Writer out = Hdf5Writer.create(file)) {
            TransformsFile.write(out, transforms);
            out.commit();
        }
        return file;
    }

    private static void assertSame(LightConeTransforms found, LightConeTransforms expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.seed()).isEqualTo(expected.seed());
        for (int r = 0; r < expected.shape().realizations(); r++) {
            for (int s = 0; s < expected.shape().snapshots().size(); s++) {
                assertThat(found.of(r, s)).isEqualTo(expected.of(r, s));
            }
        }
    }

    private static Path reference(String name) {
        return Path.of(Objects.requireNonNull(LightConeTransformsTest.class.getResource("/reference/" + name + ".h5"))
                .getPath());
    }
}
