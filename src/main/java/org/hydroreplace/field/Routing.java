package org.hydroreplace.field;

import java.util.Arrays;
import org.hydroreplace.snapshot.ParticleChunk;

/**
 * Where the particles of one chunk go: for each, the fields that take it where it is, and a list of those that a field
 * takes at another place. Used again for chunk after chunk by one thread: 8 bytes a particle and 36 a moved one.
 */
public final class Routing {
    private long[] inPlace = {};
    private int moved;
    private int[] movedParticle = {};
    private int[] movedField = {};
    private double[] movedX = {};
    private double[] movedY = {};
    private double[] movedZ = {};

    void reset(ParticleChunk chunk) {
        if (inPlace.length < chunk.size()) {
            inPlace = new long[chunk.size()];
        }
        moved = 0;
    }

    void setInPlace(int particle, long fields) {
        inPlace[particle] = fields;
    }

    void move(int particle, int field, double x, double y, double z) {
        if (moved == movedParticle.length) {
            int room = Math.max(1024, 2 * moved);
            movedParticle = Arrays.copyOf(movedParticle, room);
            movedField = Arrays.copyOf(movedField, room);
            movedX = Arrays.copyOf(movedX, room);
            movedY = Arrays.copyOf(movedY, room);
            movedZ = Arrays.copyOf(movedZ, room);
        }
        movedParticle[moved] = particle;
        movedField[moved] = field;
        movedX[moved] = x;
        movedY[moved] = y;
        movedZ[moved] = z;
        moved++;
    }

    /** The fields that take each particle where it is: bit f for field f of the router. */
    public long[] inPlace() {
        return inPlace;
    }

    /** How many times a field takes a particle at another place. */
    public int moved() {
        return moved;
    }

    /** Which particle of the chunk each moved one is. */
    public int[] movedParticle() {
        return movedParticle;
    }

    /** Which field takes each moved particle. */
    public int[] movedField() {
        return movedField;
    }

    /** New places along x of the moved particles, comoving Mpc/h, in [0, box). */
    public double[] movedX() {
        return movedX;
    }

    /** New places along y. */
    public double[] movedY() {
        return movedY;
    }

    /** New places along z. */
    public double[] movedZ() {
        return movedZ;
    }
}
