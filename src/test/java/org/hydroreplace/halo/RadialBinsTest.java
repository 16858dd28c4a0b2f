package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RadialBinsTest {
    private static final double[] EDGES = {0.25, 0.5, 1, 2};
    private static final double[] RADII = {0.5, 0.75, 2, 4};

    private static int bin(RadialBins bins, double r) {
        int segment = bins.segment(r * r);
        for (int b = 0; segment >= 0 && b + 1 < bins.edges().length; b++) {
            if (segment >= bins.binBegins(b) && segment < bins.binBegins(b + 1)) {
                return b;
            }
        }
        return -1;
    }

    private static boolean inSphere(RadialBins bins, int sphere, double r) {
        int segment = bins.segment(r * r);
        return segment >= 0 && segment < bins.sphereEnds(sphere);
    }

    @Test
    void leftEdgesBelongToABinAndTheVeryLastOneToo() {
        RadialBins bins = new RadialBins(EDGES, RADII);
        assertThat(bin(bins, 0)).isEqualTo(-1);
        assertThat(bin(bins, Math.nextDown(0.25))).isEqualTo(-1);
        assertThat(bin(bins, 0.25)).isZero();
        assertThat(bin(bins, Math.nextDown(0.5))).isZero();
        assertThat(bin(bins, 0.5)).isEqualTo(1);
        assertThat(bin(bins, 1)).isEqualTo(2);
        assertThat(bin(bins, 2)).isEqualTo(2);
        assertThat(bin(bins, Math.nextUp(2.0))).isEqualTo(-1);
    }

    @Test
    void surfacesBelongToTheirSpheres() {
        RadialBins bins = new RadialBins(EDGES, RADII);
        for (int i = 0; i < RADII.length; i++) {
            assertThat(inSphere(bins, i, 0)).isTrue();
            assertThat(inSphere(bins, i, RADII[i])).isTrue();
            assertThat(inSphere(bins, i, Math.nextUp(RADII[i]))).isFalse();
        }
        assertThat(bins.segment(Math.nextUp(16.0))).isEqualTo(-1);
        assertThat(bins.reach()).isBetween(4.0, 4.0 + 1e-9);
    }

    @Test
    void anyEdgesEqualADirectSearch() {
        long seed = System.nanoTime();
        System.out.println("RadialBinsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            double scale = Math.pow(10, random.nextDouble(-6, 3));
            double[] edges = rising(random, 2 + random.nextInt(40), scale, trial % 3 == 0);
            double[] radii = rising(random, random.nextInt(1, 8), scale, false);
            if (trial % 4 == 0) {
                radii[0] = edges[1];
                Arrays.sort(radii);
            }
            RadialBins bins = new RadialBins(edges, radii);
            for (int i = 0; i < 500; i++) {
                double square = Math.pow(random.nextDouble() * 1.2 * scale, 2);
                int expected = -1;
                for (int b = 0; b + 1 < edges.length; b++) {
                    boolean last = b + 2 == edges.length;
                    boolean below =
                            square < edges[b + 1] * edges[b + 1] || (last && square == edges[b + 1] * edges[b + 1]);
                    expected = square >= edges[b] * edges[b] && below ? b : expected;
                }
                int segment = bins.segment(square);
                int found = -1;
                for (int b = 0; segment >= 0 && b + 1 < edges.length; b++) {
                    found = segment >= bins.binBegins(b) && segment < bins.binBegins(b + 1) ? b : found;
                }
                assertThat(found).as("seed %d, square %s", seed, square).isEqualTo(expected);
                for (int s = 0; s < radii.length; s++) {
                    assertThat(segment >= 0 && segment < bins.sphereEnds(s)).isEqualTo(square <= radii[s] * radii[s]);
                }
            }
        }
    }

    private static double[] rising(SplittableRandom random, int n, double scale, boolean fromZero) {
        double[] values =
                random.doubles(n, 1e-9 * scale, scale).sorted().distinct().toArray();
        if (fromZero) {
            values[0] = 0;
        }
        return values;
    }

    @Test
    void edgesThatDoNotRiseAreRefused() {
        for (double[] edges :
                new double[][] {{1}, {1, 1}, {2, 1}, {-1, 1}, {Double.NaN, 1}, {1, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> new RadialBins(edges, RADII))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must rise, be finite and not negative");
        }
        assertThatThrownBy(() -> new RadialBins(EDGES, new double[] {2, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("radii [2.0, 1.0] must rise");
        assertThatThrownBy(() -> new RadialBins(EDGES, new double[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("radius 0.0 is not positive");
    }
}
