package org.hydroreplace.baryons;

/** Halos whose radius, concentration and peak height come from the reference tables, as does the correlation function. */
final class ReferenceHalos {
    static final double OMEGA_BARYON = 0.0486;
    static final double OMEGA_MATTER = 0.3089;
    private static final ReferenceTable HALOS = ReferenceTable.read("halo_c_R_sigma_bias.csv");
    private static final ReferenceTable BACKGROUND = ReferenceTable.read("cosmo_background.csv");
    private static final ReferenceTable XI = ReferenceTable.read("xi_linear_EH98.csv");

    private ReferenceHalos() {}

    /** @param concentration column, such as c_Diemer15 */
    static HaloContext at(double mass, double z, String concentration, double omegaBaryon) {
        for (int i = 0; i < HALOS.size(); i++) {
            if (Math.abs(HALOS.value(i, "M200c") / mass - 1) < 1e-9 && HALOS.value(i, "z") == z) {
                return new HaloContext(
                        mass,
                        HALOS.value(i, "R200c"),
                        HALOS.value(i, concentration),
                        HALOS.value(i, "nu_1686"),
                        matter(z, omegaBaryon));
            }
        }
        throw new IllegalArgumentException("no halo of " + mass + " Msun/h at z = " + z);
    }

    static CosmicMatter matter(double z, double omegaBaryon) {
        for (int i = 0; i < BACKGROUND.size(); i++) {
            if (BACKGROUND.value(i, "z") == z) {
                return new TabulatedMatter(
                        z,
                        BACKGROUND.value(i, "D"),
                        omegaBaryon / OMEGA_MATTER,
                        BACKGROUND.value(i, "rho_m_com"),
                        XI.column("r"),
                        XI.column("xi_z" + z));
            }
        }
        throw new IllegalArgumentException("no background at z = " + z);
    }
}
