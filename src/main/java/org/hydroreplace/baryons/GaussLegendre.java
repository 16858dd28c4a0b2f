package org.hydroreplace.baryons;

import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature with four points: exact to degree 7. */
final class GaussLegendre {
    private static final double[] ABSCISSAE = {0.3399810435848563, 0.8611363115940526};
    private static final double[] WEIGHTS = {0.6521451548625461, 0.3478548451374538};

    private GaussLegendre() {}

    static double integrate(DoubleUnaryOperator f, double from, double to) {
        double centre = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        double sum = 0;
        for (int i = 0; i < ABSCISSAE.length; i++) {
            double offset = half * ABSCISSAE[i];
            sum += WEIGHTS[i] * (f.applyAsDouble(centre - offset) + f.applyAsDouble(centre + offset));
        }
        return half * sum;
    }
}
