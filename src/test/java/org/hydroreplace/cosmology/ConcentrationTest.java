package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConcentrationTest {
    private static final StructureFormation TNG = Tng.STRUCTURE;

    /**
     * Colossus, by the author of the relations, in the same cosmology with the transfer function of Eisenstein & Hu 1998 (the
     * numbers are from Galacticus, testSuite/data/concentrationsColossus). It reads its G from a table of 80 x 80 points.
     */
    @ParameterizedTest
    @CsvSource({
        "1e8, 18.254203, 10.978757", "3.162278e8, 16.853077, 10.128491", "1e9, 15.483590, 9.303142",
        "1e10, 12.846618, 7.736669", "1e11, 10.326236, 6.285293", "1e12, 8.018334, 5.033551",
        "3.162278e12, 6.961320, 4.508906", "1e13, 5.988269, 4.078713", "3.162278e13, 5.139119, 3.786162",
        "1e14, 4.438867, 3.682105", "3.162278e14, 3.934905, 3.862127", "1e15, 3.734198, 4.518397"
    })
    void diemerAndJoyceAgreesWithColossus(double mass, double today, double atOne) {
        var relation = Concentration.named("diemer19");
        assertThat(TNG.concentration(relation, mass, 0)).isCloseTo(today, within(1e-3 * today));
        assertThat(TNG.concentration(relation, mass, 1)).isCloseTo(atOne, within(1e-3 * atOne));
    }

    /** Solved for G, each value must come back; where G has a minimum, on the branch of the larger x. */
    @Test
    void theInverseOfGIsOne() {
        for (double n : new double[] {-3, -2.5, -2, -1.5, -1}) {
            double exponent = (5 + n) / 6;
            double before = 0;
            for (double x = 2; x < 900; x *= 1.7) {
                double g = x / Math.pow(Math.log1p(x) - x / (1 + x), exponent);
                double found = DiemerJoyce2019.inverse(g, exponent);
                assertThat(found).isCloseTo(x, within(1e-9 * x)).isGreaterThan(before);
                before = found;
            }
        }
    }

    @Test
    void belowTheMinimumOfGIsTheMinimum() {
        double exponent = 4.0 / 6;
        double found = DiemerJoyce2019.inverse(0.1, exponent);
        double enclosed = Math.log1p(found) - found / (1 + found);
        assertThat(exponent * found * found / ((1 + found) * (1 + found) * enclosed))
                .isCloseTo(1, within(1e-9));
        assertThat(DiemerJoyce2019.inverse(1e-9, 0.3)).isCloseTo(0.1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"diemer15", "diemer19", "duffy08"})
    void heavierHalosOfTodayAreLessConcentratedAndNamesComeBack(String name) {
        Concentration relation = Concentration.named(name);
        assertThat(relation.label()).isEqualTo(name);
        double before = 30;
        for (double mass = 1e10; mass < 3e14; mass *= 3) {
            double c = TNG.concentration(relation, mass, 0);
            assertThat(c).isLessThan(before).isGreaterThan(3);
            before = c;
        }
    }

    @Test
    void spectraTooSteepForDiemerAndKravtsovGiveOne() {
        var steep = new StructureFormation(Tng.COSMOLOGY, Radiation.NONE, new PowerLaw(-5.5), WavenumberBand.UNLIMITED);
        assertThat(steep.concentration(Concentration.named("diemer15"), 1e13, 0))
                .isEqualTo(1);
    }

    @Test
    void aConstantIsOne() {
        assertThat(TNG.concentration(Concentration.named("7.5"), 1e13, 2)).isEqualTo(7.5);
        assertThat(Concentration.constant(4)).isEqualTo(Concentration.named("4"));
        assertThat(Concentration.constant(4).label()).isEqualTo("4.0");
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThatThrownBy(() -> Concentration.named("diemer"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "There is no concentration 'diemer': choose diemer15, diemer19, duffy08 or a number of 0.1 to 1000.");
        for (String value : new String[] {"0", "-4", "NaN", "1e4"}) {
            assertThatThrownBy(() -> Concentration.named(value))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("A concentration of " + Double.parseDouble(value)
                            + " is out of range: choose one of 0.1 to 1000.");
        }
    }
}
