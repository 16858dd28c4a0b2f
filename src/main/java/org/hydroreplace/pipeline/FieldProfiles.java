package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.halo.RadialBins;

/**
 * What the passes over both runs found of one field round each halo. Tables have one row a halo and one column a bin or
 * sphere, 16 bytes in all; they are made anew at each call, one component at a time.
 */
final class FieldProfiles {
    private final ProfileGroup group;
    private final RadialBins bins;
    private final List<PassResult> parts = new ArrayList<>();
    private final int field;

    /**
     * Profiles of a field.
     *
     * @param field its place among the fields of the run
     */
    FieldProfiles(ProfileGroup group, int field, List<PassResult> passes) {
        this.group = group;
        this.bins = group.bins();
        this.field = field;
        for (PassResult pass : passes) {
            if (pass.profiles(field) != null) {
                parts.add(pass);
            }
        }
    }

    ProfileGroup group() {
        return group;
    }

    HaloSpheres halos() {
        return group.spheres();
    }

    /**
     * Mass and number of particles.
     *
     * @param mass Msun/h
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Table(double[] mass, long[] count) {
        private Table(int size) {
            this(new double[size], new long[size]);
        }

        void add(Table other) {
            for (int i = 0; i < mass.length; i++) {
                mass[i] += other.mass[i];
                count[i] += other.count[i];
            }
        }
    }

    /** A component in the bins of the profiles. */
    Table inBins(Component component) {
        int[] begins =
                IntStream.range(0, bins.edges().length).map(bins::binBegins).toArray();
        return table(component, Arrays.copyOf(begins, begins.length - 1), Arrays.copyOfRange(begins, 1, begins.length));
    }

    /** Zeros in the bins of the profiles. */
    Table emptyBins() {
        return new Table(halos().size() * (bins.edges().length - 1));
    }

    /** A component within the spheres of the statistics. */
    Table inSpheres(Component component) {
        int[] ends =
                IntStream.range(0, bins.radii().length).map(bins::sphereEnds).toArray();
        return table(component, new int[ends.length], ends);
    }

    /** A component of particles, or the sum of all. */
    private Table table(Component component, int[] from, int[] to) {
        Table table = new Table(halos().size() * from.length);
        if (component == Component.TOTAL) {
            Component.OF_PARTICLES.forEach(part -> table.add(table(part, from, to)));
            return table;
        }
        for (PassResult pass : parts) {
            ProfileSums sums = pass.profiles(field);
            if (sums != null && !sums.isEmpty(component)) {
                add(sums, pass.profileScales().of(component).unit(), component, from, to, table);
            }
        }
        return table;
    }

    private void add(ProfileSums sums, double unit, Component component, int[] from, int[] to, Table table) {
        long[] units = new long[bins.segments() + 1];
        long[] counts = new long[bins.segments() + 1];
        int columns = from.length;
        for (int halo = 0; halo < halos().size(); halo++) {
            sums.cumulative(halo, component, units, counts);
            for (int c = 0; c < columns; c++) {
                table.mass[halo * columns + c] += (units[to[c]] - units[from[c]]) * unit;
                table.count[halo * columns + c] += counts[to[c]] - counts[from[c]];
            }
        }
    }

    /** Mass in the bins over the volume of their shells, (Msun/h)/(Mpc/h)^3. */
    double[] density(double[] mass) {
        double[] edges = bins.edges();
        double[] radii = halos().radius();
        double[] density = new double[mass.length];
        int columns = edges.length - 1;
        for (int halo = 0; halo < radii.length; halo++) {
            for (int c = 0; c < columns; c++) {
                double inner = edges[c] * radii[halo];
                double outer = edges[c + 1] * radii[halo];
                double volume = 4 * Math.PI / 3 * (outer * outer * outer - inner * inner * inner);
                density[halo * columns + c] = mass[halo * columns + c] / volume;
            }
        }
        return density;
    }
}
