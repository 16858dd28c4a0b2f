package org.hydroreplace.mock;

/** What a particle is, with its number among the types of Gadget files. */
enum Matter {
    /** Of the gravity-only run. */
    ALL(1),
    /** Dark matter of the hydro run. */
    DARK(1),
    GAS(0),
    STARS(4),
    BLACK_HOLES(5);

    private final int type;

    Matter(int type) {
        this.type = type;
    }

    int type() {
        return type;
    }

    /** Whether all particles have the mass of the header's MassTable, so that the file has no Masses. */
    boolean hasOneMass() {
        return type == 1;
    }
}
