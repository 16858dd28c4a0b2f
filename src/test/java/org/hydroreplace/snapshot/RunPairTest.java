package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.io.InputException;
import org.junit.jupiter.api.Test;

class RunPairTest {
    private static OutputHeader header(double box, double time, double redshift, double... omegas) {
        Cosmology cosmology = new Cosmology(
                omegas[0],
                omegas[1],
                omegas[2],
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        return new OutputHeader(new PeriodicBox(box), time, redshift, cosmology, FileUnits.KPC_1E10);
    }

    private static final OutputHeader DMO = header(25, 0.5, 1, 0.3089, 0.6911, 0.6774);

    private static void refused(OutputHeader hydro, String what) {
        assertThatThrownBy(() -> RunPair.check(DMO, hydro))
                .isInstanceOf(InputException.class)
                .hasMessage("the dmo and the hydro run do not belong together: their " + what
                        + "; give two runs of the same initial conditions at the same snapshot");
    }

    @Test
    void differencesAreNamed() {
        refused(header(25.1, 0.5, 1, 0.3089, 0.6911, 0.6774), "box is 25.0 Mpc/h (dmo) and 25.1 Mpc/h (hydro)");
        refused(header(25, 0.51, 0.96, 0.3089, 0.6911, 0.6774), "redshift is 1.0 (dmo) and 0.96 (hydro)");
        refused(header(25, 0.5, 1, 0.3, 0.6911, 0.6774), "Omega0 is 0.3089 (dmo) and 0.3 (hydro)");
        refused(header(25, 0.5, 1, 0.3089, 0.7, 0.6774), "OmegaLambda is 0.6911 (dmo) and 0.7 (hydro)");
        refused(header(25, 0.5, 1, 0.3089, 0.6911, 0.7), "HubbleParam is 0.6774 (dmo) and 0.7 (hydro)");
    }

    @Test
    void roundingIsNoDifference() {
        OutputHeader near = header(25 * (1 + 0.9e-6), 0.5 * (1 + 0.9e-3), 1.0, 0.3089 * (1 + 0.9e-4), 0.6911, 0.6774);
        assertThatCode(() -> RunPair.check(DMO, near)).doesNotThrowAnyException();
        refused(
                header(25 * (1 + 1.1e-6), 0.5, 1, 0.3089, 0.6911, 0.6774),
                "box is 25.0 Mpc/h (dmo) and 25.000027499999998 Mpc/h (hydro)");
        refused(
                header(25, 0.5 * (1 + 1.1e-3), 0.9978, 0.3089, 0.6911, 0.6774),
                "redshift is 1.0 (dmo) and 0.9978 (hydro)");
    }

    @Test
    void aCatalogueOfAnotherTimeIsNamedAsSuch() {
        OutputHeader catalogue = header(25, 0.6, 0.67, 0.3089, 0.6911, 0.6774);
        assertThatThrownBy(() -> RunPair.checkCatalogue("hydro", DMO, catalogue))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "the snapshot and the group catalogue of the hydro run do not belong together: their redshift"
                                + " is 1.0 (snapshot) and 0.67 (catalogue); check the files in the folders of both");
    }
}
