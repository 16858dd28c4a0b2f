package org.hydroreplace.field;

import java.util.Arrays;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.StoredLength;

/**
 * Where the particles of one chunk go: for each, the fields that take it where it is, and a list of those that a field
 * takes at another place. Used again for chunk after chunk by one thread: 8 bytes a particle and 40 a moved one.
 */
public final class Routing {
    private final StoredLength length;
    private final Encounters encounters = new Encounters();
    private long[] inPlace = {};
    private int moved;
    private int[] movedParticle = {};
    private long[] movedFields = {};
    private double[] movedX = {};
    private double[] movedY = {};
    private double[] movedZ = {};

    /**
     * For particles of one snapshot.
     *
     * @param length moved particles go to the nearest place that can be written in it, so that a field that is written as a
     *     snapshot holds exactly the positions that its maps are made of
     */
    public Routing(StoredLength length) {
        this.length = length;
    }

    void reset(ParticleChunk chunk, long fields) {
        if (inPlace.length < chunk.size()) {
            inPlace = new long[chunk.size()];
        }
        Arrays.fill(inPlace, 0, chunk.size(), fields);
        moved = 0;
    }

    void clearMoved() {
        moved = 0;
    }

    /** A field takes a particle from the list of moved ones, though it stays where it is. */
    void stay(int particle, int field, double x, double y, double z) {
        add(particle, field, x, y, z);
    }

    void move(int particle, int field, double x, double y, double z) {
        add(particle, field, length.representable(x), length.representable(y), length.representable(z));
    }

    private void add(int particle, int field, double x, double y, double z) {
        if (moved == movedParticle.length) {
            int room = Math.max(1024, 2 * moved);
            movedParticle = Arrays.copyOf(movedParticle, room);
            movedFields = Arrays.copyOf(movedFields, room);
            movedX = Arrays.copyOf(movedX, room);
            movedY = Arrays.copyOf(movedY, room);
            movedZ = Arrays.copyOf(movedZ, room);
        }
        movedParticle[moved] = particle;
        movedFields[moved] = 1L << field;
        movedX[moved] = x;
        movedY[moved] = y;
        movedZ[moved] = z;
        moved++;
    }

    /** The particles of the last batch that lie near halos, with the halos by their place in the router's index. */
    public Encounters encounters() {
        return encounters;
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

    /** The field that takes each moved particle: bit f for field f of the router. */
    public long[] movedFields() {
        return movedFields;
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
