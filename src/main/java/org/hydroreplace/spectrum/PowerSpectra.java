package org.hydroreplace.spectrum;

import java.util.function.Supplier;
import org.hydroreplace.grid.Axis;

/**
 * Spectra of transformed fields: P = V / N^(2 dimensions) times the mean of |delta_n|^2 over the modes of a bin. No result
 * depends on the number of threads, or of processes that have the modes; where there are several, all measure together and
 * all have the result. Shot noise is not subtracted.
 */
public final class PowerSpectra {
    private PowerSpectra() {}

    /** The power spectrum of a field. */
    public static Spectrum auto(DensityModes field, Window window, int threads) throws InterruptedException {
        ModeMeans means = means(field, 1, () -> new Products(window, field), threads);
        return new Spectrum(k(field.mesh(), means), scaled(means.values()[0], field.mesh()), means.modes());
    }

    /**
     * The cross spectrum of two fields with the spectra of both, the fields of one shape, box and precision each of its own
     * assignment.
     *
     * @throws IllegalArgumentException if the fields differ in dimensions, side or box
     */
    public static CrossSpectrum cross(DensityModes first, DensityModes second, Window window, int threads)
            throws InterruptedException {
        Mesh mesh = first.mesh();
        Mesh other = second.mesh();
        if (mesh.dimensions() != other.dimensions()
                || mesh.side() != other.side()
                || mesh.boxSize() != other.boxSize()) {
            throw new IllegalArgumentException(
                    "a cross spectrum of " + mesh.side() + "^" + mesh.dimensions() + " cells in "
                            + mesh.boxSize() + " Mpc/h and " + other.side() + "^" + other.dimensions() + " cells in "
                            + other.boxSize() + " Mpc/h");
        }
        ModeMeans means = means(first, 3, () -> new Products(window, first, second), threads);
        return new CrossSpectrum(
                k(mesh, means),
                scaled(means.values()[2], mesh),
                scaled(means.values()[0], mesh),
                scaled(means.values()[1], mesh),
                means.modes());
    }

    /**
     * The multipoles 0, 2 and 4 about an axis, for a distant observer: P_l = (2 l + 1) times the mean of P L_l(mu), L_l the
     * Legendre polynomials and mu the cosine between mode and line of sight.
     *
     * @param lineOfSight X, Y and Z are the first, second and third index of the grid
     * @throws IllegalArgumentException if the field has not three dimensions
     */
    public static Multipoles multipoles(DensityModes field, Axis lineOfSight, Window window, int threads)
            throws InterruptedException {
        Mesh mesh = field.mesh();
        if (mesh.dimensions() != 3) {
            throw new IllegalArgumentException("multipoles of a field of " + mesh.dimensions() + " dimensions");
        }
        ModeMeans means = means(
                field, 3, () -> new LegendreProducts(new Products(window, field), mesh.side(), lineOfSight), threads);
        return new Multipoles(
                k(mesh, means),
                scaled(means.values()[0], mesh),
                scaled(means.values()[1], mesh),
                scaled(means.values()[2], mesh),
                means.modes());
    }

    /** Bytes that a measurement takes beside the modes, of one process of several. */
    public static long bytes(Mesh mesh, int ranks) {
        return ModeMeans.bytes(new ModeBins(mesh.dimensions(), mesh.side()), 3, ranks);
    }

    /** Power of particles at random places, V sum m^2 / (sum m)^2: what a spectrum tends to at large wavenumbers. */
    public static double shotNoise(double volume, double mass, double squaredMass) {
        return volume * (squaredMass / mass / mass);
    }

    /** How many bins a spectrum in two or three dimensions has. */
    public static int bins(int dimensions, int side) {
        return new ModeBins(dimensions, side).last();
    }

    private static ModeMeans means(DensityModes field, int quantities, Supplier<RowEstimator> estimators, int threads)
            throws InterruptedException {
        Mesh mesh = field.mesh();
        ModeBins bins = new ModeBins(mesh.dimensions(), mesh.side());
        return ModeMeans.of(bins, quantities, estimators, field.grid().ranks(), threads);
    }

    private static double[] k(Mesh mesh, ModeMeans means) {
        double[] k = means.length().clone();
        for (int b = 0; b < k.length; b++) {
            k[b] *= mesh.fundamental();
        }
        return k;
    }

    private static double[] scaled(double[] squares, Mesh mesh) {
        double[] power = squares.clone();
        for (int b = 0; b < power.length; b++) {
            power[b] *= mesh.powerUnit();
        }
        return power;
    }
}
