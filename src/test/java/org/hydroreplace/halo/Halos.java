package org.hydroreplace.halo;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.snapshot.FileUnits;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.snapshot.PeriodicBox;

/** Catalogues of tests: halos as rows {x, y, z, M200c, R200c}. */
public final class Halos {
    private Halos() {}

    /** Masses and radii of a halo that has neither. */
    public static double[] undefined(double x, double y, double z) {
        return new double[] {x, y, z, 0, 0};
    }

    public static double[] halo(double x, double y, double z, double mass, double radius) {
        return new double[] {x, y, z, mass, radius};
    }

    public static HaloCatalogue catalogue(double box, double[]... halos) {
        double[][] columns = new double[5][halos.length];
        for (int i = 0; i < halos.length; i++) {
            for (int c = 0; c < 5; c++) {
                columns[c][i] = halos[i][c];
            }
        }
        return new HaloCatalogue(header(box), List.of(), columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Header of a box at redshift 0. */
    public static OutputHeader header(double box) {
        OptionalDouble none = OptionalDouble.empty();
        return new OutputHeader(
                new PeriodicBox(box),
                1,
                0,
                new Cosmology(0.3089, 0.6911, 0.6774, none, none, none),
                FileUnits.KPC_1E10);
    }

    /** Radius that goes with a mass, for particles of mean density in spheres of 200 times the critical one. */
    public static double radius(double mass) {
        return Math.cbrt(mass / (4.0 / 3 * Math.PI * 200 * Cosmology.CRITICAL_DENSITY));
    }

    /** Halos at random places with masses from 3e11 to 3e14 Msun/h, light ones more often. */
    public static double[][] random(SplittableRandom random, int n, double box) {
        double[][] halos = new double[n][];
        for (int i = 0; i < n; i++) {
            double mass = 3e11 * Math.min(1000, 1 / (1 - random.nextDouble()));
            halos[i] = halo(random.nextDouble(box), random.nextDouble(box), random.nextDouble(box), mass, radius(mass));
        }
        return halos;
    }

    /** The same halos as another run has them: moved a little, of another mass, some lost, some new, in another order. */
    public static double[][] partners(SplittableRandom random, double[][] halos, double box, double moved) {
        double[][] partners = new double[halos.length][];
        PeriodicBox periodic = new PeriodicBox(box);
        for (int i = 0; i < halos.length; i++) {
            if (random.nextDouble() < 0.05) {
                partners[i] = random(random, 1, box)[0];
                continue;
            }
            double[] p = halos[i].clone();
            for (int d = 0; d < 3; d++) {
                p[d] = periodic.wrap(p[d] + random.nextDouble(-moved, moved) * p[4]);
            }
            p[3] *= Math.exp(random.nextGaussian() * 0.5);
            p[4] = radius(p[3]);
            partners[i] = p;
        }
        return permuted(partners, permutation(random, partners.length));
    }

    public static int[] permutation(SplittableRandom random, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Row i of the result is row {@code order[i]}. */
    public static double[][] permuted(double[][] rows, int[] order) {
        return Arrays.stream(order).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    /** All positions moved by the same vector. */
    public static double[][] shifted(double[][] halos, double box, double... by) {
        PeriodicBox periodic = new PeriodicBox(box);
        return Arrays.stream(halos)
                .map(halo -> halo(
                        periodic.wrap(halo[0] + by[0]),
                        periodic.wrap(halo[1] + by[1]),
                        periodic.wrap(halo[2] + by[2]),
                        halo[3],
                        halo[4]))
                .toArray(double[][]::new);
    }
}
