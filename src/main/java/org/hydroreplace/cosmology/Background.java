package org.hydroreplace.cosmology;

import org.hydroreplace.io.InputException;

/**
 * The expansion of a flat universe of matter, radiation and a cosmological constant, and the linear growth of matter in it.
 *
 * <p>E^2 = Omega_m (1+z)^3 + Omega_r (1+z)^4 + Omega_L with Omega_L = 1 - Omega_m - Omega_r. Redshifts are 0 to 10^5; a
 * header's rounding below 0 is taken. Growth and distance are tabulated once (1,769 steps of 1/128 in ln a, 140 kB) and
 * good to 1e-9; everything is immutable.
 */
public final class Background {
    /** Speed of light over 100 km/s/Mpc: the Hubble distance in Mpc/h. */
    public static final double HUBBLE_DISTANCE = 2997.92458;

    /** What Omega_m + Omega_L of a header may miss 1 by and still count as flat. */
    private static final double FLAT = 1e-3;

    private static final double HIGHEST = 1e5;
    private static final double LOWEST = -1e-3;

    private final Cosmology cosmology;
    private final double matter;
    private final double radiation;
    private final double lambda;
    private final Growth growth;
    private final CubicSpline distance;

    /** @throws InputException if the cosmology is not flat */
    public Background(Cosmology cosmology, Radiation radiation) {
        double total = cosmology.omegaMatter() + cosmology.omegaLambda();
        if (!(Math.abs(total - 1) <= FLAT) || !(cosmology.omegaMatter() > 0) || !(cosmology.hubble() > 0)) {
            throw new InputException("Omega_m " + cosmology.omegaMatter() + " and Omega_Lambda "
                    + cosmology.omegaLambda() + " with h " + cosmology.hubble()
                    + " is not a flat universe: correction models need Omega_m and h above 0 and a sum within " + FLAT
                    + " of 1.");
        }
        this.cosmology = cosmology;
        this.matter = cosmology.omegaMatter();
        this.radiation = radiation.density(cosmology.hubble());
        this.lambda = 1 - matter - this.radiation;
        this.growth = new Growth(matter, this.radiation);
        this.distance = distances();
    }

    public Cosmology cosmology() {
        return cosmology;
    }

    /** E^2(z) = H^2/H0^2. */
    public double expansionSquared(double redshift) {
        double y = 1 + checked(redshift);
        return expansionSquared(matter, radiation, y);
    }

    static double expansionSquared(double matter, double radiation, double y) {
        return y * y * y * (matter + radiation * y) + (1 - matter - radiation);
    }

    /** H(z) in km/s/Mpc. */
    public double hubble(double redshift) {
        return 100 * cosmology.hubble() * Math.sqrt(expansionSquared(redshift));
    }

    /** Critical density in physical (Msun/h)/(Mpc/h)^3. */
    public double criticalDensity(double redshift) {
        return Cosmology.CRITICAL_DENSITY * expansionSquared(redshift);
    }

    /** Matter density in units of the critical density of that redshift. */
    public double omegaMatter(double redshift) {
        double y = 1 + checked(redshift);
        return matter * y * y * y / expansionSquared(redshift);
    }

    /** Omega_L today: what matter and radiation leave. */
    public double omegaLambda() {
        return lambda;
    }

    /** Linear growth factor D, 1 at redshift 0. */
    public double growth(double redshift) {
        return growth.factor(logScale(redshift));
    }

    /** f = dlnD/dlna. */
    public double growthRate(double redshift) {
        return growth.rate(logScale(redshift));
    }

    /** Comoving distance along the line of sight, Mpc/h. */
    public double comovingDistance(double redshift) {
        return distance.at(logScale(redshift));
    }

    private static double logScale(double redshift) {
        return -StrictMath.log1p(checked(redshift));
    }

    private static double checked(double redshift) {
        if (!(redshift >= LOWEST && redshift <= HIGHEST)) {
            throw new IllegalArgumentException("redshift " + redshift + " is not between 0 and " + HIGHEST);
        }
        return redshift;
    }

    /** The integral of c dt/a from each node of the growth to today, by Gauss-Legendre of three points a step. */
    private CubicSpline distances() {
        double[] x = Growth.nodes();
        double[] value = new double[x.length];
        double[] slope = new double[x.length];
        slope[x.length - 1] = distanceSlope(0);
        double point = Math.sqrt(0.6);
        for (int i = x.length - 2; i >= 0; i--) {
            double half = 0.5 * (x[i + 1] - x[i]);
            double middle = 0.5 * (x[i + 1] + x[i]);
            double mean = (5 * distanceSlope(middle - point * half)
                            + 8 * distanceSlope(middle)
                            + 5 * distanceSlope(middle + point * half))
                    / 18;
            value[i] = value[i + 1] - 2 * half * mean;
            slope[i] = distanceSlope(x[i]);
        }
        return CubicSpline.hermite(x, value, slope);
    }

    private double distanceSlope(double logScale) {
        double y = StrictMath.exp(-logScale);
        return -HUBBLE_DISTANCE * y / Math.sqrt(expansionSquared(matter, radiation, y));
    }
}
