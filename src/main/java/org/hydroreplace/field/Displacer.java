package org.hydroreplace.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hydroreplace.baryons.HaloDisplacements;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.PeriodicBox;

/**
 * The DMO matter of all corrected fields: every particle is moved away from, or towards, all halos that reach it. The
 * displacements are those at its original position, added in the order of the halos, heaviest first, and applied once; a
 * particle at the centre of a halo is not moved by that halo. All fields share one look-up. Immutable.
 */
public final class Displacer {
    private final PeriodicBox box;
    private final HaloSpheres halos;
    private final HaloIndex index;
    private final int[] field;
    private final List<HaloDisplacements> displacements;

    /**
     * Displacements of the same halos for some fields.
     *
     * @param byField displacements by the place of the field among those of the router
     */
    public Displacer(HaloSpheres halos, Map<Integer, HaloDisplacements> byField) {
        this.box = halos.box();
        this.halos = halos;
        Map<Integer, HaloDisplacements> ordered = new TreeMap<>(byField);
        this.field = ordered.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.displacements = new ArrayList<>(ordered.values());
        double[] radius = new double[halos.size()];
        for (HaloDisplacements some : displacements) {
            for (int i = 0; i < radius.length; i++) {
                // Beyond half the box the nearest image says nothing of the others.
                radius[i] = Math.max(radius[i], Math.min(some.radius(i), 0.5 * box.size()));
            }
        }
        this.index = new HaloIndex(box, halos.x(), halos.y(), halos.z(), radius);
    }

    /** Bytes of the index and the tables. */
    long bytes() {
        return index.bytes()
                + displacements.stream().mapToLong(HaloDisplacements::bytes).sum();
    }

    /**
     * Moves particles, from one of the chunk on, until their encounters fill a batch.
     *
     * @param to where the particles end
     * @param fields those that are wanted, as bits
     * @return the first particle that is not moved yet
     */
    int move(ParticleChunk chunk, int from, int to, long fields, Routing routing) {
        Encounters near = routing.encounters();
        int end = index.find(HaloIndex.Spheres.ALL, chunk.x(), chunk.y(), chunk.z(), from, to, near);
        double[] shifts = new double[3 * field.length];
        int next = 0;
        for (int p = from; p < end; p++) {
            int first = next;
            while (next < near.size() && near.particle(next) == p) {
                next++;
            }
            boolean reached = next > first;
            if (reached) {
                shifts(chunk, near, first, next, fields, shifts);
            }
            for (int f = 0; f < field.length; f++) {
                if ((fields >>> field[f] & 1) != 0 && !reached) {
                    routing.stay(p, field[f], chunk.x()[p], chunk.y()[p], chunk.z()[p]);
                } else if ((fields >>> field[f] & 1) != 0) {
                    routing.move(
                            p,
                            field[f],
                            box.wrap(chunk.x()[p] + shifts[3 * f]),
                            box.wrap(chunk.y()[p] + shifts[3 * f + 1]),
                            box.wrap(chunk.z()[p] + shifts[3 * f + 2]));
                }
            }
        }
        return end;
    }

    /** Adds up the displacements of one particle, whose encounters are {@code first} to {@code end}. */
    private void shifts(ParticleChunk chunk, Encounters near, int first, int end, long fields, double[] shifts) {
        Arrays.fill(shifts, 0);
        for (int n = first; n < end; n++) {
            double r = Math.sqrt(near.distanceSquared(n));
            if (r == 0) {
                continue;
            }
            int halo = near.sphere(n);
            int p = near.particle(n);
            double dx = box.nearest(chunk.x()[p] - halos.x()[halo]);
            double dy = box.nearest(chunk.y()[p] - halos.y()[halo]);
            double dz = box.nearest(chunk.z()[p] - halos.z()[halo]);
            for (int f = 0; f < field.length; f++) {
                if ((fields >>> field[f] & 1) != 0) {
                    double factor = displacements.get(f).displacement(halo, r) / r;
                    shifts[3 * f] += factor * dx;
                    shifts[3 * f + 1] += factor * dy;
                    shifts[3 * f + 2] += factor * dz;
                }
            }
        }
    }
}
