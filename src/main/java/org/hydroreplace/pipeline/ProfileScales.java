package org.hydroreplace.pipeline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.Component;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.SnapshotHeader;

/**
 * The units in which profiles count mass: finer than those of the grids, since a halo weighs less than a box, and such
 * that masses are exact: a power-of-two part of the particle mass where all particles of a component have the same, and of
 * the files' unit of mass where they are float32 numbers of their own.
 */
final class ProfileScales {
    /** What a halo's sphere may weigh, in units of the heaviest halo's M200c, for each (5 R200c)^3 of its volume. */
    static final int ROOM = 64;

    private final Map<Component, MassScale> scales = new EnumMap<>(Component.class);

    private ProfileScales() {}

    /** The units for the particles of a run. */
    static ProfileScales of(SnapshotHeader header, ProfilePlan plan) {
        double heaviest = 0;
        double volume = 1;
        for (ProfileGroup group : plan.groups()) {
            for (double mass : group.spheres().mass()) {
                heaviest = Math.max(heaviest, mass);
            }
            volume = Math.max(volume, Math.pow(group.bins().reach() / 5, 3));
        }
        double expected = Math.min(ParticlePass.expectedMass(header), 0.5 * ROOM * volume * heaviest);
        ProfileScales units = new ProfileScales();
        for (Component component :
                List.of(Component.GAS, Component.DARK_MATTER, Component.STARS, Component.BLACK_HOLES)) {
            double reference = header.output().units().mass();
            for (ParticleType type : ParticleType.all()) {
                if (type.isMatter() && Component.of(type) == component && header.count(type) > 0) {
                    reference = header.tableMasses().getOrDefault(type, reference);
                }
            }
            units.scales.put(component, MassScale.of(reference, Math.max(1, expected)));
        }
        return units;
    }

    /** The unit of a component of particles. */
    MassScale of(Component component) {
        MassScale scale = scales.get(component);
        if (scale == null) {
            throw new IllegalArgumentException(component + " is a sum of components whose units differ");
        }
        return scale;
    }
}
