package org.hydroreplace.mock;

/**
 * The box and what follows from it: masses of particles, the range of halo masses. Redshift 0, cosmology of
 * IllustrisTNG (Planck 2015).
 *
 * @param particles dark-matter particles of each run
 * @param box side of the box in ckpc/h
 */
record MockUniverse(long particles, double box) {
    static final double OMEGA_MATTER = 0.3089;
    static final double OMEGA_LAMBDA = 0.6911;
    static final double OMEGA_BARYON = 0.0486;
    static final double HUBBLE = 0.6774;
    static final double BARYON_FRACTION = OMEGA_BARYON / OMEGA_MATTER;

    /** Critical density in 1e10 Msun/h per (ckpc/h)^3: 3 H0^2 / 8 pi G = 2.77536627e11 h^2 Msun/Mpc^3. */
    static final double CRITICAL_DENSITY = 2.77536627e-8;

    /** Virial overdensity of M200c in units of the critical density. */
    static final double OVERDENSITY = 200;

    private static final double SMALLEST_HALO = 1e2;
    private static final double LARGEST_HALO = 1e5;

    /** A halo above this fraction of the box could not be kept clear of the others. */
    private static final double LARGEST_FRACTION = 0.03;

    private static final int FEWEST_IN_HALO = 20;

    static MockUniverse of(MockSettings settings) {
        return new MockUniverse(settings.particles(), settings.boxSize() * 1e3);
    }

    /** Mass of all matter in the box. */
    double totalMass() {
        return OMEGA_MATTER * CRITICAL_DENSITY * box * box * box;
    }

    /** Mass of a particle of the gravity-only run. */
    double particleMass() {
        return totalMass() / particles;
    }

    /** Mass of a dark-matter particle of the hydro run. */
    double darkMass() {
        return particleMass() * (1 - BARYON_FRACTION);
    }

    /** Mean mass of a baryon particle. */
    double baryonMass() {
        return particleMass() * BARYON_FRACTION;
    }

    /** Least M200c drawn: 1e12 Msun/h, or 20 particles. */
    double smallestHalo() {
        return Math.max(SMALLEST_HALO, FEWEST_IN_HALO * particleMass());
    }

    /** Largest M200c drawn: 1e15 Msun/h, or 3 % of the box. */
    double largestHalo() {
        return Math.min(LARGEST_HALO, LARGEST_FRACTION * totalMass());
    }

    /** R200c of a halo, from M = (4 pi / 3) 200 rho_crit R^3. */
    static double virialRadius(double mass) {
        return StrictMath.cbrt(mass / (4.0 / 3.0 * Math.PI * OVERDENSITY * CRITICAL_DENSITY));
    }

    /** Smallest box in Mpc/h whose halos span a factor of two in mass. */
    static double smallestBox() {
        return 1e-3 * StrictMath.cbrt(2 * SMALLEST_HALO / (LARGEST_FRACTION * OMEGA_MATTER * CRITICAL_DENSITY));
    }

    /** Fewest particles with which the halos of a box (side in Mpc/h) span a factor of two in mass. */
    static long fewestParticles(double boxSize) {
        var universe = new MockUniverse(1, boxSize * 1e3);
        return (long) Math.ceil(2 * FEWEST_IN_HALO * universe.totalMass() / universe.largestHalo());
    }
}
