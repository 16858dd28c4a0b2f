package org.hydroreplace.cosmology;

/** What radiation the expansion holds. Simulation codes usually leave it out; Boltzmann codes and CCL do not. */
public enum Radiation {
    /** The microwave background at 2.7255 K (Fixsen 2009) and 3.044 species of massless neutrinos (Bennett+2021). */
    PHOTONS_AND_NEUTRINOS(2.4729753286335706e-5, 3.044 * 0.22710731766023898),
    NONE(0, 0);

    /** Temperature of the microwave background in K; the transfer function depends on it whatever the expansion. */
    public static final double CMB_TEMPERATURE = 2.7255;

    private final double photons;
    private final double neutrinosPerPhoton;

    /**
     * @param photons Omega_gamma h^2 = 32 pi G sigma_SB T^4 / (3 c^3 (100 km/s/Mpc)^2), constants of CODATA 2018
     * @param neutrinosPerPhoton N_eff 7/8 (4/11)^(4/3)
     */
    Radiation(double photons, double neutrinosPerPhoton) {
        this.photons = photons;
        this.neutrinosPerPhoton = neutrinosPerPhoton;
    }

    /** Density today in units of the critical density, for a Hubble constant of 100 h km/s/Mpc. */
    public double density(double hubble) {
        return photons * (1 + neutrinosPerPhoton) / (hubble * hubble);
    }
}
