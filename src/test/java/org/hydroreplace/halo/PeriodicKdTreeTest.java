package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.snapshot.PeriodicBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree against a look at every point. */
class PeriodicKdTreeTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsWhatALookAtEveryPointFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double box = seed % 2 == 0 ? 205 : 1.0 / 3;
        for (int n : new int[] {0, 1, 7, 8, 9, 17, 300, 2000}) {
            double[][] halos = new double[n][];
            for (int i = 0; i < n; i++) {
                halos[i] = i > 0 && random.nextInt(4) == 0
                        ? halos[random.nextInt(i)]
                        : Halos.halo(place(random, box), place(random, box), place(random, box), 1, 1);
            }
            HaloCatalogue catalogue = Halos.catalogue(box, halos);
            int[] some = IntStream.range(0, n).filter(i -> i % 5 != 2).toArray();
            PeriodicKdTree tree = new PeriodicKdTree(catalogue, some);
            for (int query = 0; query < 40; query++) {
                double[] centre = query % 2 == 0 && n > 0
                        ? halos[random.nextInt(n)]
                        : new double[] {place(random, box), place(random, box), place(random, box)};
                for (double radius : new double[] {
                    0,
                    random.nextDouble(0.02) * box,
                    random.nextDouble(0.5) * box,
                    Math.nextDown(0.5 * box),
                    0.5 * box,
                    0.7 * box,
                    3 * box
                }) {
                    assertFinds(tree, catalogue, some, centre, radius, "seed " + seed + ", " + n + " points");
                }
            }
        }
    }

    private static double place(SplittableRandom random, double box) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> Math.nextDown(box);
            case 2 -> 0.5 * box;
            case 3 -> 0.25 * box;
            default -> random.nextDouble(box);
        };
    }

    private static void assertFinds(
            PeriodicKdTree tree, HaloCatalogue halos, int[] among, double[] centre, double radius, String what) {
        PeriodicBox box = halos.header().box();
        int[] expected = Arrays.stream(among)
                .filter(i -> box.distanceSquared(centre[0], centre[1], centre[2], halos.x(i), halos.y(i), halos.z(i))
                        <= radius * radius)
                .toArray();
        IntStream.Builder found = IntStream.builder();
        tree.within(centre[0], centre[1], centre[2], radius, (halo, d2) -> {
            found.add(halo);
            assertThat(d2)
                    .isEqualTo(box.distanceSquared(
                            centre[0], centre[1], centre[2], halos.x(halo), halos.y(halo), halos.z(halo)));
        });
        // Sorted, not made distinct: a point that is met twice is an error.
        assertThat(found.build().sorted().toArray())
                .as("%s, radius %s round %s", what, radius, Arrays.toString(centre))
                .isEqualTo(expected);
    }

    @Test
    void pointsOnTheSurfaceOfSmallBallsAreFoundAcrossTheFaces() {
        SplittableRandom random = new SplittableRandom(21);
        double size = 205;
        PeriodicBox box = new PeriodicBox(size);
        for (int trial = 0; trial < 5000; trial++) {
            double scale = Math.pow(10, -random.nextInt(1, 9));
            // Apart along one axis only: the cube round the ball then touches the point, too.
            double[] centre = {random.nextDouble(size), random.nextDouble(size), random.nextDouble(size)};
            double[] point = centre.clone();
            centre[trial % 3] = size - random.nextDouble(scale);
            point[trial % 3] = random.nextDouble(scale);
            HaloCatalogue one = Halos.catalogue(size, Halos.halo(point[0], point[1], point[2], 1, 1));
            PeriodicKdTree tree = new PeriodicKdTree(one, new int[] {0});
            double d2 = box.distanceSquared(centre[0], centre[1], centre[2], point[0], point[1], point[2]);
            double radius = Math.sqrt(d2);
            assertFinds(tree, one, new int[] {0}, centre, radius, "surface");
            assertFinds(tree, one, new int[] {0}, centre, Math.nextDown(radius), "just outside");
        }
    }

    @Test
    void aPointHalfABoxAwayIsMetOnce() {
        double size = 1;
        double radius = Math.nextDown(0.5);
        HaloCatalogue one = Halos.catalogue(size, Halos.halo(0.25 + radius, 0, 0, 1, 1));
        PeriodicKdTree tree = new PeriodicKdTree(one, new int[] {0});
        assertFinds(tree, one, new int[] {0}, new double[] {0.25, 0, 0}, radius, "half a box");
    }
}
