package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;

class LinearPowersTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final LinearPower TNG = LinearPowers.eisensteinHu(Tng.COSMOLOGY);

    @Test
    void agreesWithTheReference() {
        ReferenceTable table = ReferenceTable.read("linear_power_EH98.csv");
        double[] found = Arrays.stream(table.column("k")).map(TNG::at).toArray();
        assertThat(Tng.worst("P(k)", found, table.column("P_lin"))).isLessThan(2e-6);
    }

    @Test
    void isNormalisedToSigma8() {
        assertThat(Math.sqrt(new TopHatVariance(TNG).at(8)[0])).isCloseTo(0.8159, within(1e-12));
        assertThat(TNG.description()).isEqualTo("Eisenstein & Hu 1998 with n_s 0.9667, normalised to sigma8 0.8159");
    }

    /** The spline's nodes are 167 a decade; between them it may miss the formula where oscillations are as fine. */
    @Test
    void isTheFormulaBetweenTheNodes() {
        var transfer = new EisensteinHu(0.3089, 0.0486, 0.6774, 2.7255);
        double amplitude = TNG.at(1e-2) / (Math.pow(1e-2, 0.9667) * Math.pow(transfer.transfer(1e-2), 2));
        for (double k = 1.1e-4; k < 1000; k *= 1.0313) {
            double exact = amplitude * Math.pow(k, 0.9667) * Math.pow(transfer.transfer(k), 2);
            assertThat(TNG.at(k)).isCloseTo(exact, within(3e-6 * exact));
        }
    }

    @Test
    void transferIsOneOnTheLargestScales() {
        var transfer = new EisensteinHu(0.3089, 0.0486, 0.6774, 2.7255);
        assertThat(transfer.transfer(1e-7)).isCloseTo(1, within(1e-6));
        assertThat(transfer.transfer(1)).isLessThan(0.01);
    }

    @Test
    void slopeIsTheDerivative() {
        for (double k : new double[] {1e-6, 1e-5, 3e-4, 0.01, 0.07, 0.2, 1, 30, 900, 1e5}) {
            double e = 1e-5;
            double slope = Math.log(TNG.at(k * (1 + e)) / TNG.at(k / (1 + e))) / (2 * Math.log1p(e));
            assertThat(TNG.slope(k)).isCloseTo(slope, within(1e-5));
        }
    }

    @Test
    void endsGoOnAsPowerLaws() {
        assertThat(TNG.slope(1e-7)).isCloseTo(0.9667, within(1e-3)).isEqualTo(TNG.slope(1e-5));
        assertThat(TNG.slope(1e4)).isBetween(-2.95, -2.7).isEqualTo(TNG.slope(1e6));
    }

    @Test
    void saysWhichParameterIsMissing() {
        assertThatThrownBy(() -> LinearPowers.eisensteinHu(with(NONE, of(0.8), of(0.97))))
                .isInstanceOf(UsageException.class)
                .hasMessage("The linear power spectrum needs Omega_b, which the headers do not give: add it as"
                        + " cosmology.omega_b.");
        assertThatThrownBy(() -> LinearPowers.eisensteinHu(with(of(0.05), NONE, of(0.97))))
                .hasMessageContaining("needs sigma8,")
                .hasMessageContaining("cosmology.sigma8.");
        assertThatThrownBy(() -> LinearPowers.eisensteinHu(with(of(0.05), of(0.8), NONE)))
                .hasMessageContaining("needs n_s,")
                .hasMessageContaining("cosmology.n_s.");
        for (double baryons : new double[] {0, 0.3}) {
            assertThatThrownBy(() -> LinearPowers.eisensteinHu(with(of(baryons), of(0.8), of(0.97))))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("Omega_b is " + baryons + " where Omega_m is 0.3: correct cosmology.omega_b, it must be"
                            + " above 0 and below Omega_m.");
        }
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }

    private static Cosmology with(OptionalDouble baryons, OptionalDouble sigma8, OptionalDouble slope) {
        return new Cosmology(0.3, 0.7, 0.7, baryons, sigma8, slope);
    }
}
