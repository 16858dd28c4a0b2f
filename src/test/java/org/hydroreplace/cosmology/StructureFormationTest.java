package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;

/**
 * All 294 rows of the reference table of halos, 1e10 to 1e16 Msun/h and redshifts 0 to 3. The tolerances away from redshift 0 are the
 * table's: its sigma(M, 2)/sigma(M, 0) is 2.8e-5 off its own D(2), as CCL interpolates sigma in the scale factor.
 */
class StructureFormationTest {
    private static final ReferenceTable TABLE = ReferenceTable.read("halo_c_R_sigma_bias.csv");
    private static final StructureFormation TNG = Tng.STRUCTURE;

    @Test
    void radiiAgreeWithTheReference() {
        assertColumn("R200c", TNG::radius200c, 1e-9, 1e-9);
        assertColumn("R_L", (m, z) -> TNG.lagrangianRadius(m), 1e-9, 1e-9);
    }

    @Test
    void sigmaAgreesWithTheReference() {
        assertColumn("sigma", TNG::sigma, 2e-6, 3.2e-5);
        assertColumn("nu_1686", TNG::peakHeight, 2e-6, 3.2e-5);
    }

    @Test
    void slopesAndConcentrationsAgreeWithTheReference() {
        assertColumn("n_eff", (m, z) -> TNG.power().slope(2 * Math.PI / TNG.lagrangianRadius(m)), 1e-8, 1e-8);
        assertColumn("c_Diemer15", (m, z) -> TNG.concentration(Concentration.named("diemer15"), m, z), 4e-6, 7e-5);
        assertColumn("c_Duffy08", (m, z) -> TNG.concentration(Concentration.named("duffy08"), m, z), 1e-9, 1e-9);
    }

    @Test
    void biasesAgreeWithTheReference() {
        assertColumn("bias_ST_std", (m, z) -> TNG.bias(HaloBias.SHETH_TORMEN, m, z), 4e-6, 7e-5);
        assertColumn("bias_BaryonForge", (m, z) -> TNG.bias(HaloBias.BARYON_FORGE, m, z), 4e-6, 7e-5);
    }

    @Test
    void biasesAgreeTodayAndPartLater() {
        assertThat(TNG.bias(HaloBias.BARYON_FORGE, 1e14, 0)).isEqualTo(TNG.bias(HaloBias.SHETH_TORMEN, 1e14, 0));
        assertThat(TNG.bias(HaloBias.BARYON_FORGE, 1e14, 1))
                .isGreaterThan(TNG.bias(HaloBias.SHETH_TORMEN, 1e14, 1) + 1);
        assertThat(HaloBias.BARYON_FORGE.label()).isEqualTo("baryon-forge");
    }

    @Test
    void massAndRadiusAreInverse() {
        for (double z : new double[] {0, 0.37, 2, 11}) {
            for (double mass = 1e9; mass < 1e16; mass *= 7) {
                assertThat(TNG.mass200c(TNG.radius200c(mass, z), z)).isCloseTo(mass, within(1e-13 * mass));
            }
        }
    }

    /** sigma^2 proportional to R^-(n+3) for a power law k^n. */
    @Test
    void varianceOfAPowerLawIsAPowerLaw() {
        for (double n : new double[] {-1.5, -1}) {
            var variance = new MassVariance(new PowerLaw(n));
            for (double r = 0.02; r < 60; r *= 1.9) {
                assertThat(variance.slope(r)).isCloseTo(-(n + 3) / 2, within(5e-5));
                assertThat(variance.sigma(r) / variance.sigma(1))
                        .isCloseTo(Math.pow(r, -(n + 3) / 2), within(5e-5 * Math.pow(r, -(n + 3) / 2)));
            }
        }
    }

    /** Against a sum of fifteen times finer steps in k, at radii that are not the spline's. */
    @Test
    void varianceIsTheIntegral() {
        LinearPower power = TNG.power();
        var variance = new MassVariance(power);
        for (double r : new double[] {0.0431, 0.737, 8, 31.3}) {
            double step = 5e-4;
            double sum = 0;
            for (double x = Math.log(1e-5); x < Math.log(1000 / r); x += step) {
                double k = Math.exp(x);
                double w = 3 * (Math.sin(k * r) - k * r * Math.cos(k * r)) / Math.pow(k * r, 3);
                w = k * r < 1e-2 ? 1 - k * r * k * r / 10 : w;
                sum += k * k * k * power.at(k) * w * w * step;
            }
            double sigma = Math.sqrt(sum / (2 * Math.PI * Math.PI));
            assertThat(variance.sigma(r)).isCloseTo(sigma, within(2e-7 * sigma));
            double e = 1e-3;
            double slope = Math.log(variance.sigma(r * (1 + e)) / variance.sigma(r / (1 + e))) / (2 * Math.log1p(e));
            assertThat(variance.slope(r)).isCloseTo(slope, within(1e-5));
        }
    }

    @Test
    void anotherCosmologyIsNotTheFirst() {
        var other = StructureFormation.of(new Cosmology(
                0.25, 0.75, 0.73, OptionalDouble.of(0.045), OptionalDouble.of(0.9), OptionalDouble.of(1)));
        double eight = 4 * Math.PI / 3 * 512 * other.meanMatterDensity();
        assertThat(other.sigma(eight, 0)).isCloseTo(0.9, within(1e-6));
        assertThat(other.sigma(eight, 1)).isCloseTo(0.9 * other.growth(1), within(1e-6));
        assertThat(other.cosmology().baryonFraction()).isCloseTo(0.18, within(1e-15));
    }

    @Test
    void aBaryonFractionNeedsBaryons() {
        OptionalDouble none = OptionalDouble.empty();
        assertThatThrownBy(() -> new Cosmology(0.3, 0.7, 0.7, none, none, none).baryonFraction())
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "The baryon fraction needs Omega_b, which the headers do not give: add it as cosmology.omega_b.");
    }

    @Test
    void refusesWhatIsNoMassOrRadius() {
        assertThatThrownBy(() -> TNG.radius200c(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mass of 0.0 is not above 0 and finite");
        assertThatThrownBy(() -> TNG.sigma(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TNG.mass200c(-1, 0)).hasMessage("a radius of -1.0 is not above 0 and finite");
        assertThatThrownBy(() -> TNG.sigma(1e19, 0))
                .hasMessageStartingWith("sigma(R) is known for radii of 0.004 to 100.0 Mpc/h, not 303.");
    }

    private static void assertColumn(String name, DoubleBinaryOperator function, double today, double ever) {
        double[] mass = TABLE.column("M200c");
        double[] redshift = TABLE.column("z");
        double[] expected = TABLE.column(name);
        double[] found = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            found[i] = function.applyAsDouble(mass[i], redshift[i]);
        }
        assertThat(found).hasSize(294);
        assertThat(redshift[48]).isZero();
        assertThat(redshift[49]).isPositive();
        assertThat(Tng.worst(name + ", z 0", Arrays.copyOf(found, 49), Arrays.copyOf(expected, 49)))
                .isLessThan(today);
        assertThat(Tng.worst(name, found, expected)).isLessThan(ever);
    }
}
