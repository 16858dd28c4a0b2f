package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.field.Routing;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.Component;
import org.hydroreplace.snapshot.ParticleChunk;

/**
 * Takes the particles of one thread's chunks into the profiles: finds the halos without holding accumulators, and borrows
 * these only to add. At most {@link #MAX_HITS} hits wait, but for what the last particle brings.
 */
final class ProfileCollector {
    /** 10 MiB of hits. */
    private static final int MAX_HITS = 1 << 19;

    private final List<Part> parts = new ArrayList<>();
    private final ProfileScales scales;
    private final AccumulatorPool pool;

    ProfileCollector(List<ProfileGroup> groups, ProfileScales scales, AccumulatorPool pool) {
        groups.forEach(group -> parts.add(new Part(group)));
        this.scales = scales;
        this.pool = pool;
    }

    /** Bytes that a thread holds for the hits of so many groups: lists grow by doubling. */
    static long bytesPerThread(int groups) {
        return groups * 2L * 2 * MAX_HITS * 20;
    }

    /**
     * Takes a chunk.
     *
     * @throws ArithmeticException if a halo is too heavy to be counted
     */
    void collect(ParticleChunk chunk, Routing routing) throws InterruptedException {
        Component component = Component.of(chunk.type());
        MassScale scale = scales.of(component);
        for (Part part : parts) {
            part.collect(chunk, routing, component, scale);
        }
    }

    private final class Part {
        private final long fields;
        private final HitList hits = new HitList();
        private final ProfileGroup.Finder finder;

        Part(ProfileGroup group) {
            this.fields = group.fields();
            this.finder = group.finder(hits);
        }

        void collect(ParticleChunk chunk, Routing routing, Component component, MassScale scale)
                throws InterruptedException {
            finder.countIn(scale);
            long[] inPlace = routing.inPlace();
            double[] x = chunk.x();
            double[] y = chunk.y();
            double[] z = chunk.z();
            double[] mass = chunk.mass();
            Accumulators.FieldsOf inPlaceFields = particle -> inPlace[particle] & fields;
            for (int i = 0; i < chunk.size(); i++) {
                if ((inPlace[i] & fields) != 0) {
                    finder.find(i, x[i], y[i], z[i], mass[i]);
                    if (hits.size() >= MAX_HITS) {
                        add(component, inPlaceFields);
                    }
                }
            }
            add(component, inPlaceFields);
            int[] movedField = routing.movedField();
            Accumulators.FieldsOf movedFields = moved -> 1L << movedField[moved];
            for (int i = 0; i < routing.moved(); i++) {
                if ((1L << movedField[i] & fields) != 0) {
                    double m = mass[routing.movedParticle()[i]];
                    finder.find(i, routing.movedX()[i], routing.movedY()[i], routing.movedZ()[i], m);
                    if (hits.size() >= MAX_HITS) {
                        add(component, movedFields);
                    }
                }
            }
            add(component, movedFields);
        }

        private void add(Component component, Accumulators.FieldsOf fieldsOf) throws InterruptedException {
            if (hits.size() == 0) {
                return;
            }
            Accumulators accumulators = pool.borrow();
            try {
                accumulators.addProfiles(hits, component, fieldsOf);
            } finally {
                pool.giveBack(accumulators);
            }
            hits.clear();
        }
    }
}
