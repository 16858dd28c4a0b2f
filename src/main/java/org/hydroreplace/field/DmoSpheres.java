package org.hydroreplace.field;

import java.util.Arrays;
import java.util.List;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.halo.HaloIndex;

/**
 * The spheres round DMO halos of all replace fields in one index: of each selected halo the largest, with the fields that
 * take its other radii in steps from the centre outwards.
 */
final class DmoSpheres {
    private final HaloIndex index;
    /** Where the steps of each sphere begin. */
    private final int[] firstStep;
    /** Squared radius of each step, (Mpc/h)^2, rising within a sphere up to that of the index. */
    private final double[] stepSquare;
    /** The fields, as bits, whose sphere reaches at least as far as the step. */
    private final long[] stepFields;

    private final HaloIndex.SphereBits bits = this::fieldsOf;

    DmoSpheres(List<FieldSpec> fields, HaloPairs pairs) {
        int n = pairs.size();
        int[] halo = new int[n];
        double[] largest = new double[n];
        int[] first = new int[n];
        double[] squares = new double[n];
        long[] takers = new long[n];
        int spheres = 0;
        int steps = 0;
        for (int i = 0; i < n; i++) {
            double[] radii = radii(fields, pairs, i);
            if (radii.length == 0) {
                continue;
            }
            halo[spheres] = i;
            first[spheres] = steps;
            largest[spheres++] = radii[radii.length - 1];
            if (steps + radii.length > squares.length) {
                squares = Arrays.copyOf(squares, 2 * steps + radii.length);
                takers = Arrays.copyOf(takers, 2 * steps + radii.length);
            }
            for (double radius : radii) {
                squares[steps] = radius * radius;
                takers[steps++] = reachingAtLeast(fields, pairs, i, radius);
            }
        }
        this.firstStep = Arrays.copyOf(first, spheres);
        this.stepSquare = squares;
        this.stepFields = takers;
        int[] chosen = Arrays.copyOf(halo, spheres);
        this.index = new HaloIndex(
                pairs.box(),
                pick(pairs.dmoX(), chosen),
                pick(pairs.dmoY(), chosen),
                pick(pairs.dmoZ(), chosen),
                Arrays.copyOf(largest, spheres));
    }

    /** The different radii of a halo's spheres, rising, Mpc/h. */
    private static double[] radii(List<FieldSpec> fields, HaloPairs pairs, int halo) {
        return fields.stream()
                .mapToDouble(field -> radius(field, pairs, halo))
                .filter(radius -> radius > 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private static double radius(FieldSpec field, HaloPairs pairs, int halo) {
        return field instanceof Replaced replaced && replaced.replacement().selects(pairs.mass()[halo])
                ? replaced.replacement().radius() * pairs.dmoRadius()[halo]
                : 0;
    }

    private static long reachingAtLeast(List<FieldSpec> fields, HaloPairs pairs, int halo, double radius) {
        long bits = 0;
        for (int f = 0; f < fields.size(); f++) {
            bits |= radius(fields.get(f), pairs, halo) >= radius ? 1L << f : 0;
        }
        return bits;
    }

    private static double[] pick(double[] column, int[] chosen) {
        return Arrays.stream(chosen).mapToDouble(i -> column[i]).toArray();
    }

    /** Bytes that the spheres take. */
    long bytes() {
        return index.bytes() + 4L * firstStep.length + 16L * stepSquare.length;
    }

    /** The fields, as bits, with a sphere that holds a point. */
    long fieldsInside(double x, double y, double z) {
        return index.union(x, y, z, bits);
    }

    private long fieldsOf(int sphere, double distanceSquared) {
        int step = firstStep[sphere];
        while (distanceSquared > stepSquare[step]) {
            step++;
        }
        return stepFields[step];
    }
}
