package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Background;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.cosmology.Radiation;
import org.junit.jupiter.api.Test;

class LightConeGeometryTest {
    static final Cosmology TNG = new Cosmology(
            0.3089, 0.6911, 0.6774, OptionalDouble.of(0.0486), OptionalDouble.of(0.8159), OptionalDouble.of(0.9667));

    static final LightConeGeometry KAPPA_TNG = new LightConeGeometry(new Background(TNG, Radiation.NONE), 205, 2, 20);

    @Test
    void thePlanesOfTheKappaTngLightCone() {
        assertThat(KAPPA_TNG.planes()).isEqualTo(40);
        assertThat(KAPPA_TNG.thickness()).isEqualTo(102.5);
        assertThat(KAPPA_TNG.plane(0, 0)).isEqualTo(1);
        assertThat(KAPPA_TNG.plane(19, 1)).isEqualTo(40);
        assertPlane(1, 51.25, 0.017);
        assertPlane(20, 1998.75, 0.830);
        assertPlane(40, 4048.75, 2.503);
        assertSource(23, 2357.5, 1.034);
        assertSource(40, 4100, 2.568);
    }

    private static void assertPlane(int p, double distance, double redshift) {
        assertThat(KAPPA_TNG.distance(p)).isEqualTo(distance);
        assertThat(KAPPA_TNG.redshift(p)).isCloseTo(redshift, within(5e-4));
        assertThat(KAPPA_TNG.scaleFactor(p) * (1 + KAPPA_TNG.redshift(p))).isCloseTo(1, within(1e-15));
    }

    private static void assertSource(int p, double distance, double redshift) {
        assertThat(KAPPA_TNG.sourceDistance(p)).isEqualTo(distance);
        assertThat(KAPPA_TNG.sourceRedshift(p)).isCloseTo(redshift, within(5e-4));
    }

    @Test
    void redshiftsGiveTheirDistances() {
        Background background = KAPPA_TNG.background();
        for (double distance : new double[] {0, 1e-9, 0.3, 51.25, 1000, 2357.5, 6000, 9000, 9500}) {
            double redshift = KAPPA_TNG.redshiftAt(distance);
            assertThat(background.comovingDistance(redshift)).isCloseTo(distance, within(2e-12 * (1 + distance)));
        }
    }

    @Test
    void impossibleLightConesAreRefused() {
        Background background = KAPPA_TNG.background();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LightConeGeometry(background, 205, 2, 0))
                .withMessage("0 snapshots with 2 planes each of a box of 205.0 Mpc/h");
        assertThatThrownBy(() -> KAPPA_TNG.plane(20, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("snapshot 20, slice 0 of 20 x 2");
        assertThatThrownBy(() -> KAPPA_TNG.plane(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
