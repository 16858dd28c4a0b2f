package org.hydroreplace.baryons;

import org.hydroreplace.snapshot.PeriodicBox;

/**
 * Displaces particles halo by halo without any index: the vectors of all halos at a particle's original position are summed
 * in the order of the halos, added once and wrapped once. Matter at a halo's centre is not moved by it.
 */
final class DirectDisplacement {
    private final double[][] centres;
    private final HaloDisplacements displacements;
    private final PeriodicBox box;

    /** @param centres x, y, z of each halo */
    DirectDisplacement(double[][] centres, HaloDisplacements displacements, double box) {
        this.centres = centres;
        this.displacements = displacements;
        this.box = new PeriodicBox(box);
    }

    /** Where a particle ends up. */
    double[] moved(double... position) {
        double[] sum = new double[3];
        for (int halo = 0; halo < centres.length; halo++) {
            double[] d = new double[3];
            for (int i = 0; i < 3; i++) {
                d[i] = box.nearest(position[i] - centres[halo][i]);
            }
            double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            if (r > 0 && r < Math.min(displacements.radius(halo), box.size() / 2)) {
                double dr = displacements.displacement(halo, r);
                for (int i = 0; i < 3; i++) {
                    sum[i] += dr * d[i] / r;
                }
            }
        }
        double[] moved = new double[3];
        for (int i = 0; i < 3; i++) {
            moved[i] = box.wrap(position[i] + sum[i]);
        }
        return moved;
    }

    /** The distance to a halo's centre. */
    double distance(int halo, double... position) {
        return Math.sqrt(box.distanceSquared(
                position[0], position[1], position[2], centres[halo][0], centres[halo][1], centres[halo][2]));
    }
}
