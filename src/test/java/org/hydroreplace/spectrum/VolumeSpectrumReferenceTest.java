package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spectra of cubes against those of Pylians3, made with float32 transforms, and numpy's in float64. */
class VolumeSpectrumReferenceTest {
    private static final double BOX = 100;

    /** The reference's own error: a spectrum, and a multipole as part of the monopole. */
    private static final double TOLERANCE = 1e-6;

    private static final double MULTIPOLE_TOLERANCE = 5e-6;

    @SuppressWarnings("NullAway.Init")
    private static HdfFile file;

    @BeforeAll
    static void open() throws URISyntaxException {
        file = new HdfFile(Path.of(
                Objects.requireNonNull(VolumeSpectrumReferenceTest.class.getResource("/reference/pk_reference_3d.h5"))
                        .toURI()));
    }

    @AfterAll
    static void close() {
        file.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NGP, COMPENSATED", "NGP, NONE", "CIC, COMPENSATED", "CIC, NONE",
        "TSC, COMPENSATED", "TSC, NONE", "PCS, COMPENSATED", "PCS, NONE"
    })
    void agreesWithPylians(MassAssignment scheme, Window window) throws InterruptedException {
        String group = "Pk3D_" + scheme + "_corr_" + (window == Window.NONE ? "None" : scheme) + "/";
        for (Precision precision : Precision.values()) {
            DensityModes field = modes("delta3D_" + scheme, new Mesh(3, 64, BOX, scheme), precision);
            Multipoles multipoles = PowerSpectra.multipoles(field, Axis.Z, window, 2);
            double[] monopole = read(group + "Pk0");
            assertThat(monopole).hasSize(55);
            assertModes(multipoles.k(), multipoles.modes(), group);
            assertAgree("P0", multipoles.monopole(), monopole, TOLERANCE, monopole);
            assertAgree("P2", multipoles.quadrupole(), read(group + "Pk2"), MULTIPOLE_TOLERANCE, monopole);
            assertAgree("P4", multipoles.hexadecapole(), read(group + "Pk4"), MULTIPOLE_TOLERANCE, monopole);
            assertThat(PowerSpectra.auto(field, window, 1).power()).isEqualTo(multipoles.monopole());
            if (window == Window.COMPENSATED) {
                double tolerance = precision == Precision.DOUBLE ? 2e-8 : 3e-7;
                assertAgree("P0 of numpy", multipoles.monopole(), read(group + "Pk0_float64"), tolerance, monopole);
            }
        }
    }

    @Test
    void anOddGridAgreesWithPylians() throws InterruptedException {
        DensityModes field = modes("Pk3D_CIC_odd33/delta", new Mesh(3, 33, BOX, MassAssignment.CIC), Precision.DOUBLE);
        Spectrum spectrum = PowerSpectra.auto(field, Window.COMPENSATED, 2);
        double[] power = read("Pk3D_CIC_odd33/Pk0");
        assertModes(spectrum.k(), spectrum.modes(), "Pk3D_CIC_odd33/");
        assertAgree("P0", spectrum.power(), power, TOLERANCE, power);
    }

    @Test
    void aCrossSpectrumAgreesWithPylians() throws InterruptedException {
        DensityModes cic = modes("delta3D_CIC", new Mesh(3, 64, BOX, MassAssignment.CIC), Precision.DOUBLE);
        DensityModes tsc = modes("delta3D_TSC", new Mesh(3, 64, BOX, MassAssignment.TSC), Precision.DOUBLE);
        CrossSpectrum cross = PowerSpectra.cross(cic, tsc, Window.COMPENSATED, 2);
        String group = "XPk3D_CIC_TSC/";
        double[] both = read(group + "Pk0");
        double[] first = new double[both.length / 2];
        double[] second = new double[both.length / 2];
        for (int b = 0; b < first.length; b++) {
            first[b] = both[2 * b];
            second[b] = both[2 * b + 1];
        }
        double[] power = read(group + "XPk0");
        assertModes(cross.k(), cross.modes(), group);
        assertAgree("first", cross.first(), first, TOLERANCE, first);
        assertAgree("second", cross.second(), second, TOLERANCE, second);
        assertAgree("cross", cross.power(), power, TOLERANCE, power);
    }

    private static DensityModes modes(String name, Mesh mesh, Precision precision) throws InterruptedException {
        float[] delta = (float[]) file.getDatasetByPath(name).getDataFlat();
        return DensityModes.of(
                mesh,
                (row, cells) -> {
                    for (int k = 0; k < cells.length; k++) {
                        cells[k] = 1 + (double) delta[row * cells.length + k];
                    }
                },
                precision,
                2);
    }

    private static void assertModes(double[] k, long[] modes, String group) {
        double[] expected = read(group + "Nmodes");
        assertThat(modes).hasSameSizeAs(expected);
        for (int b = 0; b < expected.length; b++) {
            assertThat((double) modes[b]).as("modes of bin %d", b + 1).isEqualTo(expected[b]);
        }
        double[] expectedK = read(group + "k");
        assertAgree("k", k, expectedK, 1e-12, expectedK);
    }

    private static void assertAgree(
            String what, double[] actual, double[] expected, double tolerance, double[] measure) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int b = 0; b < actual.length; b++) {
            assertThat(Math.abs(actual[b] - expected[b]) / measure[b])
                    .as("%s of bin %d: %s for %s", what, b + 1, actual[b], expected[b])
                    .isLessThan(tolerance);
        }
    }

    private static double[] read(String name) {
        return (double[]) file.getDatasetByPath(name).getDataFlat();
    }
}
