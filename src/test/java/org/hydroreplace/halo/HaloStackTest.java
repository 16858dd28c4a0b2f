package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HaloStackTest {
    @Test
    void percentilesAreThoseOfNumpy() throws InterruptedException {
        double[] table = {5, 1, 4, 2, 8, 16};
        HaloStack stack = HaloStack.of(new int[] {0, 1, 2, 3, 5}, 1, table);
        assertThat(stack.mean()).containsExactly((5 + 1 + 4 + 2 + 16) / 5.0);
        assertThat(stack.median()).containsExactly(4);
        // numpy.percentile([5, 1, 4, 2, 16], [16, 84])
        assertThat(stack.p16()[0]).isCloseTo(1.64, within(1e-14));
        assertThat(stack.p84()[0]).isCloseTo(8.96, within(1e-14));
    }

    @Test
    void aColumnOfOneValueHasItAsEveryPercentile() throws InterruptedException {
        HaloStack stack = HaloStack.of(new int[] {0, 1, 2}, 1, new double[] {7, 7, 7});
        assertThat(List.of(stack.mean()[0], stack.median()[0], stack.p16()[0], stack.p84()[0]))
                .containsOnly(7.0);
    }

    @Test
    void sumsAreComparedOverTheHalosThatBothTablesKnow() {
        double nan = Double.NaN;
        int[] halos = {2, 0, 1};
        double[] above = {1, 1, 10, 2, 100, 3};
        double[] below = {2, nan, nan, 0, 50, nan};
        assertThat(HaloStack.ratioOfSums(halos, 2, above, below)).containsExactly(101.0 / 52, nan);
    }

    @Test
    void ratiosAreStackedWhereTheyExist() throws InterruptedException {
        double nan = Double.NaN;
        double[] above = {1, 5, 6, 7, 9};
        double[] below = {2, nan, 2, 0, 3};
        HaloStack stack = HaloStack.ofRatios(new int[] {0, 1, 2, 3, 4}, 1, above, below);
        assertThat(stack.mean()).containsExactly((0.5 + 3 + 3) / 3);
        assertThat(stack.median()).containsExactly(3);
    }

    @Test
    void columnsAreStackedEachForItself() throws InterruptedException {
        HaloStack stack = HaloStack.of(new int[] {1, 0}, 2, new double[] {1, 10, 3, 30});
        assertThat(stack.mean()).containsExactly(2, 20);
        assertThat(stack.median()).containsExactly(2, 20);
    }

    @Test
    void undefinedValuesAreLeftOutAndNothingIsNaN() throws InterruptedException {
        double nan = Double.NaN;
        HaloStack stack = HaloStack.of(new int[] {0, 1, 2}, 2, new double[] {nan, nan, 3, nan, 5, nan});
        assertThat(stack.mean()).containsExactly(4, nan);
        assertThat(stack.median()).containsExactly(4, nan);
        assertThat(stack.p16()[1]).isNaN();
        assertThat(HaloStack.of(new int[0], 1, new double[] {1}).p84()).containsExactly(nan);
    }

    @Test
    void massBinsHoldTheirLowerEdge() {
        List<MassBin> bins = MassBin.between(List.of(1e12, 1e13, Double.POSITIVE_INFINITY));
        assertThat(bins.stream().map(MassBin::label)).containsExactly("M12.0-13.0", "M13.0-inf");
        double[] mass = {1e13, 9.99e12, 1e12, 9.99e11, 1e16};
        assertThat(bins.get(0).select(mass)).containsExactly(1, 2);
        assertThat(bins.get(1).select(mass)).containsExactly(0, 4);
        assertThatThrownBy(() -> new MassBin(2, 1)).hasMessage("mass bin 2.0 to 1.0 Msun/h is empty");
    }
}
