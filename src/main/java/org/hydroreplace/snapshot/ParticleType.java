package org.hydroreplace.snapshot;

import java.util.List;

/** The particle types of the GADGET family; in the order of their numbers. */
public enum ParticleType {
    GAS(0),
    DARK_MATTER(1),
    /** Unused in periodic boxes, low-resolution dark matter in zoom simulations. */
    LOW_RESOLUTION_DARK_MATTER(2),
    /** Monte Carlo tracers of the gas: never matter of their own, though MassTable names a mass for them. */
    TRACER(3),
    /** Stars, and wind-phase gas cells, which are mass all the same. */
    STARS(4),
    BLACK_HOLES(5);

    private static final List<ParticleType> ALL = List.of(values());

    private final int number;

    ParticleType(int number) {
        this.number = number;
    }

    /** N in {@code PartTypeN}, and the place in arrays by type. */
    public int number() {
        return number;
    }

    /** All types in the order of their numbers. */
    public static List<ParticleType> all() {
        return ALL;
    }

    /** Whether particles of this type are matter. */
    public boolean isMatter() {
        return this != TRACER;
    }

    /** Name of the HDF5 group, such as {@code PartType1}. */
    public String group() {
        return "PartType" + number;
    }
}
