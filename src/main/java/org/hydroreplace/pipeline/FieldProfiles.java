package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hydroreplace.grid.MassScale;
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

    /** In the bins of the profiles. */
    Table inBins(Component component) {
        int[] begins =
                IntStream.range(0, bins.edges().length).map(bins::binBegins).toArray();
        return table(component, Arrays.copyOf(begins, begins.length - 1), Arrays.copyOfRange(begins, 1, begins.length));
    }

    /** Within the spheres of the statistics. */
    Table inSpheres(Component component) {
        int[] ends =
                IntStream.range(0, bins.radii().length).map(bins::sphereEnds).toArray();
        return table(component, new int[ends.length], ends);
    }

    private Table table(Component component, int[] from, int[] to) {
        if (component == Component.TOTAL) {
            return total(from, to);
        }
        int halos = halos().size();
        int columns = from.length;
        Table table = new Table(new double[halos * columns], new long[halos * columns]);
        long[] units = new long[bins.segments() + 1];
        long[] counts = new long[bins.segments() + 1];
        for (PassResult part : parts) {
            ProfileSums sums = part.profiles(field);
            MassScale scale = part.profileScales().of(component);
            for (int halo = 0; sums != null && halo < halos; halo++) {
                sums.cumulative(halo, component, units, counts);
                for (int c = 0; c < columns; c++) {
                    table.mass[halo * columns + c] += scale.toMass(units[to[c]] - units[from[c]]);
                    table.count[halo * columns + c] += counts[to[c]] - counts[from[c]];
                }
            }
        }
        return table;
    }

    /** The sum of the components, whose units differ. */
    private Table total(int[] from, int[] to) {
        Table total = table(Component.GAS, from, to);
        for (Component other : List.of(Component.DARK_MATTER, Component.STARS, Component.BLACK_HOLES)) {
            Table part = table(other, from, to);
            for (int i = 0; i < total.mass.length; i++) {
                total.mass[i] += part.mass[i];
                total.count[i] += part.count[i];
            }
        }
        return total;
    }

    /** Mass in the bins over the volume of their shells, (Msun/h)/(Mpc/h)^3. */
    double[] density(double[] mass) {
        double[] edges = bins.edges();
        double[] density = new double[mass.length];
        int columns = edges.length - 1;
        for (int i = 0; i < mass.length; i++) {
            double radius = halos().radius()[i / columns];
            double inner = edges[i % columns] * radius;
            double outer = edges[i % columns + 1] * radius;
            density[i] = mass[i] / (4 * Math.PI / 3 * (outer * outer * outer - inner * inner * inner));
        }
        return density;
    }
}
