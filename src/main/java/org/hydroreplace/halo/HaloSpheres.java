package org.hydroreplace.halo;

import org.hydroreplace.snapshot.PeriodicBox;

/**
 * The halos round which matter is measured, as columns; the order is that of the rows of every product. The arrays are
 * shared and must not be changed: 44 bytes a halo.
 *
 * @param row position in the catalogue
 * @param x centres along x (and so on), comoving Mpc/h, in [0, box)
 * @param radius R200c, comoving Mpc/h
 * @param mass M200c, Msun/h
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
public record HaloSpheres(
        PeriodicBox box, int[] row, double[] x, double[] y, double[] z, double[] radius, double[] mass) {

    /** Given halos of a catalogue. */
    public static HaloSpheres of(HaloCatalogue catalogue, int[] rows) {
        int n = rows.length;
        HaloSpheres spheres = new HaloSpheres(
                catalogue.header().box(),
                rows.clone(),
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n]);
        for (int i = 0; i < n; i++) {
            spheres.x[i] = catalogue.x(rows[i]);
            spheres.y[i] = catalogue.y(rows[i]);
            spheres.z[i] = catalogue.z(rows[i]);
            spheres.radius[i] = catalogue.radius(rows[i]);
            spheres.mass[i] = catalogue.mass(rows[i]);
        }
        return spheres;
    }

    /** The DMO halos of all pairs. */
    public static HaloSpheres dmoOf(HaloMatches matches) {
        return of(
                matches.dmo(),
                matches.pairs().stream().mapToInt(HaloMatches.Pair::dmo).toArray());
    }

    /** The hydro halos of all pairs. */
    public static HaloSpheres hydroOf(HaloMatches matches) {
        return of(
                matches.hydro(),
                matches.pairs().stream().mapToInt(HaloMatches.Pair::hydro).toArray());
    }

    public int size() {
        return row.length;
    }
}
