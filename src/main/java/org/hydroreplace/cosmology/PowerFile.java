package org.hydroreplace.cosmology;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hydroreplace.io.InputException;

/**
 * A linear power spectrum at redshift 0 from a text file of CAMB or CLASS: two columns, k in h/Mpc and P in (Mpc/h)^3, k
 * rising, comments after {@code #}. At least 20 rows, at most a factor of 1.5 between neighbours, from 5e-3 h/Mpc or below to
 * 1 h/Mpc or above. ln P over ln k is splined, and goes on beyond both ends with the mean slope of the outermost tenth of a
 * decade: a table to 10 h/Mpc is enough for halos above 1e11 Msun/h, to 100 h/Mpc for all.
 */
public final class PowerFile {
    private static final int FEWEST = 20;
    private static final double WIDEST = 1.5;
    private static final double REACH_LOW = 5e-3;
    private static final double REACH_HIGH = 1;
    private static final double SIGMA8_AGREES = 0.05;

    private PowerFile() {}

    /** @throws InputException if the file is not such a table, or if its sigma8 contradicts the cosmology's */
    public static LinearPower read(Path file, PowerNormalization normalization, Cosmology cosmology) {
        List<String> lines = lines(file);
        double[] k = new double[lines.size()];
        double[] power = new double[lines.size()];
        int rows = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (content.isEmpty()) {
                continue;
            }
            String[] columns = content.split("[\\s,]+");
            if (columns.length != 2) {
                throw refused(
                        file, i, "has " + columns.length + " columns", "two are needed, k in h/Mpc and P in (Mpc/h)^3");
            }
            k[rows] = number(file, i, columns[0]);
            power[rows] = number(file, i, columns[1]);
            if (rows > 0 && k[rows] <= k[rows - 1]) {
                throw refused(file, i, "has k = " + k[rows] + " after " + k[rows - 1], "sort the table by rising k");
            }
            if (rows > 0 && k[rows] > WIDEST * k[rows - 1]) {
                throw refused(
                        file,
                        i,
                        "leaps from k = " + k[rows - 1] + " to " + k[rows],
                        "sample k in steps of at most a factor of " + WIDEST);
            }
            rows++;
        }
        checkReach(file, k, rows);
        SplinePower table =
                SplinePower.through(Arrays.copyOf(k, rows), Arrays.copyOf(power, rows), "table " + file.getFileName());
        return normalised(file, table, normalization, cosmology);
    }

    private static LinearPower normalised(
            Path file, SplinePower table, PowerNormalization normalization, Cosmology cosmology) {
        if (normalization == PowerNormalization.SIGMA8) {
            return table.normalisedTo(LinearPowers.needed(cosmology.sigma8(), "sigma8", "sigma8"));
        }
        double own = Math.sqrt(new TopHatVariance(table).at(8)[0]);
        double stated = cosmology.sigma8().orElse(own);
        if (!(Math.abs(own / stated - 1) <= SIGMA8_AGREES)) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "The power spectrum %s has sigma8 = %.4f where the cosmology says %.4f: is it of redshift 0 and in h/Mpc"
                            + " and (Mpc/h)^3? Correct one of them or choose the normalization sigma8.",
                    file,
                    own,
                    stated));
        }
        return table;
    }

    private static void checkReach(Path file, double[] k, int rows) {
        if (rows < FEWEST) {
            throw new InputException("The power spectrum " + file + " has " + rows
                    + " rows, too few for a spectrum: write" + " at least " + FEWEST + ".");
        }
        if (k[0] > REACH_LOW || k[rows - 1] < REACH_HIGH) {
            throw new InputException(
                    "The power spectrum " + file + " reaches from k = " + k[0] + " to " + k[rows - 1] + " h/Mpc, but "
                            + REACH_LOW + " to " + REACH_HIGH + " is needed at least: compute it over a wider range.");
        }
    }

    private static double number(Path file, int line, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused(file, line, "has '" + text + "' for a number", "put # before what is not a row of the table");
        }
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw refused(file, line, "has " + text, "k and P must be above 0 and finite");
        }
        return value;
    }

    private static InputException refused(Path file, int line, String what, String remedy) {
        return new InputException(
                "Line " + (line + 1) + " of the power spectrum " + file + " " + what + ": " + remedy + ".");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new InputException("The power spectrum " + file + " does not exist: correct the path.", e);
        } catch (CharacterCodingException e) {
            throw new InputException(
                    "The power spectrum " + file + " is not a text file: write two columns, k and P.", e);
        } catch (IOException e) {
            throw new InputException("The power spectrum " + file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
