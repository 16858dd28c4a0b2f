package org.hydroreplace.grid;

import io.jhdf.HdfFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels against numpy's evaluation of the same definition, and against a second one in plain double. */
class DepositReferenceTest {
    private static final double BOX = 100;
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @CsvSource({
        "NGP, 2, false", "NGP, 2, true", "NGP, 3, false", "NGP, 3, true",
        "CIC, 2, false", "CIC, 2, true", "CIC, 3, false", "CIC, 3, true",
        "TSC, 2, false", "TSC, 2, true", "TSC, 3, false", "TSC, 3, true",
        "PCS, 2, false", "PCS, 2, true", "PCS, 3, false", "PCS, 3, true"
    })
    void agreesWithTheReference(MassAssignment scheme, int dimensions, boolean weighted) throws URISyntaxException {
        int side = dimensions == 2 ? 64 : 32;
        double[][] positions = new double[dimensions][];
        double[] masses;
        double[] expected;
        try (var file = new HdfFile(reference())) {
            double[] flat = read(file, "pos");
            for (int d = 0; d < dimensions; d++) {
                positions[d] = new double[flat.length / 3];
                for (int p = 0; p < positions[d].length; p++) {
                    positions[d][p] = flat[3 * p + d];
                }
            }
            masses = read(file, "weights");
            expected = read(file, scheme + "_" + dimensions + "D" + (weighted ? "_W" : "") + "_float64");
        }
        if (!weighted) {
            Arrays.fill(masses, 1);
        }
        Deposited.assertCellsAgree(
                deposit(scheme, side, masses, positions), expected, TOLERANCE, scheme + " of the reference");
    }

    @ParameterizedTest
    @EnumSource(MassAssignment.class)
    void agreesWithTheFormulas(MassAssignment scheme) {
        for (int side : new int[] {4, 5, 7, 16}) {
            SplittableRandom random = new SplittableRandom(side);
            double[] edges = Deposited.awkward(BOX, side);
            double[][] positions = new double[3][];
            for (int d = 0; d < 3; d++) {
                positions[d] = Deposited.random(random, 300, BOX);
                for (int p = 0; p < 200; p++) {
                    positions[d][p] = edges[random.nextInt(edges.length)];
                }
            }
            double[] masses = random.doubles(300, 0.01, 100).toArray();
            // NGP jumps at half-way points: there the two must round alike, and do, with the same first operation.
            for (double[][] columns : new double[][][] {positions, {positions[2], positions[0]}}) {
                Deposited.assertCellsAgree(
                        deposit(scheme, side, masses, columns),
                        Kernels.deposit(scheme, BOX, side, masses, columns),
                        TOLERANCE,
                        scheme + " " + side + "^" + columns.length);
            }
        }
    }

    private static double[] deposit(MassAssignment scheme, int side, double[] masses, double[][] positions) {
        MassScale scale = MassScale.of(1, Arrays.stream(masses).sum());
        long[] units = Arrays.stream(masses).mapToLong(scale::toUnits).toArray();
        return Deposited.masses(Deposited.grid(scheme, BOX, side, units, positions), scale);
    }

    private static double[] read(HdfFile file, String name) {
        Object data = file.getDatasetByPath(name).getDataFlat();
        if (data instanceof float[] floats) {
            double[] values = new double[floats.length];
            Arrays.setAll(values, i -> floats[i]);
            return values;
        }
        return (double[]) data;
    }

    private static Path reference() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(DepositReferenceTest.class.getResource("/reference/mas_reference_float64.h5"))
                        .toURI());
    }
}
