package org.hydroreplace.snapshot;

/**
 * Particles as a file holds them, in its own units and without wrapping: what is copied to another file. Used again for
 * block after block: 40 bytes a particle.
 */
public final class StoredParticles {
    private double[][] position = {{}, {}, {}};
    private double[] mass = {};
    private long[] id = {};

    private boolean singlePositions;
    private boolean singleMasses;

    /** Makes room; what was held before is lost. */
    public void reset(int size) {
        if (mass.length < size) {
            position = new double[3][size];
            mass = new double[size];
            id = new long[size];
        }
    }

    void storedAs(boolean positionsAreSingle, boolean massesAreSingle) {
        singlePositions = positionsAreSingle;
        singleMasses = massesAreSingle;
    }

    /** Whether the file holds positions in float32. */
    public boolean hasSinglePositions() {
        return singlePositions;
    }

    /** Whether the file holds a mass in float32 for each particle. */
    public boolean hasSingleMasses() {
        return singleMasses;
    }

    /** Takes one particle over. */
    public void copy(StoredParticles from, int particle, int to) {
        for (int axis = 0; axis < 3; axis++) {
            position[axis][to] = from.position[axis][particle];
        }
        mass[to] = from.mass[particle];
        id[to] = from.id[particle];
    }

    /** Coordinates along x, y and z. */
    public double[][] position() {
        return position;
    }

    /** Masses; that of the MassTable where particles have none of their own. */
    public double[] mass() {
        return mass;
    }

    /** Identifiers; unsigned 64-bit ones keep their bits. */
    public long[] id() {
        return id;
    }
}
