package org.hydroreplace.spectrum;

import org.hydroreplace.grid.MassAssignment;

/** What a product of two amplitudes is multiplied by for the window: a product of one factor for each dimension. */
final class WindowFactors {
    private final double[] factors;

    /** For products of an amplitude of one assignment with one of another. */
    WindowFactors(Window window, MassAssignment one, MassAssignment other, int side) {
        factors = new double[side / 2 + 1];
        factors[0] = 1;
        for (int n = 1; n < factors.length; n++) {
            double x = Math.PI * n / side;
            double inverse = x / StrictMath.sin(x);
            factors[n] = 1;
            for (int p = 0; window == Window.COMPENSATED && p < one.order() + other.order(); p++) {
                factors[n] *= inverse;
            }
        }
    }

    /** Factor of a mode, of either sign, along one dimension. */
    double of(int mode) {
        return factors[Math.abs(mode)];
    }
}
