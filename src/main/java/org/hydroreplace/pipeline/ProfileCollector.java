package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.Routing;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.snapshot.ParticleChunk;

/**
 * Takes the particles of one thread's chunks into the profiles, batch by batch of encounters with halos; accumulators are
 * borrowed only to add.
 */
final class ProfileCollector {
    private final FieldRouter router;
    private final List<ProfileGroup> groups;
    private final ProfileScales scales;
    private final AccumulatorPool pool;

    ProfileCollector(FieldRouter router, List<ProfileGroup> groups, ProfileScales scales, AccumulatorPool pool) {
        this.router = router;
        this.groups = groups;
        this.scales = scales;
        this.pool = pool;
    }

    /**
     * Takes a batch of particles that lie where they are.
     *
     * @throws ArithmeticException if a halo is too heavy to be counted
     */
    void collect(ParticleChunk chunk, Routing routing) throws InterruptedException {
        for (ProfileGroup group : groups) {
            add(group, routing.encounters(), chunk, routing.inPlace(), chunk.mass());
        }
    }

    /**
     * Takes the particles of a chunk that have moved.
     *
     * @param mass mass of each moved particle, Msun/h
     * @throws ArithmeticException if a halo is too heavy to be counted
     */
    void collectMoved(ParticleChunk chunk, Routing routing, double[] mass) throws InterruptedException {
        for (int from = 0; from < routing.moved() && !groups.isEmpty(); ) {
            from = router.findMoved(routing, from);
            for (ProfileGroup group : groups) {
                add(group, routing.encounters(), chunk, routing.movedFields(), mass);
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
