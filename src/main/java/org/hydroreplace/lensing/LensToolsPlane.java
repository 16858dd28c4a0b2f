package org.hydroreplace.lensing;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hydroreplace.cosmology.Background;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.FourierTransform;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.InputException;

/**
 * One plane as the package LensTools (Petri 2016, arXiv:1606.01903) reads it: a FITS image of float64 in real space, first
 * index of the plane along NAXIS2, with the cosmology and the geometry in its header.
 *
 * <p>Density plane: 1.5 Omega_m (100/c)^2 chi dchi / a x m/mbar, dimensionless. Potential plane: -2 density~/l^2 with l = k chi and
 * without its mean, rad^2.
 *
 * @param redshift z of the plane, above 0: LensTools takes no plane at the observer
 * @param distance chi of the plane, comoving Mpc/h
 * @param boxSize side of the plane, comoving Mpc/h
 * @param normalization of the pixels' mass
 * @param particles on the plane, or -1 where not known
 */
public record LensToolsPlane(
        Cosmology cosmology,
        double redshift,
        double distance,
        double boxSize,
        PlaneNormalization normalization,
        long particles) {
    public static final String INFO = "info.txt";

    /** What a file holds. */
    public enum Kind {
        DENSITY(""),
        POTENTIAL("rad2");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** As astropy writes it. */
        String unit() {
            return unit;
        }

        /** Name in files. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws InputException if the plane is not behind the observer */
    public LensToolsPlane {
        if (!(redshift > 0) || !(distance > 0)) {
            throw new InputException(
                    "A plane at redshift " + redshift + " and distance " + distance
                            + " Mpc/h cannot be written for LensTools, which takes no plane at the observer: both must be above 0.");
        }
    }

    /**
     * A plane of a light cone.
     *
     * @param p number of the plane, from 1
     * @param side pixels along each side
     */
    public static LensToolsPlane of(LightConeGeometry geometry, int p, double boxSize, int side, long particles) {
        Cosmology cosmology = geometry.background().cosmology();
        return new LensToolsPlane(
                cosmology,
                geometry.redshift(p),
                geometry.distance(p),
                boxSize,
                PlaneNormalization.of(cosmology, boxSize, geometry.thickness(), side),
                particles);
    }

    /**
     * The name of a plane: {@code snap96_densityPlane0_normal2.fits}.
     *
     * @param snapshot number of the snapshot
     * @param slice from 0
     */
    public static String name(int snapshot, Kind kind, int slice, Axis normal) {
        return "snap" + snapshot + "_" + kind.label() + "Plane" + slice + "_normal" + normal.number() + ".fits";
    }

    /** Factor of m/mbar in the density plane. */
    double densityFactor() {
        double perHubble = distance / Background.HUBBLE_DISTANCE;
        return 1.5
                * cosmology.omegaMatter()
                * perHubble
                * (normalization.thickness() / Background.HUBBLE_DISTANCE)
                * (1 + redshift);
    }

    /** Bytes that writing takes. */
    public static long bytes(Kind kind, int side, int threads) {
        long grid = kind == Kind.DENSITY ? 0 : FourierGrid.bytes(2, side, Precision.DOUBLE, threads);
        return grid + RowBlocks.bytes(side, threads);
    }

    /**
     * Writes a plane; its folder must exist.
     *
     * @param side pixels along each side
     * @param mass of the pixels, Msun/h, row by row
     * @return SHA-256 of the file
     * @throws org.hydroreplace.io.UsageException if the disk does not take it
     */
    public String write(Path target, Kind kind, int side, CellRows mass, int threads) throws InterruptedException {
        CellRows density = normalization.scaled(mass, densityFactor());
        CellRows pixels = kind == Kind.DENSITY ? density : potential(density, side, threads);
        return FitsImage.write(target, side, pixels, threads, header -> {
            header.number("H0", 100 * cosmology.hubble(), "Hubble constant in km/s/Mpc");
            header.number("H", cosmology.hubble(), "Dimensionless Hubble constant");
            header.number("OMEGA_M", cosmology.omegaMatter(), "Matter density");
            header.number("OMEGA_L", cosmology.omegaLambda(), "Dark energy density");
            header.number("W0", -1, "Dark energy equation of state");
            header.number("WA", 0, "Dark energy running equation of state");
            header.number("Z", redshift, "Redshift of the plane");
            header.number("CHI", distance, "Comoving distance in Mpc/h");
            header.number("SIDE", boxSize, "Side of the plane in comoving Mpc/h");
            header.number("NPART", (double) particles, "Particles on the plane, -1 if unknown");
            header.text("UNIT", kind.unit(), "Unit of the pixels");
        });
    }

    /** l in units of its fundamental is the mode's integer vector: 2 pi chi / L, the angle being L / chi. */
    private CellRows potential(CellRows density, int side, int threads) throws InterruptedException {
        FourierGrid grid = new FourierGrid(2, side, Precision.DOUBLE);
        double mean = grid.fill(density, threads);
        grid.forward(1, -mean, threads);
        double fundamental = 2 * Math.PI * distance / boxSize;
        double factor = -2 / (fundamental * fundamental) / ((double) side * side);
        grid.change(
                (row, modes) -> {
                    long i = FourierTransform.mode(row, side);
                    for (int j = 0; j <= side / 2; j++) {
                        double green = i == 0 && j == 0 ? 0 : factor / (i * i + (long) j * j);
                        modes[2 * j] *= green;
                        modes[2 * j + 1] *= green;
                    }
                },
                threads);
        grid.inverse(threads);
        return grid.cells();
    }

    /**
     * Writes info.txt: a line {@code s=96,d=51.25 Mpc/h,z=0.0171} for each plane, near to far.
     *
     * @param snapshots numbers of the snapshots, near to far
     */
    public static void writeInfo(Path target, LightConeGeometry geometry, List<Integer> snapshots) {
        if (snapshots.size() != geometry.snapshots()) {
            throw new IllegalArgumentException(snapshots.size() + " snapshots for " + geometry.snapshots() + " boxes");
        }
        int perSnapshot = geometry.planes() / snapshots.size();
        StringBuilder text = new StringBuilder();
        for (int p = 1; p <= geometry.planes(); p++) {
            text.append("s=")
                    .append(snapshots.get((p - 1) / perSnapshot))
                    .append(",d=")
                    .append(geometry.distance(p))
                    .append(" Mpc/h,z=")
                    .append(geometry.redshift(p))
                    .append('\n');
        }
        AtomicFile.writeString(target, text.toString());
    }
}
