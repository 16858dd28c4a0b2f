package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.snapshot.PeriodicBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index of spheres against a look at every sphere. */
class HaloIndexTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsWhatALookAtEverySphereFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double box = seed % 2 == 0 ? 25 : 0.7;
        for (int n : new int[] {0, 1, 2, 5, 40, 300}) {
            double[][] s = new double[4][n];
            for (int i = 0; i < n; i++) {
                for (int d = 0; d < 3; d++) {
                    s[d][i] = coordinate(random, box, cells(n));
                }
                s[3][i] = box
                        * switch (random.nextInt(8)) {
                            case 0 -> 0;
                            case 1 -> random.nextDouble(2);
                            case 2 -> 0.25;
                            default -> random.nextDouble(0.15);
                        };
            }
            assertAgrees(random, box, s, 400, "seed " + seed + ", " + n + " spheres");
        }
    }

    /** The side that the index chooses, so that points can lie on the borders of its cells. */
    private static int cells(int spheres) {
        return (int) Math.max(1, Math.round(3 * Math.cbrt(spheres)));
    }

    /** Anywhere, or on a face, or on the border of a cell. */
    private static double coordinate(SplittableRandom random, double box, int cells) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextBoolean() ? 0 : Math.nextDown(box);
            case 1 -> Math.clamp(box / cells * random.nextInt(cells), 0, Math.nextDown(box));
            case 2 -> Math.nextDown(box / cells * random.nextInt(1, cells + 1));
            default -> random.nextDouble(box);
        };
    }

    @Test
    void findsAmongThousandsOfTinySpheres() {
        SplittableRandom random = new SplittableRandom(77);
        int n = 5000;
        double[][] s = new double[4][n];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < 3; d++) {
                s[d][i] = coordinate(random, 100, cells(n));
            }
            s[3][i] = i % 10 == 0 ? 0 : random.nextDouble(1.2);
        }
        assertAgrees(random, 100, s, 3000, "tiny spheres");
    }

    private static void assertAgrees(SplittableRandom random, double box, double[][] s, int points, String what) {
        PeriodicBox periodic = new PeriodicBox(box);
        int n = s[3].length;
        int leading = random.nextInt(n + 1);
        HaloIndex index = new HaloIndex(periodic, s[0], s[1], s[2], s[3], leading);
        assertThat(index.size()).isEqualTo(n);
        int cells = cells(n);
        double[][] at = new double[3][points];
        for (int q = 0; q < points; q++) {
            for (int d = 0; d < 3; d++) {
                at[d][q] = coordinate(random, box, cells);
            }
            if (n > 0 && q % 4 == 0) {
                int on = random.nextInt(n);
                for (int d = 0; d < 3; d++) {
                    at[d][q] = s[d][on];
                }
                // Across the surface along an axis: exactly on it where the addition is exact.
                double[] along = at[q / 4 % 3];
                along[q] = periodic.wrap(along[q] + (random.nextBoolean() ? s[3][on] : -s[3][on]));
            }
        }
        List<List<Integer>> found = found(index, HaloIndex.Spheres.ALL, periodic, s, at);
        List<List<Integer>> first = found(index, HaloIndex.Spheres.LEADING, periodic, s, at);
        for (int q = 0; q < points; q++) {
            int p = q;
            List<Integer> expected = IntStream.range(0, n)
                    .filter(i -> distanceSquared(periodic, s, i, at, p) <= s[3][i] * s[3][i])
                    .boxed()
                    .toList();
            String which = what + " at " + at[0][q] + " " + at[1][q] + " " + at[2][q];
            assertThat(found.get(q)).as(which).isEqualTo(expected);
            assertThat(first.get(q))
                    .as(which + " among " + leading)
                    .isEqualTo(expected.stream().filter(i -> i < leading).toList());
            assertThat(index.first(at[0][q], at[1][q], at[2][q]))
                    .as(which)
                    .isEqualTo(expected.isEmpty() ? -1 : expected.getFirst());
        }
    }

    private static double distanceSquared(PeriodicBox box, double[][] s, int sphere, double[][] at, int point) {
        return box.distanceSquared(at[0][point], at[1][point], at[2][point], s[0][sphere], s[1][sphere], s[2][sphere]);
    }

    /** The spheres of each point, batch by batch, from the second point on; those of the first are found alone. */
    private static List<List<Integer>> found(
            HaloIndex index, HaloIndex.Spheres spheres, PeriodicBox box, double[][] s, double[][] at) {
        List<List<Integer>> found = new ArrayList<>();
        for (int q = 0; q < at[0].length; q++) {
            found.add(new ArrayList<>());
        }
        Encounters encounters = new Encounters();
        int end = 1;
        for (int from = 0; from < at[0].length; end = at[0].length) {
            int next = index.find(spheres, at[0], at[1], at[2], from, end, encounters);
            assertThat(next).isGreaterThan(from).isLessThanOrEqualTo(end);
            for (int e = 0; e < encounters.size(); e++) {
                assertThat(encounters.particle(e)).isBetween(from, next - 1);
                assertThat(encounters.distanceSquared(e))
                        .isEqualTo(distanceSquared(box, s, encounters.sphere(e), at, encounters.particle(e)));
                found.get(encounters.particle(e)).add(encounters.sphere(e));
            }
            from = next;
        }
        return found;
    }

    @Test
    void aParticleInMoreSpheresThanABatchHoldsHasABatchOfItsOwn() {
        int n = Encounters.ROOM + 1;
        double[] centre = new double[n];
        double[] radius = new double[n];
        Arrays.fill(centre, 1);
        Arrays.fill(radius, 0.1);
        HaloIndex index = new HaloIndex(new PeriodicBox(10), centre, centre, centre, radius);
        double[] at = {5, 1, 1, 5};
        Encounters encounters = new Encounters();
        assertThat(index.find(HaloIndex.Spheres.ALL, at, at, at, 0, 4, encounters))
                .isEqualTo(2);
        assertThat(encounters.size()).isEqualTo(n);
        assertThat(encounters.sphere(n - 1)).isEqualTo(n - 1);
        assertThat(index.find(HaloIndex.Spheres.ALL, at, at, at, 2, 4, encounters))
                .isEqualTo(4);
        assertThat(encounters.size()).isEqualTo(n);
        assertThat(index.find(HaloIndex.Spheres.ALL, at, at, at, 3, 4, encounters))
                .isEqualTo(4);
        assertThat(encounters.size()).isZero();
    }

    @Test
    void aSphereOverACornerHoldsAllEightCornersOfTheBox() {
        double last = Math.nextDown(10.0);
        HaloIndex index = new HaloIndex(
                new PeriodicBox(10), new double[] {5, last}, new double[] {5, 0}, new double[] {5, last}, new double[] {
                    1, 0.5
                });
        for (double x : new double[] {0, 0.2, 9.8}) {
            for (double y : new double[] {0, 0.2, 9.8}) {
                for (double z : new double[] {0, 0.2, 9.8}) {
                    assertThat(index.first(x, y, z)).isEqualTo(1);
                }
            }
        }
        assertThat(index.first(0.3, 0.3, 0.3)).isEqualTo(-1);
    }

    @Test
    void theSurfaceBelongsToTheSphere() {
        HaloIndex index = new HaloIndex(
                new PeriodicBox(8), new double[] {7}, new double[] {4}, new double[] {4}, new double[] {2});
        assertThat(index.first(1, 4, 4)).isZero();
        assertThat(index.first(1 + 1e-12, 4, 4)).isEqualTo(-1);
        assertThat(index.first(5, 4, 4)).isZero();
        assertThat(index.first(5 - 1e-12, 4, 4)).isEqualTo(-1);
    }

    @Test
    void theFirstGivenOfSeveralSpheresIsFound() {
        double[] five = {5, 5, 5};
        HaloIndex index = new HaloIndex(new PeriodicBox(10), five, five, five, new double[] {0.1, 2, 3});
        assertThat(index.first(5, 5, 5.05)).isZero();
        assertThat(index.first(5, 5, 5.5)).isEqualTo(1);
        assertThat(index.first(5, 5, 7.5)).isEqualTo(2);
        assertThat(index.first(5, 5, 9)).isEqualTo(-1);
    }
}
