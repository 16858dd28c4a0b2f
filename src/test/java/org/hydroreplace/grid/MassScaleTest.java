package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassScaleTest {
    private static final double TNG300_PARTICLE = 0.00398342749867548 * 1e10;

    @ParameterizedTest
    @CsvSource({"1, 52", "512, 52", "513, 51", "32768, 46", "244140625, 33", "15625000000, 27"})
    void aParticleIsThePowerOfTwoThatTheNumberOfParticlesAllows(long particles, int exponent) {
        MassScale scale = MassScale.of(TNG300_PARTICLE, particles * TNG300_PARTICLE);
        assertThat(scale.toUnits(TNG300_PARTICLE)).isEqualTo(1L << exponent);
        assertThat(scale.toMass(1L << exponent)).isEqualTo(TNG300_PARTICLE);
    }

    @Test
    void twiceTheExpectedMassOfTheLargestRunFits() {
        long particles = 2500L * 2500 * 2500;
        double total = particles * TNG300_PARTICLE;
        MassScale scale = MassScale.of(TNG300_PARTICLE, total);
        long units = Math.multiplyExact(2 * particles, scale.toUnits(TNG300_PARTICLE));
        assertThat(units).isPositive().isLessThanOrEqualTo(MassScale.MAX_TOTAL);
        assertThat(scale.toUnits(2 * total)).isLessThanOrEqualTo(MassScale.MAX_TOTAL);
        assertThat(scale.unit() / TNG300_PARTICLE).isBetween(7.4e-9, 7.5e-9);
    }

    @Test
    void massesOfParticlesOfOwnMassAreExactInTheUnitOfTheFiles() {
        // 205 Mpc/h of gas with masses as TNG300 stores them: float32 in 1e10 Msun/h.
        MassScale scale = MassScale.of(1e10, 7.4e17);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            float stored = (float) random.nextDouble(0.0005, 0.01);
            double mass = stored * 1e10;
            assertThat(scale.toMass(scale.toUnits(mass))).isEqualTo(mass);
        }
    }

    @Test
    void massesAreRoundedToTheNearestUnit() {
        MassScale scale = new MassScale(4);
        assertThat(scale.toUnits(0)).isZero();
        assertThat(scale.toUnits(41.9)).isEqualTo(10);
        assertThat(scale.toUnits(42.1)).isEqualTo(11);
        assertThat(scale.toUnits(4.0 * MassScale.MAX_TOTAL)).isEqualTo(MassScale.MAX_TOTAL);
    }

    @Test
    void massesOutsideTheRangeAreRefused() {
        MassScale scale = new MassScale(0.5);
        for (double mass :
                new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Math.nextUp(0.5 * MassScale.MAX_TOTAL)}) {
            assertThatThrownBy(() -> scale.toUnits(mass))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("a mass of " + mass + " Msun/h is out of the range of a grid counting in 0.5 Msun/h");
        }
    }

    @Test
    void aScaleNeedsPositiveMasses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MassScale.of(0, 1))
                .withMessage("masses 0.0 and 1.0 Msun/h must be positive and finite");
        assertThatIllegalArgumentException().isThrownBy(() -> MassScale.of(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> MassScale.of(1, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MassScale(-2))
                .withMessage("mass unit -2.0 Msun/h is not a positive number");
    }
}
