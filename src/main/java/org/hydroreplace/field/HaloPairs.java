package org.hydroreplace.field;

import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.snapshot.PeriodicBox;

/**
 * Matched halos as columns, heaviest DMO halo first: centres and R200c of both partners in comoving Mpc/h and M200c of
 * the DMO halo in Msun/h. The arrays are shared and must not be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
record HaloPairs(
        PeriodicBox box,
        double[] mass,
        double[] dmoX,
        double[] dmoY,
        double[] dmoZ,
        double[] dmoRadius,
        double[] hydroX,
        double[] hydroY,
        double[] hydroZ,
        double[] hydroRadius) {

    /** The pairs of a matching, in its order. */
    static HaloPairs of(HaloMatches matches) {
        int n = matches.pairs().size();
        HaloPairs pairs = new HaloPairs(
                matches.dmo().header().box(),
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n]);
        HaloCatalogue dmo = matches.dmo();
        HaloCatalogue hydro = matches.hydro();
        for (int i = 0; i < n; i++) {
            int d = matches.pairs().get(i).dmo();
            int h = matches.pairs().get(i).hydro();
            pairs.mass[i] = dmo.mass(d);
            pairs.dmoX[i] = dmo.x(d);
            pairs.dmoY[i] = dmo.y(d);
            pairs.dmoZ[i] = dmo.z(d);
            pairs.dmoRadius[i] = dmo.radius(d);
            pairs.hydroX[i] = hydro.x(h);
            pairs.hydroY[i] = hydro.y(h);
            pairs.hydroZ[i] = hydro.z(h);
            pairs.hydroRadius[i] = hydro.radius(h);
        }
        return pairs;
    }

    int size() {
        return mass.length;
    }
}
