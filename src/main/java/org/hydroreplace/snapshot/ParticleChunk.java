package org.hydroreplace.snapshot;

/**
 * Particles of one type, used again for block after block by one thread: 32 bytes a particle, no allocation once it has
 * grown to the largest block.
 */
public final class ParticleChunk {
    private ParticleType type = ParticleType.DARK_MATTER;
    private int size;
    private double[] x = {};
    private double[] y = {};
    private double[] z = {};
    private double[] mass = {};

    /** Makes room for {@code size} particles of a type; what was held before is lost. */
    public void reset(ParticleType type, int size) {
        if (x.length < size) {
            x = new double[size];
            y = new double[size];
            z = new double[size];
            mass = new double[size];
        }
        this.type = type;
        this.size = size;
    }

    public ParticleType type() {
        return type;
    }

    /** Number of particles; the arrays may be longer. */
    public int size() {
        return size;
    }

    /** Positions along x, comoving Mpc/h, in [0, box). */
    public double[] x() {
        return x;
    }

    /** Positions along y, comoving Mpc/h, in [0, box). */
    public double[] y() {
        return y;
    }

    /** Positions along z, comoving Mpc/h, in [0, box). */
    public double[] z() {
        return z;
    }

    /** Masses, Msun/h. */
    public double[] mass() {
        return mass;
    }
}
