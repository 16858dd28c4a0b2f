package org.hydroreplace.baryons;

import org.hydroreplace.cosmology.HaloBias;

/** What the models share: the law of stars, clips, and the constant concentration. */
final class Laws {
    /** Fractions are not smaller than this. */
    static final double LEAST = 1e-10;

    /** A constant concentration in place of the halo's own. */
    static final String CONCENTRATION = "cdelta";

    /** h of IllustrisTNG: defaults that their sources give in Msun or Mpc are converted with it. */
    static final double HUBBLE = 0.6774;

    private Laws() {}

    /**
     * Fractions of the total mass in stars.
     *
     * @param regime which of them are clipped
     */
    record Stars(double all, double central, double satellites, int regime) {}

    /** One number for a list of cases. */
    static int regime(boolean... cases) {
        int bits = 0;
        for (boolean holds : cases) {
            bits = 2 * bits + (holds ? 1 : 0);
        }
        return bits;
    }

    /**
     * A double power law (Moster et al. 2013), clipped to what there is: norm / [x^tau + x^eta].
     *
     * @param x mass over pivot mass
     * @param all tau and eta of all stars
     * @param central what to add to them for the central galaxy
     */
    static Stars stars(double norm, double x, double[] all, double[] central, double baryonFraction) {
        double starLaw = law(norm, x, all[0], all[1]);
        double star = Math.clamp(starLaw, LEAST, Math.max(baryonFraction, LEAST));
        double cgaLaw = law(norm, x, all[0] + central[0], all[1] + central[1]);
        double cga = Math.clamp(cgaLaw, LEAST, star);
        return new Stars(
                star,
                cga,
                Math.max(star - cga, LEAST),
                regime(star < starLaw, star > starLaw, cga < cgaLaw, cga > cgaLaw, star - cga < LEAST));
    }

    private static double law(double norm, double x, double tau, double eta) {
        return norm / (StrictMath.pow(x, tau) + StrictMath.pow(x, eta));
    }

    static HaloContext withOwnConcentration(HaloContext halo, ParameterSet parameters) {
        return parameters.has(CONCENTRATION) ? halo.withConcentration(parameters.get(CONCENTRATION)) : halo;
    }

    /** With the bias of the parameters p and q. */
    static TwoHaloTerm twoHalo(HaloContext halo, HaloBias bias, ParameterSet parameters) {
        double sigma = HaloBias.COLLAPSE / halo.peakHeight();
        return new TwoHaloTerm(
                bias.of(sigma, halo.matter().growth(), parameters.get("p"), parameters.get("q")), halo.matter());
    }
}
