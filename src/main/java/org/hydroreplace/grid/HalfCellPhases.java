package org.hydroreplace.grid;

/** Phases exp(i pi m / side), m the sum of the indices of a mode: what half a cell down in every dimension
 * amounts to. */
final class HalfCellPhases {
    private final int side;
    private final double[] cos;
    private final double[] sin;

    HalfCellPhases(int side) {
        this.side = side;
        this.cos = new double[2 * side];
        this.sin = new double[2 * side];
        for (int m = 0; m < 2 * side; m++) {
            cos[m] = StrictMath.cos(Math.PI * m / side);
            sin[m] = StrictMath.sin(Math.PI * m / side);
        }
    }

    /** Sets complex number n of {@code here} to its mean with that of {@code there} times the phase of {@code others} + n. */
    void average(double[] here, double[] there, int others) {
        for (int n = 0; 2 * n < here.length; n++) {
            int m = Math.floorMod(others + n, 2 * side);
            double re = there[2 * n] * cos[m] - there[2 * n + 1] * sin[m];
            double im = there[2 * n] * sin[m] + there[2 * n + 1] * cos[m];
            here[2 * n] = (here[2 * n] + re) / 2;
            here[2 * n + 1] = (here[2 * n + 1] + im) / 2;
        }
    }
}
