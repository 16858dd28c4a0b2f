package org.hydroreplace.response;

import java.util.Arrays;

/**
 * The response of a statistic S to a field: F = (S_field - S_dmo) / (S_hydro - S_dmo), 0 for the gravity-only field and 1
 * for the full-physics one (arXiv:2603.11815; arXiv:2511.10634).
 *
 * @param floor least |S_hydro - S_dmo| in units of |S_dmo|; F is NaN where the difference is smaller, or 0
 */
public record Response(double floor) {
    public Response {
        if (!(floor >= 0) || Double.isInfinite(floor)) {
            throw new IllegalArgumentException("a least difference of " + floor + " of the gravity-only statistic");
        }
    }

    /** F bin by bin. */
    public double[] of(double[] field, double[] dmo, double[] hydro) {
        double[] response = new double[dmo.length];
        Arrays.setAll(response, b -> {
            double difference = hydro[b] - dmo[b];
            boolean defined = Math.abs(difference) > 0 && Math.abs(difference) >= floor * Math.abs(dmo[b]);
            // Not minus zero.
            return defined ? (field[b] - dmo[b]) / difference + 0.0 : Double.NaN;
        });
        return response;
    }
}
