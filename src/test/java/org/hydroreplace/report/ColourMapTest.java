package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourMapTest {
    private static final int STEPS = 64;

    @Test
    void densityGrowsLighterAllTheWay() {
        double before = -1;
        for (int i = 0; i <= STEPS; i++) {
            double lightness = lightness(ColourMap.DENSITY, (double) i / STEPS);
            assertThat(lightness).as("step %d", i).isGreaterThan(before);
            before = lightness;
        }
        assertThat(lightness(ColourMap.DENSITY, 0)).isLessThan(0.15);
        assertThat(lightness(ColourMap.DENSITY, 1)).isGreaterThan(0.95);
    }

    @Test
    void ratioIsLightestInTheMiddleAndEvenAtTheEnds() {
        for (int i = 0; i < STEPS / 2; i++) {
            double inner = (i + 1.0) / STEPS;
            double outer = (double) i / STEPS;
            assertThat(lightness(ColourMap.RATIO, inner)).isGreaterThan(lightness(ColourMap.RATIO, outer));
            assertThat(lightness(ColourMap.RATIO, 1 - inner)).isGreaterThan(lightness(ColourMap.RATIO, 1 - outer));
        }
        assertThat(lightness(ColourMap.RATIO, 0.5)).isGreaterThan(0.95);
        assertThat(lightness(ColourMap.RATIO, 0)).isCloseTo(lightness(ColourMap.RATIO, 1), within(0.02));
    }

    @ParameterizedTest
    @EnumSource
    void equalStepsLookEqual(ColourMap map) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < STEPS; i++) {
            double step = colour(map, (double) i / STEPS).distance(colour(map, (i + 1.0) / STEPS));
            least = Math.min(least, step);
            most = Math.max(most, step);
        }
        assertThat(most / least).isLessThan(1.6);
    }

    @ParameterizedTest
    @EnumSource
    void everyAnchorCanBeShown(ColourMap map) {
        assertThat(map.anchors()).allMatch(OkLab::showable);
    }

    @ParameterizedTest
    @EnumSource
    void outsideAndNanHaveTheColoursOfTheEnds(ColourMap map) {
        assertThat(map.rgb(-3)).isEqualTo(map.rgb(0));
        assertThat(map.rgb(Double.NaN)).isEqualTo(map.rgb(0));
        assertThat(map.rgb(Double.POSITIVE_INFINITY)).isEqualTo(map.rgb(1));
    }

    @Test
    void okLabReturnsTheColourItWasMadeFrom() {
        for (int rgb : new int[] {0, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0x123456}) {
            assertThat(OkLab.ofRgb(rgb).rgb()).isEqualTo(rgb);
        }
        assertThat(OkLab.ofRgb(0xffffff).lightness()).isCloseTo(1, within(1e-6));
    }

    private static OkLab colour(ColourMap map, double position) {
        return OkLab.ofRgb(map.rgb(position));
    }

    private static double lightness(ColourMap map, double position) {
        return colour(map, position).lightness();
    }
}
