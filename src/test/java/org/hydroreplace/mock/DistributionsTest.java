package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionsTest {
    private static final long SEED = 4;

    @Test
    void nfwRadiusInvertsTheEnclosedMass() {
        for (double s = 1e-4; s < 31; s *= 1.037) {
            assertThat(NfwProfile.radius(NfwProfile.mu(s))).isCloseTo(s, within(1e-6 * Math.max(s, 0.05)));
        }
        assertThat(NfwProfile.radius(0)).isZero();
    }

    @Test
    void nfwMassIsThatOfTheIntegratedDensity() {
        double mass = 0;
        double ds = 1e-4;
        for (double s = ds / 2; s < 5; s += ds) {
            mass += s / ((1 + s) * (1 + s)) * ds;
        }
        assertThat(NfwProfile.mu(5)).isCloseTo(mass, within(1e-7));
    }

    @Test
    void normalHasMeanZeroAndVarianceOne() {
        var random = new RandomStream(RandomStream.key(SEED, RandomStream.Purpose.LATTICE), 0);
        int draws = 1_000_000;
        double sum = 0;
        double squares = 0;
        int outside = 0;
        for (int i = 0; i < draws; i++) {
            double value = Normal.draw(random);
            sum += value;
            squares += value * value;
            outside += Math.abs(value) > 1.959964 ? 1 : 0;
        }
        assertThat(sum / draws).isCloseTo(0, within(0.005));
        assertThat(squares / draws).isCloseTo(1, within(0.007));
        assertThat((double) outside / draws).isCloseTo(0.05, within(0.001));
    }

    @Test
    void quantilesOfAUniformDensityAreTheFractions() {
        var uniform = new Quantiles(2, 4, 10, x -> 1);
        assertThat(uniform.at(0)).isCloseTo(2, within(1e-12));
        assertThat(uniform.at(0.37)).isCloseTo(2.74, within(1e-12));
        assertThat(uniform.at(1)).isCloseTo(4, within(1e-12));
        assertThat(uniform.classes(4)).containsExactly(new double[] {2.25, 2.75, 3.25, 3.75}, within(1e-12));
    }

    @Test
    void directionsAreUniformOnTheSphere() {
        var random = new RandomStream(RandomStream.key(SEED, RandomStream.Purpose.DARK_MATTER), 0);
        var direction = new Direction();
        double[] sums = new double[3];
        double[] squares = new double[3];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            direction.draw(random);
            double[] xyz = {direction.x(), direction.y(), direction.z()};
            assertThat(xyz[0] * xyz[0] + xyz[1] * xyz[1] + xyz[2] * xyz[2]).isCloseTo(1, within(1e-12));
            for (int d = 0; d < 3; d++) {
                sums[d] += xyz[d] / draws;
                squares[d] += xyz[d] * xyz[d] / draws;
            }
        }
        assertThat(sums).containsExactly(new double[3], within(0.006));
        assertThat(squares).containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(0.004));
    }

    @ParameterizedTest
    @ValueSource(longs = {1334, 4096, 30_030, 65_537})
    void identifiersAreAPermutationOutOfOrder(long particles) {
        var identifiers = new Identifiers(particles, SEED);
        long[] dark = LongStream.range(0, particles).map(identifiers::dark).toArray();
        assertThat(IntStream.range(1, dark.length)
                        .filter(i -> dark[i] == dark[i - 1] + 1)
                        .count())
                .isZero();
        Arrays.sort(dark);
        assertThat(dark).isEqualTo(LongStream.rangeClosed(1, particles).toArray());
    }

    @Test
    void identifiersOfTheLargestMocksDoNotOverflow() {
        var identifiers = new Identifiers(MockSettings.MAX_PARTICLES, SEED);
        assertThat(identifiers.dark(MockSettings.MAX_PARTICLES - 1)).isBetween(1L, MockSettings.MAX_PARTICLES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 1000})
    void massFactorsHaveMeanOneOverAnyRange(long count) {
        var scatter = new MassScatter(SEED, count);
        double mean = LongStream.range(0, count).mapToDouble(scatter::factor).sum() / count;
        assertThat(mean).isCloseTo(1, within(1e-14));
    }

    @Test
    void displacementIsPeriodicSmoothAndOfTheStatedSize() {
        double box = 205e3;
        var field = new DisplacementField(box, SEED);
        var random = new RandomStream(RandomStream.key(SEED, RandomStream.Purpose.LATTICE_GAS), 0);
        double squares = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            var from = new Point(random.next() * box, random.next() * box, random.next() * box);
            squares += field.displaced(from).distanceSquared(from, box) / (3 * draws);
        }
        assertThat(Math.sqrt(squares)).isBetween(2300.0, 2550.0);
        var left = field.displaced(new Point(0, 1000, 2000));
        var right = field.displaced(new Point(Math.nextDown(box), 1000, 2000));
        assertThat(left.distanceSquared(right, box)).isLessThan(1e-12);
    }
}
