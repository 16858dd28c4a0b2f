package org.hydroreplace.cosmology;

/**
 * What models of halos ask of a cosmology: densities, radii, sigma(M), concentration, bias and the linear correlation function.
 * Radii are comoving Mpc/h, masses M200c in Msun/h, redshifts 0 to 10^5, wavenumbers comoving h/Mpc.
 *
 * <p>Building one tabulates growth, distance, sigma and xi in a few tenths of a second; every call is then a formula or a spline.
 * Immutable, 700 kB.
 */
public final class StructureFormation {
    private static final double OVERDENSITY = 200;

    private final Cosmology cosmology;
    private final Background background;
    private final LinearPower power;
    private final MassVariance variance;
    private final CorrelationFunction correlation;

    public StructureFormation(
            Cosmology cosmology, Radiation radiation, LinearPower power, WavenumberBand correlationBand) {
        this.cosmology = cosmology;
        this.background = new Background(cosmology, radiation);
        this.power = power;
        this.variance = new MassVariance(power);
        this.correlation = new CorrelationFunction(
                power::at, correlationBand.lowest(cosmology.hubble()), correlationBand.highest(cosmology.hubble()));
    }

    /**
     * With the power spectrum of Eisenstein & Hu 1998, radiation, and the correlation function in the band of CCL: what the
     * reference tables have.
     *
     * @throws org.hydroreplace.io.UsageException if Omega_b, n_s or sigma8 is not known
     * @throws org.hydroreplace.io.InputException if the cosmology is not flat
     */
    public static StructureFormation of(Cosmology cosmology) {
        return new StructureFormation(
                cosmology, Radiation.PHOTONS_AND_NEUTRINOS, LinearPowers.eisensteinHu(cosmology), WavenumberBand.CCL);
    }

    public Cosmology cosmology() {
        return cosmology;
    }

    public Background background() {
        return background;
    }

    /** At redshift 0. */
    public LinearPower power() {
        return power;
    }

    /** E^2 = H^2/H0^2. */
    public double expansionSquared(double redshift) {
        return background.expansionSquared(redshift);
    }

    /** Critical density in physical (Msun/h)/(Mpc/h)^3. */
    public double criticalDensity(double redshift) {
        return background.criticalDensity(redshift);
    }

    /** Mean comoving matter density, (Msun/h)/(Mpc/h)^3. */
    public double meanMatterDensity() {
        return cosmology.meanMatterDensity();
    }

    /** Comoving radius within which a halo of that mass is 200 times as dense as the critical density of the redshift. */
    public double radius200c(double mass, double redshift) {
        double volume = positive(mass, "mass") / (4 * Math.PI / 3 * OVERDENSITY * criticalDensity(redshift));
        return StrictMath.cbrt(volume) * (1 + redshift);
    }

    /** The mass within a comoving R200c. */
    public double mass200c(double radius, double redshift) {
        double physical = positive(radius, "radius") / (1 + redshift);
        return 4 * Math.PI / 3 * OVERDENSITY * criticalDensity(redshift) * physical * physical * physical;
    }

    /** D(z), 1 at redshift 0. */
    public double growth(double redshift) {
        return background.growth(redshift);
    }

    /** Comoving radius of the sphere that holds the mass at mean density. */
    public double lagrangianRadius(double mass) {
        return StrictMath.cbrt(positive(mass, "mass") / (4 * Math.PI / 3 * meanMatterDensity()));
    }

    /** Linear rms contrast in spheres of a mean mass, 3e4 to 3e17 Msun/h. */
    public double sigma(double mass, double redshift) {
        return variance.sigma(lagrangianRadius(mass)) * growth(redshift);
    }

    /** n = -2 dlnsigma/dlnR - 3, the slope of the power spectrum that spheres of a comoving radius of 4e-3 to 100 Mpc/h feel. */
    public double varianceSlope(double radius) {
        return -2 * variance.slope(radius) - 3;
    }

    /** nu = 1.686 / sigma(M, z). */
    public double peakHeight(double mass, double redshift) {
        return HaloBias.COLLAPSE / sigma(mass, redshift);
    }

    /** c200c. */
    public double concentration(Concentration relation, double mass, double redshift) {
        return relation.of(mass, redshift, this);
    }

    public double bias(HaloBias relation, double mass, double redshift) {
        return relation.of(sigma(mass, redshift), growth(redshift));
    }

    /** Linear matter correlation function at a comoving separation; constant below some 1e-3 Mpc/h. */
    public double correlation(double radius, double redshift) {
        double d = growth(redshift);
        return d * d * correlation.at(radius);
    }

    /** The mean of the correlation function within a comoving radius: 3/r^3 integral_0^r xi s^2 ds. */
    public double meanCorrelation(double radius, double redshift) {
        double d = growth(redshift);
        return d * d * correlation.mean(radius);
    }

    private static double positive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a " + name + " of " + value + " is not above 0 and finite");
        }
        return value;
    }
}
