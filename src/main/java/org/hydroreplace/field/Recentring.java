package org.hydroreplace.field;

import java.util.Arrays;
import org.hydroreplace.field.Replacement.Overlap;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.PeriodicBox;
import org.jspecify.annotations.Nullable;

/**
 * The hydro matter of one recentred replace field: what lies in the sphere of a selected hydro halo is shifted with it to
 * the centre of its DMO partner. A particle in several spheres goes, once, to the pair of the heaviest DMO halo.
 */
final class Recentring {
    private final int field;
    private final PeriodicBox box;
    private final HaloIndex hydroSpheres;
    /** The field's DMO spheres; null where overlaps do not matter. */
    private final @Nullable HaloIndex dmoSpheres;

    private final double[] shiftX;
    private final double[] shiftY;
    private final double[] shiftZ;

    Recentring(int field, Replacement replacement, HaloPairs pairs) {
        this.field = field;
        this.box = pairs.box();
        int[] chosen = new int[pairs.size()];
        int n = 0;
        for (int i = 0; i < pairs.size(); i++) {
            if (replacement.selects(pairs.mass()[i])) {
                chosen[n++] = i;
            }
        }
        chosen = Arrays.copyOf(chosen, n);
        double[] dmoX = pick(pairs.dmoX(), chosen);
        double[] dmoY = pick(pairs.dmoY(), chosen);
        double[] dmoZ = pick(pairs.dmoZ(), chosen);
        double[] hydroX = pick(pairs.hydroX(), chosen);
        double[] hydroY = pick(pairs.hydroY(), chosen);
        double[] hydroZ = pick(pairs.hydroZ(), chosen);
        this.hydroSpheres =
                new HaloIndex(box, hydroX, hydroY, hydroZ, scaled(pairs.hydroRadius(), chosen, replacement.radius()));
        this.dmoSpheres = replacement.overlap() == Overlap.MOST_MASSIVE
                ? new HaloIndex(box, dmoX, dmoY, dmoZ, scaled(pairs.dmoRadius(), chosen, replacement.radius()))
                : null;
        this.shiftX = shifts(hydroX, dmoX);
        this.shiftY = shifts(hydroY, dmoY);
        this.shiftZ = shifts(hydroZ, dmoZ);
    }

    private static double[] pick(double[] column, int[] chosen) {
        return Arrays.stream(chosen).mapToDouble(i -> column[i]).toArray();
    }

    private static double[] scaled(double[] column, int[] chosen, double factor) {
        return Arrays.stream(chosen).mapToDouble(i -> factor * column[i]).toArray();
    }

    private double[] shifts(double[] from, double[] to) {
        double[] shifts = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            shifts[i] = box.nearest(to[i] - from[i]);
        }
        return shifts;
    }

    /** Bytes that the spheres and shifts take. */
    long bytes() {
        return hydroSpheres.bytes() + (dmoSpheres == null ? 0 : dmoSpheres.bytes()) + 24L * shiftX.length;
    }

    void route(ParticleChunk chunk, Routing routing) {
        for (int i = 0; i < chunk.size(); i++) {
            int pair = hydroSpheres.first(chunk.x()[i], chunk.y()[i], chunk.z()[i]);
            if (pair < 0) {
                continue;
            }
            double x = box.wrap(chunk.x()[i] + shiftX[pair]);
            double y = box.wrap(chunk.y()[i] + shiftY[pair]);
            double z = box.wrap(chunk.z()[i] + shiftZ[pair]);
            if (dmoSpheres != null) {
                int covering = dmoSpheres.first(x, y, z);
                if (covering >= 0 && covering < pair) {
                    continue;
                }
            }
            routing.move(i, field, x, y, z);
        }
    }
}
