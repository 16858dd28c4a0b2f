package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hydroreplace.io.InputException;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final ReferenceTable TABLE = ReferenceTable.read("cosmo_background.csv");
    private static final Background TNG = new Background(Tng.COSMOLOGY, Radiation.PHOTONS_AND_NEUTRINOS);
    private static final Background WITHOUT = new Background(Tng.COSMOLOGY, Radiation.NONE);
    private static final Background EINSTEIN_DE_SITTER = new Background(universe(1, 0, 0.7), Radiation.NONE);

    @Test
    void agreesWithTheReference() {
        assertColumn("E=H/H0", z -> Math.sqrt(TNG.expansionSquared(z)), 2e-7);
        assertColumn("D", TNG::growth, 2e-7);
        assertColumn("Omega_m(z)", TNG::omegaMatter, 4e-7);
        assertColumn("rho_crit_phys", TNG::criticalDensity, 4e-7);
        assertColumn("rho_m_com", z -> Tng.COSMOLOGY.meanMatterDensity(), 1e-8);
    }

    @Test
    void radiationIsThatOfTheReference() {
        assertThat(Radiation.PHOTONS_AND_NEUTRINOS.density(0.6774))
                .isCloseTo(5.389263261476e-05 + 3.725676779869e-05, within(1e-15));
        assertThat(TNG.omegaLambda()).isCloseTo(6.910088505996e-01, within(1e-12));
        assertThat(WITHOUT.omegaLambda()).isCloseTo(0.6911, within(1e-15));
    }

    @Test
    void allDensityIsTheCriticalDensityToday() {
        assertThat(TNG.expansionSquared(0)).isCloseTo(1, within(1e-15));
        assertThat(TNG.criticalDensity(0)).isCloseTo(Cosmology.CRITICAL_DENSITY, within(1e-3));
        assertThat(TNG.hubble(0)).isCloseTo(67.74, within(1e-12));
        assertThat(TNG.growth(0)).isEqualTo(1);
        assertThat(TNG.comovingDistance(0)).isZero();
    }

    @Test
    void growthAndDistanceOfEinsteinAndDeSitterAreTheirPowerLaws() {
        for (double z : new double[] {0.013, 0.7, 2, 9.3, 127, 1089, 1e5}) {
            assertThat(EINSTEIN_DE_SITTER.growth(z) * (1 + z)).isCloseTo(1, within(1e-9));
            assertThat(EINSTEIN_DE_SITTER.growthRate(z)).isCloseTo(1, within(1e-9));
            assertThat(EINSTEIN_DE_SITTER.comovingDistance(z))
                    .isCloseTo(2 * 2997.92458 * (1 - 1 / Math.sqrt(1 + z)), within(1e-5));
        }
    }

    /** Heath 1977: D is proportional to H integral da/(aH)^3 where nothing but matter clusters and there is no radiation. */
    @Test
    void growthWithoutRadiationIsHeathsIntegral() {
        double today = heath(0);
        for (double z : new double[] {0.25, 0.5, 1, 2, 5, 10}) {
            assertThat(WITHOUT.growth(z)).isCloseTo(heath(z) / today, within(2e-8 * WITHOUT.growth(z)));
        }
    }

    private static double heath(double z) {
        double end = 1 / (1 + z);
        DoubleUnaryOperator integrand = a -> Math.pow(a * a * WITHOUT.expansionSquared(1 / a - 1), -1.5);
        // da = 2 s ds with a = s^2 takes the root at 0 away
        double sum = simpson(s -> s == 0 ? 0 : 2 * s * integrand.applyAsDouble(s * s), 5e-3, Math.sqrt(end));
        double early = 0.4 * Math.pow(0.3089, -1.5) * Math.pow(2.5e-5, 2.5);
        return (sum + early) * Math.sqrt(WITHOUT.expansionSquared(z));
    }

    @Test
    void distanceIsTheIntegralOfTheHubbleDistance() {
        for (double z : new double[] {0.1, 0.5, 1, 3}) {
            double integral = simpson(x -> Background.HUBBLE_DISTANCE / Math.sqrt(TNG.expansionSquared(x)), 0, z);
            assertThat(TNG.comovingDistance(z)).isCloseTo(integral, within(1e-8 * integral));
        }
    }

    @Test
    void rateIsTheSlopeOfTheGrowth() {
        for (Background background : new Background[] {TNG, WITHOUT}) {
            for (double z : new double[] {0.1, 0.5, 1, 3, 20}) {
                double step = 1e-4 * (1 + z);
                double slope = -Math.log(background.growth(z + step) / background.growth(z - step)) / 2e-4;
                assertThat(background.growthRate(z)).isCloseTo(slope, within(1e-7));
            }
        }
    }

    @Test
    void radiationHardlyChangesTheRadiusOfHalos() {
        double ratio = Math.cbrt(WITHOUT.criticalDensity(2) / TNG.criticalDensity(2));
        assertThat(1 - ratio).isBetween(2e-4, 3.1e-4);
    }

    @Test
    void roundingBelowRedshiftZeroIsTaken() {
        assertThat(TNG.growth(-1e-9)).isCloseTo(1, within(1e-9));
        assertThat(TNG.comovingDistance(-1e-9)).isCloseTo(0, within(1e-5));
    }

    @Test
    void refusesWhatIsNoRedshift() {
        for (double z : new double[] {-0.1, Double.NaN, 2e5}) {
            assertThatThrownBy(() -> TNG.growth(z))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("redshift " + z + " is not between 0 and 100000.0");
            assertThatThrownBy(() -> TNG.expansionSquared(z)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> TNG.comovingDistance(z)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesCurvature() {
        assertThatThrownBy(() -> new Background(universe(0.3, 0, 0.7), Radiation.NONE))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Omega_m 0.3 and Omega_Lambda 0.0 with h 0.7 is not a flat universe: correction models need Omega_m"
                                + " and h above 0 and a sum within 0.001 of 1.");
        assertThatThrownBy(() -> new Background(universe(0, 1, 0.7), Radiation.NONE))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Background(universe(0.3, 0.7, 0), Radiation.NONE))
                .isInstanceOf(InputException.class);
        assertThat(new Background(universe(0.3, 0.7005, 0.7), Radiation.NONE).omegaLambda())
                .isCloseTo(0.7, within(1e-15));
    }

    private static void assertColumn(String name, DoubleUnaryOperator function, double tolerance) {
        double[] found = Arrays.stream(TABLE.column("z")).map(function).toArray();
        assertThat(Tng.worst(name, found, TABLE.column(name))).isLessThan(tolerance);
    }

    private static double simpson(DoubleUnaryOperator f, double from, double to) {
        int n = 20_000;
        double h = (to - from) / n;
        double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
        for (int i = 1; i < n; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(from + i * h);
        }
        return sum * h / 3;
    }

    private static Cosmology universe(double matter, double lambda, double h) {
        OptionalDouble none = OptionalDouble.empty();
        return new Cosmology(matter, lambda, h, none, none, none);
    }
}
