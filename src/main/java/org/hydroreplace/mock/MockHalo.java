package org.hydroreplace.mock;

/**
 * A drawn halo. Its particles are numbered from 0, the same numbers in both runs, in ranges that end at {@code stars},
 * {@code core}, {@code inside} and {@code all}:
 *
 * <ul>
 *   <li>[0, stars): inside R200c; the baryon of the number is a star,
 *   <li>[0, core): radius below R200c / stretch, so that the gas of [stars, core) stays inside R200c,
 *   <li>[core, inside): inside R200c, but their gas outside,
 *   <li>[inside, all): from R200c to 2.5 R200c.
 * </ul>
 *
 * @param mass M200c in the gravity-only run
 * @param radius R200c in the gravity-only run
 * @param concentration R200c / r_s, of both runs
 * @param hydroMass nominal M200c in the hydro run: what the catalogue says and what scales the radii; the particles keep
 *     their mass
 * @param stretch factor on the radius of gas
 * @param blackHole mass of the black hole, 0 where there is none; it is taken out of star 0
 * @param first number of its first particle in the box
 */
record MockHalo(
        double mass,
        double radius,
        double concentration,
        Point centre,
        double hydroMass,
        double hydroRadius,
        Point hydroCentre,
        double stretch,
        double blackHole,
        long first,
        int stars,
        int core,
        int inside,
        int all) {}
