package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.field.Routing;
import org.hydroreplace.field.Source;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.snapshot.ParticleChunk;

/**
 * Takes the particles of one thread's chunks into the profiles: finds the halos without holding accumulators, and borrows
 * these only to add.
 */
final class ProfileCollector {
    private final List<ProfileGroup> groups;
    private final ProfileScales scales;
    private final AccumulatorPool pool;
    private final Encounters encounters = new Encounters();

    ProfileCollector(List<ProfileGroup> groups, ProfileScales scales, AccumulatorPool pool) {
        this.groups = groups;
        this.scales = scales;
        this.pool = pool;
    }

    /**
     * Takes a batch of particles that lie where they are, round the DMO halos that the router found.
     *
     * @throws ArithmeticException if a halo is too heavy to be counted
     */
    void collectBatch(ParticleChunk chunk, Routing routing) throws InterruptedException {
        for (ProfileGroup group : groups) {
            if (group.centre() == Source.DMO) {
                add(group, routing.encounters(), chunk, routing.inPlace(), chunk.mass());
            }
        }
    }

    /**
     * Takes the rest of a routed chunk: its particles round the hydro halos, and those that have moved round all.
     *
     * @param movedMass mass of each moved particle, Msun/h
     * @throws ArithmeticException if a halo is too heavy to be counted
     */
    void collectRest(ParticleChunk chunk, Routing routing, double[] movedMass) throws InterruptedException {
        for (ProfileGroup group : groups) {
            if (group.centre() == Source.HYDRO) {
                for (int from = 0; from < chunk.size(); ) {
                    from = group.index().find(chunk.x(), chunk.y(), chunk.z(), from, chunk.size(), encounters);
                    add(group, encounters, chunk, routing.inPlace(), chunk.mass());
                }
            }
            for (int from = 0; from < routing.moved(); ) {
                from = group.index()
                        .find(routing.movedX(), routing.movedY(), routing.movedZ(), from, routing.moved(), encounters);
                add(group, encounters, chunk, routing.movedFields(), movedMass);
            }
        }
    }

    private void add(ProfileGroup group, Encounters near, ParticleChunk chunk, long[] fieldsOf, double[] mass)
            throws InterruptedException {
        if (near.size() == 0) {
            return;
        }
        Component component = Component.of(chunk.type());
        MassScale scale = scales.of(component);
        Accumulators accumulators = pool.borrow();
        try {
            accumulators.addProfiles(group, near, component, fieldsOf, mass, scale);
        } finally {
            pool.giveBack(accumulators);
        }
    }
}
