package org.hydroreplace.lensing;

import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.grid.CellRows;

/**
 * From the mass in the pixels of a plane to its contrast, with the mean of the cosmology and not that of the plane.
 *
 * @param meanMass mbar = rho_crit Omega_m L^2 dchi / N^2 of a pixel, Msun/h, with {@link Cosmology#CRITICAL_DENSITY}
 * @param thickness dchi, Mpc/h
 */
public record PlaneNormalization(double meanMass, double thickness) {
    /**
     * @param boxSize L, Mpc/h
     * @param thickness dchi, Mpc/h
     * @param side N, pixels along each side
     */
    public static PlaneNormalization of(Cosmology cosmology, double boxSize, double thickness, int side) {
        double pixel = boxSize / side;
        return new PlaneNormalization(cosmology.meanMatterDensity() * pixel * pixel * thickness, thickness);
    }

    /** Rows of pixels with a content of this name, from rows of mass in Msun/h. */
    public CellRows rows(PlaneContent content, CellRows mass) {
        return switch (content) {
            case MASS -> mass;
            case DELTA ->
                (row, cells) -> {
                    mass.read(row, cells);
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] = (cells[i] / meanMass - 1) * thickness;
                    }
                };
        };
    }

    /** Rows of 1 + delta = m / mbar times a factor. */
    CellRows scaled(CellRows mass, double factor) {
        double perMass = factor / meanMass;
        return (row, cells) -> {
            mass.read(row, cells);
            for (int i = 0; i < cells.length; i++) {
                cells[i] *= perMass;
            }
        };
    }
}
