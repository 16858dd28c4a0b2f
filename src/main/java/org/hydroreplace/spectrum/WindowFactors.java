package org.hydroreplace.spectrum;

import org.hydroreplace.grid.MassAssignment;

/** What the power of a mode is multiplied by for the window: a product of one factor for each dimension. */
final class WindowFactors {
    private final double[] power;

    WindowFactors(Window window, MassAssignment assignment, int side) {
        power = new double[side / 2 + 1];
        power[0] = 1;
        for (int n = 1; n < power.length; n++) {
            double x = Math.PI * n / side;
            double inverse = x / StrictMath.sin(x);
            power[n] = 1;
            for (int p = 0; window == Window.COMPENSATED && p < 2 * assignment.order(); p++) {
                power[n] *= inverse;
            }
        }
    }

    /** Factor of the power of a mode, of either sign, along one dimension. */
    double of(int mode) {
        return power[Math.abs(mode)];
    }
}
