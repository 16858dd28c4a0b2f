package org.hydroreplace.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.snapshot.PeriodicBox;

/**
 * Spheres of 5 R200c round halos in 205 Mpc/h, heaviest first, with masses from 1e12 to 1e15 Msun/h distributed as
 * dn/dlnM ~ M^-0.9 exp(-M / 5e14 Msun/h) (the shape of Press and Schechter 1974), which is that of the mock pairs.
 */
@SuppressWarnings("ArrayRecordComponent") // columns, never compared as values
record HaloSample(double[] x, double[] y, double[] z, double[] radius) {
    static final PeriodicBox BOX = new PeriodicBox(205);

    private static final long SEED = 2025;

    /** Mean density within R200c at z = 0, (Msun/h) / (Mpc/h)^3. */
    private static final double DENSITY = 200 * 2.77536627e11;

    private static final double REACH = 5;

    private static final int IN_CLUMP = 500;

    static HaloSample draw(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        HaloSample halos = new HaloSample(new double[count], new double[count], new double[count], radii(count));
        for (int i = 0; i < count; i++) {
            halos.x[i] = random.nextDouble(BOX.size());
            halos.y[i] = random.nextDouble(BOX.size());
            halos.z[i] = random.nextDouble(BOX.size());
        }
        return halos;
    }

    /** Quantiles of the distribution, not draws: the same however many there are. */
    private static double[] radii(int count) {
        int steps = 4000;
        double from = Math.log(1e12);
        double step = (Math.log(1e15) - from) / steps;
        double[] cumulative = new double[steps + 1];
        for (int s = 0; s < steps; s++) {
            double lnMass = from + (s + 0.5) * step;
            cumulative[s + 1] = cumulative[s] + Math.exp(-0.9 * (lnMass - from) - Math.exp(lnMass) / 5e14);
        }
        double[] radii = new double[count];
        for (int i = 0; i < count; i++) {
            double wanted = cumulative[steps] * (count - i - 0.5) / count;
            int s = Math.max(1, upper(cumulative, wanted));
            double mass = Math.exp(from + (s - (cumulative[s] - wanted) / (cumulative[s] - cumulative[s - 1])) * step);
            radii[i] = REACH * Math.cbrt(mass / (4 * Math.PI / 3 * DENSITY));
        }
        return radii;
    }

    /** Index of the first value that is not below the wanted one. */
    private static int upper(double[] rising, double wanted) {
        int at = Arrays.binarySearch(rising, wanted);
        return at >= 0 ? at : -at - 1;
    }

    HaloIndex index() {
        return new HaloIndex(BOX, x, y, z, radius);
    }

    /** Points anywhere, or 500 at a time within a halo chosen by its mass, more of them towards its centre. */
    Particles points(Order order, int count) {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        Particles points = new Particles(new double[count], new double[count], new double[count]);
        double[] cumulative = radius.clone();
        Arrays.setAll(cumulative, i -> radius[i] * radius[i] * radius[i]);
        Arrays.parallelPrefix(cumulative, Double::sum);
        int halo = 0;
        for (int p = 0; p < count; p++) {
            if (order == Order.RANDOM) {
                points.x()[p] = random.nextDouble(BOX.size());
                points.y()[p] = random.nextDouble(BOX.size());
                points.z()[p] = random.nextDouble(BOX.size());
                continue;
            }
            if (p % IN_CLUMP == 0) {
                halo = upper(cumulative, random.nextDouble(cumulative[cumulative.length - 1]));
            }
            double distance = radius[halo] * random.nextDouble() * random.nextDouble();
            double cosine = random.nextDouble(-1, 1);
            double angle = random.nextDouble(2 * Math.PI);
            double sine = Math.sqrt(1 - cosine * cosine);
            points.x()[p] = BOX.wrap(x[halo] + distance * sine * Math.cos(angle));
            points.y()[p] = BOX.wrap(y[halo] + distance * sine * Math.sin(angle));
            points.z()[p] = BOX.wrap(z[halo] + distance * cosine);
        }
        return points;
    }

    int size() {
        return radius.length;
    }
}
