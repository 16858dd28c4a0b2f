package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.Deposited;
import org.hydroreplace.grid.Kernels;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.lensing.LightConeTransforms.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPlanesTest {
    private static final int SIDE = 16;

    @ParameterizedTest
    @CsvSource({
        "BOX, 205, 2, 1",
        "BOX, 75.3, 3, 2",
        "LUX, 205, 2, 3",
        "LUX, 35, 7, 4",
        "BOX, 1, 1, 5",
        "LUX, 10, 127, 6"
    })
    void planesAreThoseOfADirectEvaluation(TransformConvention convention, double box, int slices, long seed) {
        double[][] positions = positions(box, slices, seed);
        int count = positions[0].length;
        long[] units = new SplittableRandom(seed).longs(count, 0, 1L << 45).toArray();
        int[] all = IntStream.range(0, count).map(n -> count - 1 - n).toArray();
        LightConeTransforms transforms =
                LightConeTransforms.draw(new Shape(convention, 3, List.of(99, 67), slices, box), seed);
        ChunkPlanes planes = new ChunkPlanes(box, slices);
        for (int r = 0; r < 3; r++) {
            for (int s = 0; s < 2; s++) {
                BoxTransform transform = transforms.of(r, s);
                long total = 0;
                int particles = 0;
                // In two parts, as classes of particles come.
                MassGrid[] grids = new MassGrid[slices];
                for (int[] part : new int[][] {{0, count / 3}, {count / 3, count}}) {
                    planes.place(transform, positions[0], positions[1], positions[2], all, part[0], part[1]);
                    long[] partUnits = IntStream.range(part[0], part[1])
                            .mapToLong(n -> units[all[n]])
                            .toArray();
                    for (int slice = 0; slice < slices; slice++) {
                        grids[slice] = grids[slice] == null ? new MassGrid(2, SIDE) : grids[slice];
                        Deposit.of(MassAssignment.TSC, box)
                                .add(
                                        grids[slice],
                                        planes.first(),
                                        planes.second(),
                                        partUnits,
                                        planes.sorted(),
                                        planes.from(slice),
                                        planes.to(slice));
                        particles += planes.to(slice) - planes.from(slice);
                    }
                }
                for (int slice = 0; slice < slices; slice++) {
                    total += grids[slice].total();
                    double[] expected = direct(transform, box, slices, slice, positions, units);
                    double[] cells = Arrays.stream(Deposited.cells(grids[slice]))
                            .asDoubleStream()
                            .toArray();
                    Deposited.assertCellsAgree(cells, expected, 1e-9, "realisation " + r + ", slice " + slice);
                }
                assertThat(particles).isEqualTo(count);
                assertThat(total).isEqualTo(Arrays.stream(units).sum());
            }
        }
    }

    /** The rules as they are stated, particle by particle. */
    private static double[] direct(
            BoxTransform transform, double box, int slices, int slice, double[][] positions, long[] units) {
        int depth = transform.projection().number();
        int[] ascending = IntStream.range(0, 3).filter(k -> k != depth).toArray();
        boolean lux = transform.convention() == TransformConvention.LUX;
        int[] plane = lux ? new int[] {(depth + 1) % 3, (depth + 2) % 3} : ascending;
        double[] cells = new double[SIDE * SIDE];
        for (int p = 0; p < units.length; p++) {
            double[] x = new double[3];
            for (int k = 0; k < 3; k++) {
                x[k] = positions[k][p] + transform.displacement().get(k);
                if (transform.flips().get(k)) {
                    x[k] = lux ? -x[k] : box - x[k];
                }
                x[k] %= box;
                x[k] = x[k] < 0 ? x[k] + box : x[k];
                x[k] = x[k] >= box ? 0 : x[k];
            }
            boolean above = x[depth] >= slice * box / slices;
            boolean below = slice == slices - 1 || x[depth] < (slice + 1) * box / slices;
            if (above && below) {
                double[] a = Kernels.weights(MassAssignment.TSC, x[plane[0]], box, SIDE);
                double[] b = Kernels.weights(MassAssignment.TSC, x[plane[1]], box, SIDE);
                for (int c = 0; c < cells.length; c++) {
                    cells[c] += units[p] * a[c / SIDE] * b[c % SIDE];
                }
            }
        }
        return cells;
    }

    /** Some anywhere, some on the bounds of slices and next to them. */
    private static double[][] positions(double box, int slices, long seed) {
        double[] bounds = IntStream.range(0, slices)
                .mapToDouble(s -> s * box / slices)
                .flatMap(x -> Arrays.stream(new double[] {x, Math.nextUp(x), Math.max(0, Math.nextDown(x))}))
                .toArray();
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, 3)
                .mapToObj(k -> IntStream.range(0, 300)
                        .mapToDouble(
                                p -> p % 3 == k ? bounds[random.nextInt(bounds.length)] : random.nextDouble(0, box))
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    void aPositionOnABoundIsInTheSliceBehindIt() {
        for (double box : new double[] {205, 75, 35, 0.3, 1e4 / 3}) {
            for (int slices = 1; slices <= ChunkPlanes.MAX_SLICES; slices++) {
                ChunkPlanes planes = new ChunkPlanes(box, slices);
                double[] depth = new double[2 * slices];
                for (int s = 0; s < slices; s++) {
                    depth[2 * s] = s * box / slices;
                    depth[2 * s + 1] = s == slices - 1 ? Math.nextDown(box) : Math.nextDown((s + 1) * box / slices);
                }
                int[] all = IntStream.range(0, depth.length).toArray();
                double[] nowhere = new double[depth.length];
                planes.place(still(Axis.Z), nowhere, nowhere, depth, all, 0, all.length);
                for (int s = 0; s < slices; s++) {
                    assertThat(planes.from(s)).isEqualTo(2 * s);
                    assertThat(planes.sorted()[2 * s]).isEqualTo(2 * s);
                    assertThat(planes.sorted()[2 * s + 1]).isEqualTo(2 * s + 1);
                }
                assertThat(planes.to(slices - 1)).isEqualTo(depth.length);
            }
        }
    }

    @Test
    void flippedPositionsOnTheFacesStayInTheBox() {
        double box = 205;
        double[] x = {0, Double.MIN_VALUE, 1e-20, Math.nextDown(box), box / 2};
        for (TransformConvention convention : TransformConvention.values()) {
            for (double shift : new double[] {0, 1e-18, box, -box, Math.nextDown(box), 100}) {
                for (boolean flip : new boolean[] {false, true}) {
                    BoxTransform transform = new BoxTransform(
                            convention, Axis.Y, List.of(shift, shift, shift), List.of(flip, flip, flip));
                    double[] into = new double[x.length];
                    transform.apply(Axis.X, box, x, into, x.length);
                    assertThat(Arrays.stream(into).allMatch(v -> v >= 0 && v < box))
                            .as("%s", transform)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void thePlanesOfTheTwoConventions() {
        assertThat(Arrays.stream(Axis.values())
                        .map(a -> TransformConvention.BOX.first(a).label()
                                + TransformConvention.BOX.second(a).label()))
                .containsExactly("yz", "xz", "xy");
        assertThat(Arrays.stream(Axis.values())
                        .map(a -> TransformConvention.LUX.first(a).label()
                                + TransformConvention.LUX.second(a).label()))
                .containsExactly("yz", "zx", "xy");
    }

    @Test
    void impossibleSlicesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkPlanes(205, 128))
                .withMessage("128 slices, not 1 to 127, of a box of 205.0 Mpc/h");
        assertThatIllegalArgumentException().isThrownBy(() -> new ChunkPlanes(205, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChunkPlanes(0, 2));
    }

    private static BoxTransform still(Axis projection) {
        return new BoxTransform(
                TransformConvention.BOX, projection, List.of(0.0, 0.0, 0.0), List.of(false, false, false));
    }
}
