package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.snapshot.OutputHeader;
import org.jspecify.annotations.Nullable;

/** Writes statistics.h5: masses, fractions and ratios within multiples of R200c, for every halo and for mass bins. */
final class StatisticsFile implements AutoCloseable {
    static final String NAME = "statistics.h5";

    /** A fraction of all matter: its name in files and what it counts. */
    record Fraction(String label, List<Component> parts) {
        String description() {
            return "mass of "
                    + String.join(
                            ", ", parts.stream().map(Component::description).toList())
                    + " over the mass of all matter";
        }
    }

    static final List<Fraction> FRACTIONS = List.of(
            new Fraction("baryon_fraction", List.of(Component.GAS, Component.STARS, Component.BLACK_HOLES)),
            new Fraction("gas_fraction", List.of(Component.GAS)),
            new Fraction("stellar_fraction", List.of(Component.STARS)));

    private final Hdf5Writer file;
    private final int radii;

    private StatisticsFile(Hdf5Writer file, Profiles profiles) {
        this.file = file;
        this.radii = profiles.radii().size();
    }

    /** Begins the file. */
    static StatisticsFile begin(Path folder, RunConfiguration configuration, OutputHeader header, Profiles profiles) {
        Hdf5Writer writer = ProductFile.create(folder.resolve(NAME), configuration, header, ProfilesFile.SECTIONS);
        HaloTable.column(
                writer,
                "radii",
                "R200c",
                "radii of the spheres: r <= radius",
                profiles.radii().stream().mapToDouble(Double::doubleValue).toArray());
        return new StatisticsFile(writer, profiles);
    }

    /** Writes the next fields. */
    void add(HaloProducts products) {
        products.fields().forEach((name, field) -> field(name, field, products));
    }

    /** Ends the file and gives it its name. */
    void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }

    private void field(String name, FieldProfiles field, HaloProducts products) {
        HaloTable.halos(file, name, field.group(), products.rows());
        FieldProfiles reference = products.referenceFor(field);
        double[] gravityOnly =
                reference == null ? null : reference.inSpheres(Component.TOTAL).mass();
        Map<Component, double[]> mass = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            FieldProfiles.Table table = field.inSpheres(component);
            mass.put(component, table.mass());
            String group = name + "/" + component.label() + "/";
            String what = component.description() + " of the field " + name + " within each radius of each halo";
            HaloTable.reals(file, group + "mass", radii, "Msun/h", "mass of " + what, table.mass());
            HaloTable.wholes(file, group + "count", radii, "number of particles of " + what, table.count());
            if (gravityOnly != null) {
                HaloTable.reals(
                        file,
                        group + "ratio_to_dmo",
                        radii,
                        "",
                        "mass of " + what
                                + ", over that of all matter of the gravity-only field within the same multiple of R200c",
                        ratio(table.mass(), gravityOnly));
            }
        }
        for (Fraction fraction : FRACTIONS) {
            HaloTable.reals(
                    file,
                    name + "/" + fraction.label(),
                    radii,
                    "",
                    fraction.description() + " within each radius of each halo",
                    ratio(sum(fraction, mass), total(mass)));
        }
        for (MassBin bin : products.massBins()) {
            stack("stacks/" + name + "/" + bin.label(), bin, mass, gravityOnly, products);
        }
    }

    private void stack(
            String group,
            MassBin bin,
            Map<Component, double[]> mass,
            double @Nullable [] gravityOnly,
            HaloProducts products) {
        int[] halos = bin.select(products.stackMass());
        products.beginStack(file, group, bin, halos);
        double[] all = stacked(total(mass), halos);
        for (Fraction fraction : FRACTIONS) {
            HaloTable.column(
                    file,
                    group + "/" + fraction.label(),
                    "",
                    fraction.description() + " within each radius, of masses summed over the halos",
                    ratio(stacked(sum(fraction, mass), halos), all));
        }
        if (gravityOnly != null) {
            HaloTable.column(
                    file,
                    group + "/ratio_to_dmo",
                    "",
                    "mass of all matter over that of the gravity-only field within each radius, of masses summed over the halos",
                    ratio(all, stacked(gravityOnly, halos)));
        }
    }

    private static double[] total(Map<Component, double[]> mass) {
        return sum(new Fraction("total", List.of(Component.TOTAL)), mass);
    }

    private static double[] sum(Fraction fraction, Map<Component, double[]> mass) {
        double[] sum = {};
        for (Component part : fraction.parts()) {
            double[] table = mass.getOrDefault(part, sum);
            sum = sum.length == 0 ? new double[table.length] : sum;
            for (int i = 0; i < table.length; i++) {
                sum[i] += table[i];
            }
        }
        return sum;
    }

    /** Sums over halos, radius by radius. */
    private double[] stacked(double[] table, int[] halos) {
        double[] sums = new double[radii];
        for (int halo : halos) {
            for (int r = 0; r < radii; r++) {
                sums[r] += table[halo * radii + r];
            }
        }
        return sums;
    }

    private static double[] ratio(double[] above, double[] below) {
        double[] ratio = new double[above.length];
        Arrays.setAll(ratio, i -> below[i] > 0 ? above[i] / below[i] : Double.NaN);
        return ratio;
    }
}
