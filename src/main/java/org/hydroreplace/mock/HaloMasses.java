package org.hydroreplace.mock;

import java.util.Arrays;
import org.hydroreplace.mock.RandomStream.Purpose;

/**
 * M200c of the halos of a box, largest first. They follow dn/dlnM ~ M^-0.9 exp(-M / 5e14 Msun/h), the shape of Press and
 * Schechter (1974, ApJ 187, 425), between the limits of the {@link MockUniverse}, and are drawn until they hold 40 % of
 * the mass of the box inside 2.5 R200c.
 */
final class HaloMasses {
    static final double MASS_IN_HALOS = 0.4;
    private static final double CUTOFF = 5e4;
    private static final int INTERVALS = 4000;

    private HaloMasses() {}

    static double[] draw(MockUniverse universe, long seed) {
        var distribution = new Quantiles(
                StrictMath.log(universe.smallestHalo()),
                StrictMath.log(universe.largestHalo()),
                INTERVALS,
                lnM -> StrictMath.exp(-0.9 * lnM - StrictMath.exp(lnM) / CUTOFF));
        long key = RandomStream.key(seed, Purpose.HALO_MASS);
        double left = MASS_IN_HALOS * universe.totalMass();
        double[] masses = new double[1024];
        int count = 0;
        while (true) {
            // Rounded as the catalogue will store it, so that the truth and the catalogue are one number.
            double mass = (float) StrictMath.exp(distribution.at(new RandomStream(key, count).next()));
            left -= massToExtent(mass);
            if (left < 0) {
                break;
            }
            if (count == masses.length) {
                masses = Arrays.copyOf(masses, 2 * count);
            }
            masses[count++] = mass;
        }
        masses = Arrays.copyOf(masses, count);
        Arrays.sort(masses);
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            double swapped = masses[i];
            masses[i] = masses[j];
            masses[j] = swapped;
        }
        return masses;
    }

    /** The mass inside 2.5 R200c of a halo of that M200c. */
    static double massToExtent(double mass) {
        double c = NfwProfile.concentration(mass);
        return mass * NfwProfile.mu(c * NfwProfile.EXTENT) / NfwProfile.mu(c);
    }
}
