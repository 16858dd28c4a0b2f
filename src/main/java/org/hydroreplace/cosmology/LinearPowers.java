package org.hydroreplace.cosmology;

import java.util.OptionalDouble;
import org.hydroreplace.io.UsageException;

/** Makes linear power spectra. */
public final class LinearPowers {
    /** Nodes a decade at which the Core Cosmology Library samples its spectra. */
    private static final int NODES_PER_DECADE = 167;

    private LinearPowers() {}

    /**
     * k^n_s T^2 with the transfer function of Eisenstein & Hu 1998, normalised to sigma8. It is sampled at the nodes of
     * the Core Cosmology Library (167 a decade from 5e-5 to 1e3 per Mpc) and splined between them: above 2 h/Mpc, where
     * the fit's oscillations are finer than the nodes, slopes differ from the formula's by 1e-4 and agree with the
     * library's.
     *
     * @throws UsageException if Omega_b, n_s or sigma8 is not known
     */
    public static LinearPower eisensteinHu(Cosmology cosmology) {
        double baryons = needed(cosmology.omegaBaryon(), "Omega_b", "omega_b");
        double slope = needed(cosmology.spectralIndex(), "n_s", "n_s");
        double sigma8 = needed(cosmology.sigma8(), "sigma8", "sigma8");
        if (!(baryons > 0 && baryons < cosmology.omegaMatter())) {
            throw new UsageException("Omega_b is " + baryons + " where Omega_m is " + cosmology.omegaMatter()
                    + ": correct cosmology.omega_b, it must be above 0 and below Omega_m.");
        }
        var transfer =
                new EisensteinHu(cosmology.omegaMatter(), baryons, cosmology.hubble(), Radiation.CMB_TEMPERATURE);
        double lowest = StrictMath.log(WavenumberBand.CCL.lowest(cosmology.hubble()));
        double highest = StrictMath.log(WavenumberBand.CCL.highest(cosmology.hubble()));
        int nodes = (int) Math.ceil((highest - lowest) / StrictMath.log(10) * NODES_PER_DECADE);
        double[] k = new double[nodes];
        double[] power = new double[nodes];
        for (int i = 0; i < nodes; i++) {
            k[i] = StrictMath.exp(lowest + i * (highest - lowest) / (nodes - 1));
            double t = transfer.transfer(k[i]);
            power[i] = StrictMath.pow(k[i], slope) * t * t;
        }
        return SplinePower.through(k, power, "Eisenstein & Hu 1998 with n_s " + slope)
                .normalisedTo(sigma8);
    }

    static double needed(OptionalDouble value, String name, String key) {
        return value.orElseThrow(() -> new UsageException("The linear power spectrum needs " + name
                + ", which the headers do not give: add it as cosmology." + key + "."));
    }
}
