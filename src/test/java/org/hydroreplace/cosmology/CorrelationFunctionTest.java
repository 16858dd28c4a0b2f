package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationFunctionTest {
    private static final StructureFormation TNG = Tng.STRUCTURE;
    private static final double[] REDSHIFTS = {0, 0.5, 1, 1.5, 2, 3};

    /**
     * Up to 80 Mpc/h relative to xi itself. Beyond, xi falls through 0 at 115 Mpc/h and a relative difference says nothing: there
     * relative to xi(80 Mpc/h) = 9e-4.
     */
    @Test
    void agreesWithTheReference() {
        ReferenceTable table = ReferenceTable.read("xi_linear_EH98.csv");
        double[] r = table.column("r");
        for (double z : REDSHIFTS) {
            double[] expected = table.column("xi_z" + z);
            double near = 0;
            double far = 0;
            double scale = TNG.correlation(80, z);
            for (int i = 0; i < r.length; i++) {
                double difference = Math.abs(TNG.correlation(r[i], z) - expected[i]);
                if (r[i] <= 80) {
                    near = Math.max(near, difference / Math.abs(expected[i]));
                } else {
                    far = Math.max(far, difference / scale);
                }
            }
            System.out.printf("xi, z %.1f: r < 80 Mpc/h %.1e, beyond %.1e of xi(80)%n", z, near, far);
            assertThat(near).isLessThan(1e-4);
            assertThat(far).isLessThan(3e-4);
        }
        assertThat(r).hasSize(400);
    }

    /**
     * What is left of the difference is a shift of the table: its r^1.5 xi(r) is ours at r 10^1e-5: values of the
     * library's transform, 1e5 a decade, stand one step below their radius. With it all rows agree, next to the zero as well.
     */
    @Test
    void agreesWithTheReferenceThroughTheZeroButForAShift() {
        ReferenceTable table = ReferenceTable.read("xi_linear_EH98.csv");
        double[] r = table.column("r");
        double[] expected = table.column("xi_z0.0");
        double shift = Math.pow(10, 1e-5);
        double worst = 0;
        for (int i = 0; i < r.length; i++) {
            double found = Math.pow(shift, 1.5) * TNG.correlation(r[i] * shift, 0);
            worst = Math.max(worst, Math.abs(found / expected[i] - 1));
        }
        System.out.printf("xi, all rows, shifted: %.1e%n", worst);
        assertThat(worst).isLessThan(5e-5);
    }

    /** P = k exp(-k): xi = Im 2/(1-ir)^3 / (2 pi^2 r), Im (1-ir)^-3 = (3r - r^3)/(1+r^2)^3. */
    @Test
    void agreesWithASpectrumOfKnownTransform() {
        var xi = new CorrelationFunction(k -> k * Math.exp(-k), 1e-6, 1e6);
        for (double r = 1e-3; r < 1e3; r *= 1.31) {
            assertThat(xi.at(r)).isCloseTo(known(r), within(1e-7 * Math.abs(known(r)) + 1e-12));
            assertThat(xi.mean(r)).isCloseTo(knownMean(r), within(1e-7 * Math.abs(knownMean(r)) + 1e-11));
        }
    }

    private static double known(double r) {
        return (3 - r * r) / Math.pow(1 + r * r, 3) / (Math.PI * Math.PI);
    }

    /** integral of (3 s^2 - s^4)/(1+s^2)^3 ds = r^3/(1+r^2)^2. */
    private static double knownMean(double r) {
        return 3 / Math.pow(1 + r * r, 2) / (Math.PI * Math.PI);
    }

    @Test
    void theMeanIsTheIntegral() {
        for (WavenumberBand band : WavenumberBand.values()) {
            var structure = new StructureFormation(Tng.COSMOLOGY, Radiation.PHOTONS_AND_NEUTRINOS, TNG.power(), band);
            double from = 0.01;
            double volume = from * from * from * structure.meanCorrelation(from, 0);
            double step = 1e-3;
            for (double x = Math.log(from); x < Math.log(200); x += step) {
                double left = Math.exp(3 * x) * structure.correlation(Math.exp(x), 0);
                double middle = Math.exp(3 * (x + step / 2)) * structure.correlation(Math.exp(x + step / 2), 0);
                double right = Math.exp(3 * (x + step)) * structure.correlation(Math.exp(x + step), 0);
                volume += 3 * step * (left + 4 * middle + right) / 6;
                double r = Math.exp(x + step);
                double mean = structure.meanCorrelation(r, 0);
                assertThat(volume / (r * r * r)).isCloseTo(mean, within(1e-6 * mean));
            }
        }
    }

    /** The plain integral with a narrow Gaussian cut, which smooths xi over 0.3 per cent of r. */
    @Test
    void withoutABandItIsTheIntegral() {
        var structure = new StructureFormation(
                Tng.COSMOLOGY, Radiation.PHOTONS_AND_NEUTRINOS, TNG.power(), WavenumberBand.UNLIMITED);
        for (double r : new double[] {0.003, 0.05, 1.3, 20, 60}) {
            double step = 2e-5;
            double sum = 0;
            for (double x = Math.log(1e-6); x < Math.log(2000 / r); x += step) {
                double k = Math.exp(x);
                sum += k
                        * k
                        * k
                        * TNG.power().at(k)
                        * Math.sin(k * r)
                        / (k * r)
                        * Math.exp(-Math.pow(0.003 * k * r, 2));
            }
            double expected = sum * step / (2 * Math.PI * Math.PI);
            assertThat(structure.correlation(r, 0)).isCloseTo(expected, within(1e-3 * expected));
        }
    }

    @Test
    void theBandIsFeltInsideHalosOnly() {
        var unlimited = new StructureFormation(
                Tng.COSMOLOGY, Radiation.PHOTONS_AND_NEUTRINOS, TNG.power(), WavenumberBand.UNLIMITED);
        for (double r = 0.07; r < 60; r *= 1.07) {
            double xi = unlimited.correlation(r, 0);
            assertThat(TNG.correlation(r, 0)).isCloseTo(xi, within(1.5e-4 * xi));
            double mean = unlimited.meanCorrelation(r, 0);
            assertThat(TNG.meanCorrelation(r, 0)).isCloseTo(mean, within(1e-4 * mean));
        }
        assertThat(unlimited.correlation(1e-3, 0) / TNG.correlation(1e-3, 0)).isBetween(1.05, 1.08);
    }

    @Test
    void scalesWithTheGrowth() {
        for (double z : REDSHIFTS) {
            double growth = TNG.growth(z);
            assertThat(TNG.correlation(3, z) / TNG.correlation(3, 0)).isCloseTo(growth * growth, within(1e-14));
            assertThat(TNG.meanCorrelation(3, z) / TNG.meanCorrelation(3, 0)).isCloseTo(growth * growth, within(1e-14));
        }
    }

    @Test
    void isConstantFarInsideAndNothingFarOutside() {
        double inside = TNG.correlation(1e-6, 0);
        assertThat(inside).isEqualTo(TNG.correlation(1e-5, 0)).isCloseTo(144, within(1.0));
        assertThat(TNG.meanCorrelation(1e-6, 0)).isCloseTo(inside, within(0.05 * inside));
        assertThat(TNG.correlation(1e5, 0)).isZero();
        assertThat(TNG.meanCorrelation(4e5, 0)).isCloseTo(TNG.meanCorrelation(2e5, 0) / 8, within(1e-20));
        for (double r : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> TNG.correlation(r, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a separation of " + r + " Mpc/h is not above 0");
        }
    }
}
