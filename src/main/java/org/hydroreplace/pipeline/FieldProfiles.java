package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.halo.RadialBins;

/**
 * What the passes over both runs found of one field round each halo. Tables have one row a halo and one column a bin or
 * sphere, 8 bytes a value; they are made anew at each call.
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
     * Mass and number of particles of one component.
     *
     * @param mass Msun/h
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Table(double[] mass, long[] count) {}

    /** In the bins of the profiles, by component. */
    Map<Component, Table> inBins() {
        int[] begins =
                IntStream.range(0, bins.edges().length).map(bins::binBegins).toArray();
        return tables(Arrays.copyOf(begins, begins.length - 1), Arrays.copyOfRange(begins, 1, begins.length));
    }

    /** Within the spheres of the statistics, by component. */
    Map<Component, Table> inSpheres() {
        int[] ends =
                IntStream.range(0, bins.radii().length).map(bins::sphereEnds).toArray();
        return tables(new int[ends.length], ends);
    }

    private Map<Component, Table> tables(int[] from, int[] to) {
        int size = halos().size() * from.length;
        Table total = new Table(new double[size], new long[size]);
        Map<Component, Table> tables = new EnumMap<>(Component.class);
        tables.put(Component.TOTAL, total);
        for (Component component : Component.values()) {
            if (component != Component.TOTAL) {
                Table table = new Table(new double[size], new long[size]);
                for (PassResult part : parts) {
                    ProfileSums sums = part.profiles(field);
                    if (sums != null) {
                        add(sums, part.profileScales().of(component).unit(), component, from, to, table);
                    }
                }
                for (int i = 0; i < size; i++) {
                    total.mass[i] += table.mass[i];
                    total.count[i] += table.count[i];
                }
                tables.put(component, table);
            }
        }
        return tables;
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
