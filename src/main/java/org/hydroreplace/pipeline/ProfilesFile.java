package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloStack;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.snapshot.OutputHeader;
import org.jspecify.annotations.Nullable;

/** Writes profiles.h5: mass, count and density in radial bins for every halo and component, and stacks by mass. */
final class ProfilesFile {
    static final String NAME = "profiles.h5";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "profiles");

    private static final String DENSITY = "(Msun/h)/(Mpc/h)^3";

    private final Hdf5Writer file;
    private final HaloProducts products;
    private final int bins;

    private ProfilesFile(Hdf5Writer file, HaloProducts products) {
        this.file = file;
        this.products = products;
        this.bins = products.profiles().edges().values().size() - 1;
    }

    static void write(Path folder, RunConfiguration configuration, OutputHeader header, HaloProducts products) {
        try (Hdf5Writer writer = ProductFile.create(folder.resolve(NAME), configuration, header, SECTIONS)) {
            ProfilesFile file = new ProfilesFile(writer, products);
            HaloTable.column(
                    writer,
                    "edges",
                    "R200c",
                    "edges of the radial bins; bin b holds edges[b] <= r/R200c < edges[b + 1], the last one its right edge too",
                    products.profiles().edges().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
            products.fields().forEach(file::field);
            writer.commit();
        }
    }

    private void field(String name, FieldProfiles field) {
        HaloTable.halos(file, name, field.group(), products.rows());
        FieldProfiles gravityOnly = products.referenceFor(field);
        double[] below = gravityOnly == null ? null : totalDensity(gravityOnly);
        field.inBins().forEach((component, table) -> {
            String group = name + "/" + component.label() + "/";
            String what = component.description() + " of the field " + name + " in each radial bin of each halo";
            double[] density = field.density(table.mass());
            HaloTable.reals(
                    file,
                    group + "density",
                    bins,
                    DENSITY,
                    "density (mass over volume of the shell, comoving) of " + what,
                    density);
            HaloTable.reals(file, group + "mass", bins, "Msun/h", "mass of " + what, table.mass());
            HaloTable.wholes(file, group + "count", bins, "number of particles of " + what, table.count());
            for (MassBin mass : products.massBins()) {
                stack("stacks/" + name + "/" + component.label() + "/", mass, component, density, below);
            }
        });
    }

    private static double[] totalDensity(FieldProfiles field) {
        return field.density(
                Objects.requireNonNull(field.inBins().get(Component.TOTAL)).mass());
    }

    private void stack(String parent, MassBin mass, Component component, double[] density, double @Nullable [] below) {
        int[] halos = mass.select(products.stackMass());
        String group = parent + mass.label();
        products.beginStack(file, group, mass, halos);
        HaloStack stack = HaloStack.of(halos, bins, density);
        String of = "over the halos of the density of " + component.description() + " in each radial bin, comoving";
        HaloTable.column(file, group + "/mean", DENSITY, "mean " + of, stack.mean());
        HaloTable.column(file, group + "/median", DENSITY, "median " + of, stack.median());
        HaloTable.column(file, group + "/p16", DENSITY, "16th percentile " + of, stack.p16());
        HaloTable.column(file, group + "/p84", DENSITY, "84th percentile " + of, stack.p84());
        if (below != null) {
            String to = " over the density of all matter of the gravity-only field, each at its own r/R200c";
            HaloTable.column(
                    file,
                    group + "/ratio_to_dmo",
                    "",
                    "mean density" + to + ": ratio of the means",
                    ratio(stack.mean(), HaloStack.means(halos, bins, below)));
            HaloStack each = HaloStack.of(halos, bins, ratio(density, below));
            String ofRatio =
                    " over the halos of the density" + to + "; halos without gravity-only matter in a bin are left out";
            HaloTable.column(file, group + "/ratio_median", "", "median" + ofRatio, each.median());
            HaloTable.column(file, group + "/ratio_p16", "", "16th percentile" + ofRatio, each.p16());
            HaloTable.column(file, group + "/ratio_p84", "", "84th percentile" + ofRatio, each.p84());
        }
    }

    private static double[] ratio(double[] above, double[] below) {
        double[] ratio = new double[above.length];
        Arrays.setAll(ratio, i -> below[i] > 0 ? above[i] / below[i] : Double.NaN);
        return ratio;
    }
}
