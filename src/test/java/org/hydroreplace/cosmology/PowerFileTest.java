package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerFileTest {
    private static final Cosmology UNKNOWN = new Cosmology(
            0.3089, 0.6911, 0.6774, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    @TempDir
    Path folder;

    /** Both spectra at once: the table goes through CAMB's format and is the spectrum that it was made of. */
    @Test
    void aTableOfASpectrumIsThatSpectrum() throws IOException {
        LinearPower exact = Tng.STRUCTURE.power();
        Path file = write(table(1e-4, 100, 1.01, exact::at));
        LinearPower read = PowerFile.read(file, PowerNormalization.AS_GIVEN, Tng.COSMOLOGY);
        for (double k = 2e-4; k < 90; k *= 1.37) {
            assertThat(read.at(k)).isCloseTo(exact.at(k), within(1e-5 * exact.at(k)));
        }
        assertThat(read.description()).isEqualTo("table power.txt");
        var structure =
                new StructureFormation(Tng.COSMOLOGY, Radiation.PHOTONS_AND_NEUTRINOS, read, WavenumberBand.CCL);
        for (double mass = 1e10; mass < 1e16; mass *= 4) {
            double sigma = Tng.STRUCTURE.sigma(mass, 0);
            assertThat(structure.sigma(mass, 0)).isCloseTo(sigma, within(2e-5 * sigma));
        }
    }

    @Test
    void beyondTheTableTheOuterSlopesGoOn() throws IOException {
        Path file = write(table(1e-3, 2, 1.1, k -> k < 0.1 ? k : 1e-3 / (k * k)));
        LinearPower read = PowerFile.read(file, PowerNormalization.AS_GIVEN, UNKNOWN);
        assertThat(read.slope(1e-5)).isCloseTo(1, within(1e-6));
        assertThat(read.slope(1e3)).isCloseTo(-2, within(1e-6));
        assertThat(read.at(1e-5)).isCloseTo(1e-5, within(1e-10));
        assertThat(read.at(1e3)).isCloseTo(1e-9, within(1e-14));
    }

    @Test
    void theAmplitudeIsTheTablesOwnOrThatOfSigma8() throws IOException {
        LinearPower exact = Tng.STRUCTURE.power();
        Path file = write(table(1e-4, 100, 1.01, k -> 0.98 * exact.at(k)));
        assertThat(PowerFile.read(file, PowerNormalization.AS_GIVEN, Tng.COSMOLOGY)
                        .at(0.1))
                .isCloseTo(0.98 * exact.at(0.1), within(1e-5 * exact.at(0.1)));
        LinearPower scaled = PowerFile.read(file, PowerNormalization.SIGMA8, Tng.COSMOLOGY);
        assertThat(scaled.at(0.1)).isCloseTo(exact.at(0.1), within(1e-5 * exact.at(0.1)));
        assertThat(scaled.description()).isEqualTo("table power.txt, normalised to sigma8 0.8159");
        assertThatThrownBy(() -> PowerFile.read(file, PowerNormalization.SIGMA8, UNKNOWN))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("needs sigma8");
    }

    @Test
    void aTableOfAnotherRedshiftIsRefused() throws IOException {
        LinearPower exact = Tng.STRUCTURE.power();
        Path file = write(table(1e-4, 100, 1.01, k -> 0.25 * exact.at(k)));
        assertThatThrownBy(() -> PowerFile.read(file, PowerNormalization.AS_GIVEN, Tng.COSMOLOGY))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "The power spectrum " + file + " has sigma8 = 0.4079 where the cosmology says 0.8159: is it of"
                                + " redshift 0 and in h/Mpc and (Mpc/h)^3? Correct one of them or choose the normalization sigma8.");
    }

    @Test
    void saysWhichLineIsWrong() throws IOException {
        assertRefused(
                "# k P\n0.001 1 2\n",
                "Line 2 of the power spectrum FILE has 3 columns: two are needed, k in h/Mpc and P in (Mpc/h)^3.");
        assertRefused(
                "k P\n",
                "Line 1 of the power spectrum FILE has 'k' for a number: put # before what is not a row of the table.");
        assertRefused("0.1 -3\n", "Line 1 of the power spectrum FILE has -3: k and P must be above 0 and finite.");
        assertRefused("0.1 NaN\n", "Line 1 of the power spectrum FILE has NaN: k and P must be above 0 and finite.");
        assertRefused(
                "0.1 1\n\n0.1 2\n",
                "Line 3 of the power spectrum FILE has k = 0.1 after 0.1: sort the table by rising k.");
        assertRefused(
                "0.1 1\n0.2 2 # far\n",
                "Line 2 of the power spectrum FILE leaps from k = 0.1 to 0.2: sample k in steps of at most a factor of 1.5.");
        assertRefused(
                "0.1 1\n0.11 2\n", "The power spectrum FILE has 2 rows, too few for a spectrum: write at least 20.");
        String narrow = " reaches from k = 0.01 to 1.";
        assertThatThrownBy(() ->
                        PowerFile.read(write(table(0.01, 1.3, 1.1, k -> 1)), PowerNormalization.AS_GIVEN, UNKNOWN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(narrow)
                .hasMessageContaining(" h/Mpc, but 0.005 to 1.0 is needed at least: compute it over a wider range.");
        assertThatThrownBy(() ->
                        PowerFile.read(write(table(0.001, 0.7, 1.1, k -> 1)), PowerNormalization.AS_GIVEN, UNKNOWN))
                .hasMessageContaining("is needed at least");
    }

    @Test
    void saysWhatIsNoFile() throws IOException {
        Path absent = folder.resolve("absent.txt");
        assertThatThrownBy(() -> PowerFile.read(absent, PowerNormalization.AS_GIVEN, UNKNOWN))
                .isInstanceOf(InputException.class)
                .hasMessage("The power spectrum " + absent + " does not exist: correct the path.");
        Path binary = Files.write(folder.resolve("power.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> PowerFile.read(binary, PowerNormalization.AS_GIVEN, UNKNOWN))
                .hasMessage("The power spectrum " + binary + " is not a text file: write two columns, k and P.");
        assertThatThrownBy(() -> PowerFile.read(folder, PowerNormalization.AS_GIVEN, UNKNOWN))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("The power spectrum " + folder + " cannot be read (");
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> PowerFile.read(file, PowerNormalization.AS_GIVEN, UNKNOWN))
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace("FILE", file.toString()));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("power.txt"), text);
    }

    private static String table(double from, double to, double factor, DoubleUnaryOperator power) {
        StringBuilder text = new StringBuilder("#  k/h    P\n");
        for (double k = from; k < to * factor; k *= factor) {
            text.append(String.format(Locale.ROOT, "  %.8e   %.8e%n", k, power.applyAsDouble(k)));
        }
        return text.toString();
    }
}
