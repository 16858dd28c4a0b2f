package org.hydroreplace.halo;

import java.util.List;
import org.hydroreplace.snapshot.ParticleType;

/** Kinds of matter that profiles and statistics tell apart. */
public enum Component {
    TOTAL(-1, "total", "all matter"),
    GAS(0, "gas", "gas"),
    DARK_MATTER(1, "dm", "dark matter"),
    STARS(2, "stars", "stars and wind"),
    BLACK_HOLES(3, "bh", "black holes");

    /** Those that a particle belongs to by its type; the total is their sum. */
    static final List<Component> OF_PARTICLES = List.of(GAS, DARK_MATTER, STARS, BLACK_HOLES);

    private final int place;
    private final String label;
    private final String description;

    Component(int place, String label, String description) {
        this.place = place;
        this.label = label;
        this.description = description;
    }

    /** Place among those of particles. */
    int place() {
        return place;
    }

    /** Name in files. */
    public String label() {
        return label;
    }

    /** In words. */
    public String description() {
        return description;
    }

    /** The component of a particle. */
    public static Component of(ParticleType type) {
        return switch (type) {
            case GAS -> GAS;
            case DARK_MATTER, LOW_RESOLUTION_DARK_MATTER -> DARK_MATTER;
            case STARS -> STARS;
            case BLACK_HOLES -> BLACK_HOLES;
            case TRACER -> throw new IllegalArgumentException("tracers are not matter");
        };
    }
}
