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
final class StatisticsFile {
    static final String NAME = "statistics.h5";

    /** A fraction of all matter: its name in files and what it counts. */
    private record Fraction(String label, List<Component> parts) {
        String description() {
            return "mass of "
                    + String.join(
                            ", ", parts.stream().map(Component::description).toList())
                    + " over the mass of all matter";
        }
    }

    private static final List<Fraction> FRACTIONS = List.of(
            new Fraction("baryon_fraction", List.of(Component.GAS, Component.STARS, Component.BLACK_HOLES)),
            new Fraction("gas_fraction", List.of(Component.GAS)),
            new Fraction("stellar_fraction", List.of(Component.STARS)));

    private final Hdf5Writer file;
    private final HaloProducts products;
    private final int radii;

    private StatisticsFile(Hdf5Writer file, HaloProducts products) {
        this.file = file;
        this.products = products;
        this.radii = products.profiles().radii().size();
    }

    static void write(Path folder, RunConfiguration configuration, OutputHeader header, HaloProducts products) {
        try (Hdf5Writer writer =
                ProductFile.create(folder.resolve(NAME), configuration, header, ProfilesFile.SECTIONS)) {
            StatisticsFile file = new StatisticsFile(writer, products);
            HaloTable.column(
                    writer,
                    "radii",
                    "R200c",
                    "radii of the spheres: r <= radius",
                    products.profiles().radii().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
            products.fields().forEach(file::field);
            writer.commit();
        }
    }

    private void field(String name, FieldProfiles field) {
        HaloTable.halos(file, name, field.group(), products.rows());
        FieldProfiles reference = products.referenceFor(field);
        double[] gravityOnly = reference == null ? null : total(masses(reference.inSpheres()));
        Map<Component, FieldProfiles.Table> tables = field.inSpheres();
        Map<Component, double[]> mass = masses(tables);
        tables.forEach((component, table) -> {
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
        });
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
            stack("stacks/" + name + "/" + bin.label(), bin, mass, gravityOnly);
        }
    }

    private void stack(String group, MassBin bin, Map<Component, double[]> mass, double @Nullable [] gravityOnly) {
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

    private static Map<Component, double[]> masses(Map<Component, FieldProfiles.Table> tables) {
        Map<Component, double[]> masses = new EnumMap<>(Component.class);
        tables.forEach((component, table) -> masses.put(component, table.mass()));
        return masses;
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
