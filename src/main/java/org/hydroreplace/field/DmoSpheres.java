package org.hydroreplace.field;

import java.util.Arrays;
import java.util.List;
import org.hydroreplace.field.FieldSpec.Replaced;

/**
 * The spheres of all replace fields round the DMO halos of the pairs: for each halo its different radii from the centre
 * outwards, with the fields whose sphere reaches at least as far.
 */
final class DmoSpheres {
    /** Where the steps of each halo begin. */
    private final int[] firstStep;
    /** Squared radius of each step, (Mpc/h)^2, rising within a halo; the last is infinite and has no field. */
    private double[] stepSquare;

    private long[] stepFields;
    private final double[] reach;

    DmoSpheres(List<FieldSpec> fields, HaloPairs pairs) {
        int n = pairs.size();
        this.firstStep = new int[n];
        this.stepSquare = new double[2 * n];
        this.stepFields = new long[2 * n];
        this.reach = new double[n];
        double[] radius = new double[fields.size()];
        double[] rising = new double[fields.size()];
        int steps = 0;
        for (int i = 0; i < n; i++) {
            firstStep[i] = steps;
            for (int f = 0; f < radius.length; f++) {
                radius[f] = radius(fields.get(f), pairs, i);
                rising[f] = radius[f];
            }
            Arrays.sort(rising);
            makeRoom(steps + rising.length + 1);
            double last = 0;
            for (double r : rising) {
                if (r > last) {
                    stepSquare[steps] = r * r;
                    stepFields[steps++] = reachingAtLeast(radius, r);
                    last = r;
                }
            }
            reach[i] = last;
            stepSquare[steps] = Double.POSITIVE_INFINITY;
            stepFields[steps++] = 0;
        }
    }

    private void makeRoom(int steps) {
        if (steps > stepSquare.length) {
            stepSquare = Arrays.copyOf(stepSquare, 2 * steps);
            stepFields = Arrays.copyOf(stepFields, 2 * steps);
        }
    }

    private static double radius(FieldSpec field, HaloPairs pairs, int halo) {
        return field instanceof Replaced replaced && replaced.replacement().selects(pairs.mass()[halo])
                ? replaced.replacement().radius() * pairs.dmoRadius()[halo]
                : 0;
    }

    private static long reachingAtLeast(double[] radius, double least) {
        long bits = 0;
        for (int f = 0; f < radius.length; f++) {
            bits |= radius[f] >= least ? 1L << f : 0;
        }
        return bits;
    }

    /** Bytes that the spheres take. */
    long bytes() {
        return 12L * firstStep.length + 16L * stepSquare.length;
    }

    /** Radius of a halo's largest sphere, Mpc/h; 0 if no field selects it. */
    double reach(int halo) {
        return reach[halo];
    }

    /** The fields, as bits, whose sphere round a halo holds what is at a squared distance from its centre, (Mpc/h)^2; none for halos of the hydro run. */
    long fieldsWithin(int halo, double distanceSquared) {
        if (halo >= firstStep.length) {
            return 0;
        }
        int step = firstStep[halo];
        while (distanceSquared > stepSquare[step]) {
            step++;
        }
        return stepFields[step];
    }
}
