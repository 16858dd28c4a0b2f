package org.hydroreplace.snapshot;

/**
 * Positions as a snapshot holds them: in its unit of length. A position that is to be written must be one that reading gives
 * back: not every double in Mpc/h is a double in kpc/h divided by 1000.
 *
 * @param box of the snapshot
 * @param perMpc units of length in 1 Mpc/h
 */
public record StoredLength(PeriodicBox box, double perMpc) {
    private static final int NEIGHBOURS = 4;

    public static StoredLength of(OutputHeader header) {
        return new StoredLength(header.box(), header.units().lengthsPerMpc());
    }

    /** The position that is read where this one, in [0, box), has been written; within two units in the last place of it. */
    public double representable(double position) {
        double read = position * perMpc / perMpc;
        return read < box.size() ? read : 0;
    }

    /** What is written for a position that {@link #representable} gave. */
    public double toStored(double position) {
        double stored = position * perMpc;
        double above = stored;
        double below = stored;
        for (int i = 0; i < NEIGHBOURS; i++) {
            if (above / perMpc == position) {
                return above;
            }
            if (below / perMpc == position) {
                return below;
            }
            above = Math.nextUp(above);
            below = Math.nextDown(below);
        }
        throw new IllegalArgumentException(position + " Mpc/h cannot be written in units of 1/" + perMpc + " Mpc/h");
    }
}
