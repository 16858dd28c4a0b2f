package org.hydroreplace.grid;

/** The formulas of the assignment schemes in plain double, over all cells: slow, and written without the program's. */
public final class Kernels {
    private Kernels() {}

    /** Weights of all grid points along one dimension for a particle at {@code position}. */
    public static double[] weights(MassAssignment scheme, double position, double box, int side) {
        double u = position * side / box;
        double[] weights = new double[side];
        for (int i = 0; i < side; i++) {
            double s = Math.abs(u - i);
            s = Math.min(s, Math.abs(side - s));
            weights[i] = switch (scheme) {
                case NGP -> Math.floorMod((long) Math.floor(u + 0.5), side) == i ? 1 : 0;
                case CIC -> Math.max(0, 1 - s);
                case TSC -> s < 0.5 ? 0.75 - s * s : s < 1.5 ? (1.5 - s) * (1.5 - s) / 2 : 0;
                case PCS -> s < 1 ? (4 - 6 * s * s + 3 * s * s * s) / 6 : s < 2 ? Math.pow(2 - s, 3) / 6 : 0;
            };
        }
        return weights;
    }

    /** Mass in the cells of a grid, in row order; as many columns of positions as dimensions. */
    public static double[] deposit(
            MassAssignment scheme, double box, int side, double[] masses, double[]... positions) {
        double[] cells = new double[(int) Math.round(Math.pow(side, positions.length))];
        for (int p = 0; p < masses.length; p++) {
            double[] a = weights(scheme, positions[0][p], box, side);
            double[] b = weights(scheme, positions[1][p], box, side);
            double[] c = positions.length == 3 ? weights(scheme, positions[2][p], box, side) : new double[] {1};
            for (int i = 0; i < side; i++) {
                for (int j = 0; a[i] != 0 && j < side; j++) {
                    for (int k = 0; b[j] != 0 && k < c.length; k++) {
                        cells[(i * side + j) * c.length + k] += masses[p] * a[i] * b[j] * c[k];
                    }
                }
            }
        }
        return cells;
    }
}
