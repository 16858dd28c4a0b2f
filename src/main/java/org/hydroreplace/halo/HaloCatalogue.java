package org.hydroreplace.halo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hydroreplace.snapshot.OutputHeader;

/**
 * The halos of one simulation at one time, in the order of the catalogue's files. Halos without a sphere of overdensity
 * 200 (mass and radius 0 in the files) keep their place, so that indices are positions in the catalogue.
 *
 * <p>The arrays are shared, not copied, and must not be changed: 40 bytes a halo.
 */
public final class HaloCatalogue {
    private final OutputHeader header;
    private final List<Path> files;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] mass;
    private final double[] radius;

    /**
     * A catalogue of given halos.
     *
     * @param files where they come from
     * @param x centres along x (and so on), comoving Mpc/h, in [0, box)
     * @param mass M200c, Msun/h, 0 where there is none
     * @param radius R200c, comoving Mpc/h, 0 where there is none
     */
    public HaloCatalogue(
            OutputHeader header, List<Path> files, double[] x, double[] y, double[] z, double[] mass, double[] radius) {
        if (y.length != x.length || z.length != x.length || mass.length != x.length || radius.length != x.length) {
            throw new IllegalArgumentException("columns of a catalogue differ in length");
        }
        this.header = header;
        this.files = List.copyOf(files);
        this.x = x;
        this.y = y;
        this.z = z;
        this.mass = mass;
        this.radius = radius;
    }

    public OutputHeader header() {
        return header;
    }

    /** The files of the catalogue. */
    public List<Path> files() {
        return files;
    }

    /** Number of halos, those without mass included. */
    public int size() {
        return x.length;
    }

    /** Centre along x, comoving Mpc/h. */
    public double x(int halo) {
        return x[halo];
    }

    /** Centre along y, comoving Mpc/h. */
    public double y(int halo) {
        return y[halo];
    }

    /** Centre along z, comoving Mpc/h. */
    public double z(int halo) {
        return z[halo];
    }

    /** M200c, Msun/h; 0 where the catalogue has none. */
    public double mass(int halo) {
        return mass[halo];
    }

    /** R200c, comoving Mpc/h; 0 where the catalogue has none. */
    public double radius(int halo) {
        return radius[halo];
    }

    /** Whether the halo has a mass and a radius. */
    public boolean isDefined(int halo) {
        return mass[halo] > 0 && radius[halo] > 0;
    }

    /** Indices of the halos with at least this mass (and a radius), heaviest first, equal ones in catalogue order. */
    public int[] byMass(double minMass) {
        int count = 0;
        for (int i = 0; i < size(); i++) {
            count += isDefined(i) && mass[i] >= minMass ? 1 : 0;
        }
        Integer[] order = new Integer[count];
        for (int i = 0, k = 0; i < size(); i++) {
            if (isDefined(i) && mass[i] >= minMass) {
                order[k++] = i;
            }
        }
        Arrays.sort(order, (a, b) -> {
            int heavier = Double.compare(mass[b], mass[a]);
            return heavier != 0 ? heavier : Integer.compare(a, b);
        });
        int[] halos = new int[count];
        for (int i = 0; i < count; i++) {
            halos[i] = order[i];
        }
        return halos;
    }
}
