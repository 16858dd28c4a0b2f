package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hydroreplace.grid.Workers;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloStack;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.snapshot.OutputHeader;
import org.jspecify.annotations.Nullable;

/** Writes profiles.h5: mass, count and density in radial bins for every halo and component, and stacks by mass; field by field. */
final class ProfilesFile implements AutoCloseable {
    static final String NAME = "profiles.h5";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "profiles");

    private static final String DENSITY = "(Msun/h)/(Mpc/h)^3";

    private final Hdf5Writer file;
    private final int threads;
    private final int bins;

    private ProfilesFile(Hdf5Writer file, Profiles profiles, int threads) {
        this.file = file;
        this.threads = threads;
        this.bins = profiles.edges().values().size() - 1;
    }

    /**
     * Begins the file.
     *
     * @param threads how many share the stacks
     */
    static ProfilesFile begin(
            Path folder, RunConfiguration configuration, OutputHeader header, Profiles profiles, int threads) {
        Hdf5Writer writer = ProductFile.create(folder.resolve(NAME), configuration, header, SECTIONS);
        HaloTable.column(
                writer,
                "edges",
                "R200c",
                "edges of the radial bins; bin b holds edges[b] <= r/R200c < edges[b + 1], the last one its right edge too",
                profiles.edges().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        return new ProfilesFile(writer, profiles, threads);
    }

    /** Writes the next fields. */
    void add(HaloProducts products) throws InterruptedException {
        for (Map.Entry<String, FieldProfiles> field : products.fields().entrySet()) {
            field(field.getKey(), field.getValue(), products);
        }
    }

    /** Ends the file and gives it its name. */
    void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }

    private void field(String name, FieldProfiles field, HaloProducts products) throws InterruptedException {
        HaloTable.halos(file, name, field.group());
        double[] below = products.below(field, bins, ProfilesFile::totalDensity);
        FieldProfiles.Table total = field.emptyBins();
        for (Component component : Component.OF_PARTICLES) {
            FieldProfiles.Table table = field.inBins(component);
            total.add(table);
            component(name, field, component, table, below, products);
        }
        component(name, field, Component.TOTAL, total, below, products);
    }

    private void component(
            String name,
            FieldProfiles field,
            Component component,
            FieldProfiles.Table table,
            double @Nullable [] below,
            HaloProducts products)
            throws InterruptedException {
        double[] density = field.density(table.mass());
        double[] stackMass = products.stackMass(field);
        List<MassBin> masses = products.massBins();
        Stack[] stacks = new Stack[masses.size()];
        // One thread writes the tables, the others stack.
        Workers.run(threads, 1 + stacks.length, () -> task -> {
            if (task == 0) {
                tables(name, component, table, density);
            } else {
                stacks[task - 1] = Stack.of(masses.get(task - 1).select(stackMass), bins, density, below);
            }
        });
        for (int m = 0; m < stacks.length; m++) {
            String group = "stacks/" + name + "/" + component.label() + "/"
                    + masses.get(m).label();
            products.beginStack(file, group, masses.get(m), stacks[m].halos());
            write(group, stacks[m], component);
        }
    }

    private void tables(String name, Component component, FieldProfiles.Table table, double[] density) {
        String group = name + "/" + component.label() + "/";
        String what = component.description() + " of the field " + name + " in each radial bin of each halo";
        HaloTable.reals(
                file,
                group + "density",
                bins,
                DENSITY,
                "density (mass over volume of the shell, comoving) of " + what,
                density);
        HaloTable.reals(file, group + "mass", bins, "Msun/h", "mass of " + what, table.mass());
        HaloTable.wholes(file, group + "count", bins, "number of particles of " + what, table.count());
    }

    private static double[] totalDensity(FieldProfiles field) {
        return field.density(field.inBins(Component.TOTAL).mass());
    }

    /** The densities of halos, and how they compare with the gravity-only ones, where there are such. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Stack(
            int[] halos,
            HaloStack densities,
            double @Nullable [] ratioOfMeans,
            @Nullable HaloStack ratios) {
        static Stack of(int[] halos, int bins, double[] density, double @Nullable [] below) {
            return new Stack(
                    halos,
                    HaloStack.of(halos, bins, density),
                    below == null ? null : HaloStack.ratioOfSums(halos, bins, density, below),
                    below == null ? null : HaloStack.ofRatios(halos, bins, density, below));
        }
    }

    private void write(String group, Stack stack, Component component) {
        String of = "over the halos of the density of " + component.description() + " in each radial bin, comoving";
        HaloStack densities = stack.densities();
        HaloTable.column(file, group + "/mean", DENSITY, "mean " + of, densities.mean());
        HaloTable.column(file, group + "/median", DENSITY, "median " + of, densities.median());
        HaloTable.column(file, group + "/p16", DENSITY, "16th percentile " + of, densities.p16());
        HaloTable.column(file, group + "/p84", DENSITY, "84th percentile " + of, densities.p84());
        double[] ratioOfMeans = stack.ratioOfMeans();
        HaloStack ratios = stack.ratios();
        if (ratioOfMeans != null && ratios != null) {
            String to = " over the density of all matter of the gravity-only field, each at its own r/R200c";
            String ofRatio =
                    " over the halos of the density" + to + "; halos without gravity-only matter in a bin are left out";
            HaloTable.column(
                    file, group + "/ratio_to_dmo", "", "mean density" + to + ": ratio of the means", ratioOfMeans);
            HaloTable.column(file, group + "/ratio_median", "", "median" + ofRatio, ratios.median());
            HaloTable.column(file, group + "/ratio_p16", "", "16th percentile" + ofRatio, ratios.p16());
            HaloTable.column(file, group + "/ratio_p84", "", "84th percentile" + ofRatio, ratios.p84());
        }
    }
}
