package org.hydroreplace.baryons;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Table 2 of Mead et al. 2020 (A&amp;A 641, A130): parameters fitted to BAHAMAS at three temperatures of feedback, linear in
 * log10 T_AGN between them. Masses are those of the table, divided by h = 0.7 as BaryonForge does, in Msun/h of h = 0.6774.
 */
enum MeadCalibration {
    /** Fitted to the spectra of matter and pressure. */
    MATTER_PRESSURE,
    /** Fitted to the spectra of all components. */
    ALL;

    static final double COLDEST = 7.6;
    static final double HOTTEST = 8;
    private static final double STEP = 0.2;
    private static final String[] NAMES = {
        "A_star", "nu_A_star", "M_star", "nu_M_star", "eta", "eps1", "nu_eps1", "Gamma", "nu_Gamma", "M_0"
    };

    private static final double[][] MATTER_PRESSURE_ROWS = {
        {0.0348, -0.0093, 12.4620, -0.3664, -0.3428, -0.10017, -0.04559, 1.16468, 0, 13.19486},
        {0.0330, -0.0088, 12.4479, -0.3521, -0.3556, -0.1065, -0.1073, 1.17702, 0, 13.59369},
        {0.0309, -0.0082, 12.3923, -0.3073, -0.3505, -0.12533, -0.01107, 1.19657, 0, 14.24798}
    };
    private static final double[][] ALL_ROWS = {
        {0.0346, -0.0092, 12.5506, -0.4615, -0.4970, 0.4021, 0.0435, 1.2763, -0.0554, 13.0978},
        {0.0342, -0.0105, 12.3715, 0.0149, -0.4052, 0.1236, -0.0187, 1.2956, -0.0937, 13.4854},
        {0.0321, -0.0094, 12.3032, -0.0817, -0.3443, -0.1158, 0.1408, 1.2861, -0.1382, 14.1254}
    };

    /** @param temperature log10 of T_AGN in kelvin, in [7.6, 8] */
    Map<String, Double> at(double temperature) {
        double[][] rows = this == ALL ? ALL_ROWS : MATTER_PRESSURE_ROWS;
        double position = Math.clamp((temperature - COLDEST) / STEP, 0, rows.length - 1.0);
        int row = Math.min((int) position, rows.length - 2);
        double t = position - row;
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            double value = (1 - t) * rows[row][i] + t * rows[row + 1][i];
            boolean mass = NAMES[i].equals("M_star") || NAMES[i].equals("M_0");
            values.put(NAMES[i], mass ? StrictMath.pow(10, value) / 0.7 * Laws.HUBBLE : value);
        }
        return values;
    }
}
