package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.hydroreplace.snapshot.ParticleType;
import org.junit.jupiter.api.Test;

final class ProfileSumsTest {
    private static final RadialBins BINS = new RadialBins(new double[] {0, 1, 2}, new double[] {1});

    /** More halos than a page holds. */
    private static final int HALOS = 10_000;

    private static long[] units(ProfileSums sums, int halo, Component component) {
        long[] units = new long[BINS.segments() + 1];
        sums.cumulative(halo, component, units, new long[BINS.segments() + 1]);
        return units;
    }

    private static long[] counts(ProfileSums sums, int halo, Component component) {
        long[] counts = new long[BINS.segments() + 1];
        sums.cumulative(halo, component, new long[BINS.segments() + 1], counts);
        return counts;
    }

    @Test
    void componentsAndHalosAreKeptApart() {
        ProfileSums sums = new ProfileSums(HALOS, BINS);
        int last = BINS.segments() - 1;
        for (int halo : new int[] {0, 4095, 4096, HALOS - 1}) {
            sums.part(Component.GAS).add(halo, 0, 3);
            sums.part(Component.GAS).add(halo, last, 5);
            sums.part(Component.BLACK_HOLES).add(halo, last, 100L + halo);
        }
        for (int halo : new int[] {0, 4095, 4096, HALOS - 1}) {
            assertThat(units(sums, halo, Component.GAS)).startsWith(0, 3).endsWith(3, 8);
            assertThat(counts(sums, halo, Component.GAS)).startsWith(0, 1).endsWith(1, 2);
            assertThat(units(sums, halo, Component.STARS)).containsOnly(0);
            assertThat(units(sums, halo, Component.BLACK_HOLES)).endsWith(0, 100L + halo);
            assertThat(counts(sums, halo, Component.BLACK_HOLES)).endsWith(0, 1);
        }
        assertThat(units(sums, 1, Component.GAS)).containsOnly(0);
    }

    @Test
    void sumsOfThreadsAreAdded() {
        ProfileSums one = new ProfileSums(3, BINS);
        ProfileSums other = new ProfileSums(3, BINS);
        one.part(Component.STARS).add(2, 1, Long.MAX_VALUE / 4);
        other.part(Component.STARS).add(2, 1, Long.MAX_VALUE / 4);
        one.add(other);
        assertThat(units(one, 2, Component.STARS)).endsWith(2 * (Long.MAX_VALUE / 4));
        assertThat(Arrays.stream(counts(one, 2, Component.STARS)).max()).hasValue(2);
        assertThatThrownBy(() -> one.part(Component.STARS).add(2, 1, Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("mass in a segment of halo 2");
        assertThatThrownBy(() -> one.add(new ProfileSums(4, BINS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sums over 4 halos of 4 segments do not add to those over 3 of 4");
    }

    @Test
    void everyTypeOfMatterHasAComponent() {
        assertThat(Component.of(ParticleType.LOW_RESOLUTION_DARK_MATTER)).isEqualTo(Component.DARK_MATTER);
        for (ParticleType type : ParticleType.all()) {
            if (type.isMatter()) {
                assertThat(Component.OF_PARTICLES).contains(Component.of(type));
            } else {
                assertThatThrownBy(() -> Component.of(type)).hasMessage("tracers are not matter");
            }
        }
        assertThat(Component.OF_PARTICLES.stream().map(Component::place)).containsExactly(0, 1, 2, 3);
    }
}
