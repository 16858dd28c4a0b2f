package org.hydroreplace.cosmology;

import java.util.OptionalDouble;
import org.hydroreplace.io.UsageException;

/**
 * Parameters of a background cosmology; what the headers of a simulation do not give is empty.
 *
 * @param omegaMatter matter density today in units of the critical density
 * @param omegaLambda dark-energy density today in units of the critical density
 * @param hubble h, the Hubble constant in units of 100 km/s/Mpc
 * @param omegaBaryon baryon density today; gravity-only runs often leave it out or write 0, which counts as not given
 * @param sigma8 rms linear density contrast in spheres of 8 Mpc/h
 * @param spectralIndex n_s, slope of the primordial power spectrum
 */
public record Cosmology(
        double omegaMatter,
        double omegaLambda,
        double hubble,
        OptionalDouble omegaBaryon,
        OptionalDouble sigma8,
        OptionalDouble spectralIndex) {

    /**
     * Critical density today, (Msun/h)/(Mpc/h)^3: 3 H^2 / (8 pi G) with the constants of CODATA 2018 and the IAU solar
     * mass. The simulation codes' own constants give 0.99978 times this.
     */
    public static final double CRITICAL_DENSITY = 2.77536627e11;

    /** Mean comoving matter density, (Msun/h)/(Mpc/h)^3. */
    public double meanMatterDensity() {
        return omegaMatter * CRITICAL_DENSITY;
    }

    /**
     * Omega_b / Omega_m.
     *
     * @throws UsageException if Omega_b is not known
     */
    public double baryonFraction() {
        return omegaBaryon.orElseThrow(
                        () -> new UsageException(
                                "The baryon fraction needs Omega_b, which the headers do not give: add it as cosmology.omega_b."))
                / omegaMatter;
    }

    /** This cosmology, with what it lacks taken from another. */
    public Cosmology completedBy(OptionalDouble omegaBaryon, OptionalDouble sigma8, OptionalDouble spectralIndex) {
        return new Cosmology(
                omegaMatter,
                omegaLambda,
                hubble,
                first(this.omegaBaryon, omegaBaryon),
                first(this.sigma8, sigma8),
                first(this.spectralIndex, spectralIndex));
    }

    private static OptionalDouble first(OptionalDouble own, OptionalDouble other) {
        return own.isPresent() ? own : other;
    }
}
