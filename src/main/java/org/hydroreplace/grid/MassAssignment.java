package org.hydroreplace.grid;

import java.util.Locale;

/**
 * How the mass of a particle is shared among the grid points around it (Hockney & Eastwood 1988, chapter 5). Grid point i
 * lies at i L/N: cells are centred on grid points.
 */
public enum MassAssignment {
    /** Nearest grid point; a particle half-way between two goes to the upper. */
    NGP(1),
    /** Cloud in cell. */
    CIC(2),
    /** Triangular-shaped cloud. */
    TSC(3),
    /** Piecewise cubic spline. */
    PCS(4);

    private final int order;

    MassAssignment(int order) {
        this.order = order;
    }

    /** Cells touched along one dimension; the power of sinc in the window of the scheme. */
    public int order() {
        return order;
    }

    /** Name in configurations and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
