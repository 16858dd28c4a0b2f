package org.hydroreplace.lensing;

import java.util.function.Supplier;
import org.hydroreplace.cosmology.Background;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.FourierTransform;
import org.hydroreplace.grid.Precision;

/**
 * The five derivatives of the lens potential of a plane, d/dx, d/dy, d2/dx2, d2/dxdy, d2/dy2, x along the first index; comoving,
 * without the factor 1/a.
 *
 * <p>psi~ = -3 Omega_m (100/c)^2 (delta dchi)~ / k^2, gradient +i k psi~, Hessian -k_i k_j psi~ (Jain, Seljak &amp; White 2000,
 * section 2, in comoving Mpc/h): the potential is negative at a mass and the trace of the Hessian is +3 Omega_m (100/c)^2 (delta dchi - mean).
 * The mean and the modes with an index of N/2 of an even N, whose derivative has no sign, are zero in all five.
 *
 * <p>Only the transform along x is made for each power of k_x; k_y is a matter of single rows: three grids instead of five.
 */
public final class LensPotential {
    /** Fields of a plane. */
    public static final int FIELDS = 5;

    private final int side;
    private final double fundamental;
    private final FourierTransform transform;
    private final FourierGrid value;
    private final FourierGrid slope;
    private final FourierGrid curvature;

    private LensPotential(int side, double fundamental, FourierGrid value, FourierGrid slope, FourierGrid curvature) {
        this.side = side;
        this.fundamental = fundamental;
        this.transform = FourierTransform.of(side);
        this.value = value;
        this.slope = slope;
        this.curvature = curvature;
    }

    /**
     * Solves for the potential of one plane.
     *
     * @param omegaMatter Omega_m
     * @param boxSize L, Mpc/h
     * @param side N
     * @param delta delta dchi in Mpc/h, row by row
     */
    public static LensPotential of(double omegaMatter, double boxSize, int side, CellRows delta, int threads)
            throws InterruptedException {
        FourierGrid modes = new FourierGrid(2, side, Precision.DOUBLE);
        double mean = modes.fill(delta, threads);
        // The mean goes first, so that it leaves no rounding error in the modes.
        modes.forward(1, -mean, threads);
        double fundamental = 2 * Math.PI / boxSize;
        double poisson = -3 * omegaMatter / (Background.HUBBLE_DISTANCE * Background.HUBBLE_DISTANCE);
        double factor = poisson / ((double) side * side) / (fundamental * fundamental);
        modes.change(
                (row, numbers) -> {
                    long i = FourierTransform.mode(row, side);
                    for (int j = 0; j <= side / 2; j++) {
                        boolean without = 2 * j == side || 2 * i == side || (i == 0 && j == 0);
                        double green = without ? 0 : factor / (i * i + (long) j * j);
                        numbers[2 * j] *= green;
                        numbers[2 * j + 1] *= green;
                    }
                },
                threads);
        FourierGrid slope = modes.changed(
                (row, numbers) -> byImaginary(numbers, fundamental * FourierTransform.mode(row, side), side), threads);
        FourierGrid curvature = modes.changed(
                (row, numbers) -> {
                    double k = fundamental * FourierTransform.mode(row, side);
                    for (int n = 0; n < 2 * (side / 2 + 1); n++) {
                        numbers[n] *= -k * k;
                    }
                },
                threads);
        modes.inverseAlongColumns(threads);
        slope.inverseAlongColumns(threads);
        curvature.inverseAlongColumns(threads);
        return new LensPotential(side, fundamental, modes, slope, curvature);
    }

    /** Bytes that a potential takes, with what threads take while it is made. */
    public static long bytes(int side, int threads) {
        return 3 * FourierGrid.bytes(2, side, Precision.DOUBLE, threads);
    }

    /** N. */
    public int side() {
        return side;
    }

    /** For one thread: rows of all five fields, value f of pixel j at f + 5 j. */
    Supplier<CellRows> interleaved() {
        return () -> {
            double[][] fields = new double[FIELDS][side + 2];
            return (row, values) -> {
                fields(row, fields);
                for (int f = 0; f < FIELDS; f++) {
                    for (int j = 0; j < side; j++) {
                        values[f + FIELDS * j] = fields[f][j];
                    }
                }
            };
        };
    }

    /**
     * One row of each field. Thread-safe.
     *
     * @param fields five arrays of side + 2, of which the first side are the result
     */
    public void fields(int row, double[][] fields) {
        slope.modes(row, fields[0]);
        slope.modes(row, fields[3]);
        curvature.modes(row, fields[2]);
        value.modes(row, fields[1]);
        value.modes(row, fields[4]);
        for (int j = 0; j <= side / 2; j++) {
            double k = fundamental * j;
            byImaginary(fields[1], j, k);
            byImaginary(fields[3], j, k);
            fields[4][2 * j] *= -k * k;
            fields[4][2 * j + 1] *= -k * k;
        }
        for (double[] field : fields) {
            transform.realInverse(field, 0);
        }
    }

    private static void byImaginary(double[] numbers, double k, int side) {
        for (int j = 0; j <= side / 2; j++) {
            byImaginary(numbers, j, k);
        }
    }

    /** Times i k. */
    private static void byImaginary(double[] numbers, int j, double k) {
        double real = numbers[2 * j];
        numbers[2 * j] = -k * numbers[2 * j + 1];
        numbers[2 * j + 1] = k * real;
    }
}
