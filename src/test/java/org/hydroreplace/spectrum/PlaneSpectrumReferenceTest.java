package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.hydroreplace.grid.MassAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plane spectra against those of Pylians3, made with float32 transforms. */
class PlaneSpectrumReferenceTest {
    private static final double BOX = 100;
    private static final int SIDE = 64;
    private static final Percentage TOLERANCE = Percentage.withPercentage(5e-4);

    @ParameterizedTest
    @CsvSource({
        "NGP, COMPENSATED", "NGP, NONE", "CIC, COMPENSATED", "CIC, NONE",
        "TSC, COMPENSATED", "TSC, NONE", "PCS, COMPENSATED", "PCS, NONE"
    })
    void agreesWithPylians(MassAssignment scheme, Window window) throws URISyntaxException, InterruptedException {
        String group = "Pk2D_" + scheme + "_corr_" + (window == Window.NONE ? "None" : scheme) + "/";
        try (var file = new HdfFile(reference())) {
            float[] delta = (float[]) file.getDatasetByPath("delta2D_" + scheme).getDataFlat();
            Spectrum spectrum = PlaneSpectrum.of(
                    (row, cells) -> {
                        for (int j = 0; j < SIDE; j++) {
                            cells[j] = 1 + (double) delta[row * SIDE + j];
                        }
                    },
                    SIDE,
                    BOX,
                    scheme,
                    window,
                    2);
            double[] modes = read(file, group + "Nmodes");
            double[] k = read(file, group + "k");
            double[] power = read(file, group + "Pk");
            assertThat(modes).hasSize(45);
            assertThat(spectrum.k()).hasSize(45);
            assertThat(spectrum.power()).hasSize(45);
            for (int b = 0; b < modes.length; b++) {
                assertThat((double) spectrum.modes()[b])
                        .as("modes of bin %d", b + 1)
                        .isEqualTo(modes[b]);
                assertThat(spectrum.k()[b]).as("k of bin %d", b + 1).isCloseTo(k[b], TOLERANCE);
                assertThat(spectrum.power()[b]).as("power of bin %d", b + 1).isCloseTo(power[b], TOLERANCE);
            }
        }
    }

    private static double[] read(HdfFile file, String name) {
        return (double[]) file.getDatasetByPath(name).getDataFlat();
    }

    private static Path reference() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(PlaneSpectrumReferenceTest.class.getResource("/reference/pk_reference_2d.h5"))
                        .toURI());
    }
}
