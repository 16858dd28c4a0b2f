package org.hydroreplace.mock;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** Writes the group catalogue of one run: groups without subhalos, whose members are the particles inside R200c. */
final class CatalogueFiles {
    private static final int TYPES = 6;
    private static final String GROUP = "Group";

    private final PairModel model;
    private final Run run;
    private final int files;
    private final List<MockHalo> groups;

    CatalogueFiles(PairModel model, Run run, int files) {
        this.model = model;
        this.run = run;
        this.files = files;
        groups = model.halos().groups(run);
    }

    void write(Path folder) {
        for (int file = 0; file < files; file++) {
            List<MockHalo> here = groups.subList(begin(file), begin(file + 1));
            try (var writer = Hdf5Writer.create(folder.resolve("fof_subhalo_tab_099." + file + ".hdf5"))) {
                header(writer, here);
                writer.group(GROUP);
                writer.group("Subhalo");
                if (!here.isEmpty()) {
                    fields(writer, here);
                }
                writer.commit();
            }
        }
    }

    private int begin(int file) {
        return (int) ((long) groups.size() * file / files);
    }

    private void header(Hdf5Writer writer, List<MockHalo> here) {
        var header = HeaderGroup.create(writer, model.universe());
        header.integer("Ngroups_ThisFile", here.size());
        header.integer("Ngroups_Total", groups.size());
        header.integer("Nsubgroups_ThisFile", 0);
        header.integer("Nsubgroups_Total", 0);
        header.integer("Nids_ThisFile", Math.toIntExact(members(here)));
        header.wide("Nids_Total", members(groups));
        header.integer("NumFiles", files);
        header.integer("FlagDoubleprecision", 0);
    }

    private long members(List<MockHalo> halos) {
        return halos.stream().mapToLong(halo -> sum(lengths(halo))).sum();
    }

    private void fields(Hdf5Writer writer, List<MockHalo> here) {
        boolean isDmo = run == Run.DMO;
        reals(writer, "GroupPos", here, 3, (halo, row) -> {
            Point centre = isDmo ? halo.centre() : halo.hydroCentre();
            row[0] = centre.x();
            row[1] = centre.y();
            row[2] = centre.z();
        });
        reals(writer, "Group_M_Crit200", here, halo -> isDmo ? halo.mass() : halo.hydroMass());
        reals(writer, "Group_R_Crit200", here, halo -> isDmo ? halo.radius() : halo.hydroRadius());
        reals(writer, "GroupMass", here, halo -> {
            double mass = 0;
            for (double part : masses(halo)) {
                mass += part;
            }
            return mass;
        });
        reals(writer, "GroupMassType", here, TYPES, (halo, row) -> System.arraycopy(masses(halo), 0, row, 0, TYPES));
        integers(writer, "GroupLen", here, 1, (halo, row) -> row[0] = Math.toIntExact(sum(lengths(halo))));
        integers(writer, "GroupLenType", here, TYPES, (halo, row) -> System.arraycopy(lengths(halo), 0, row, 0, TYPES));
        integers(writer, "GroupFirstSub", here, 1, (halo, row) -> row[0] = -1);
    }

    private int[] lengths(MockHalo halo) {
        int[] lengths = new int[TYPES];
        for (Matter matter : PairModel.kinds(run)) {
            lengths[matter.type()] = (int) model.members(halo, matter).count();
        }
        return lengths;
    }

    private double[] masses(MockHalo halo) {
        var universe = model.universe();
        int[] lengths = lengths(halo);
        double[] masses = new double[TYPES];
        for (Matter matter : PairModel.kinds(run)) {
            int type = matter.type();
            masses[type] = switch (matter) {
                case ALL -> lengths[type] * universe.particleMass();
                case DARK -> lengths[type] * universe.darkMass();
                case GAS -> lengths[type] * universe.baryonMass();
                case STARS -> lengths[type] * universe.baryonMass() - halo.blackHole();
                case BLACK_HOLES -> halo.blackHole();
            };
        }
        return masses;
    }

    private static long sum(int[] values) {
        long sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }

    private static void reals(Hdf5Writer writer, String name, List<MockHalo> halos, ToDoubleFunction<MockHalo> value) {
        reals(writer, name, halos, 1, (halo, row) -> row[0] = value.applyAsDouble(halo));
    }

    private static void reals(
            Hdf5Writer writer, String name, List<MockHalo> halos, int columns, BiConsumer<MockHalo, double[]> fill) {
        double[] row = new double[columns];
        float[] values = new float[halos.size() * columns];
        int at = 0;
        for (MockHalo halo : halos) {
            fill.accept(halo, row);
            for (double value : row) {
                values[at++] = (float) value;
            }
        }
        writer.dataset(GROUP + "/" + name, Hdf5Type.FLOAT32, shape(halos, columns))
                .write(0, halos.size(), values, 0);
    }

    private static void integers(
            Hdf5Writer writer, String name, List<MockHalo> halos, int columns, BiConsumer<MockHalo, int[]> fill) {
        int[] row = new int[columns];
        int[] values = new int[halos.size() * columns];
        int at = 0;
        for (MockHalo halo : halos) {
            fill.accept(halo, row);
            System.arraycopy(row, 0, values, at, columns);
            at += columns;
        }
        writer.dataset(GROUP + "/" + name, Hdf5Type.INT32, shape(halos, columns))
                .write(0, halos.size(), values, 0);
    }

    private static long[] shape(List<MockHalo> halos, int columns) {
        return columns == 1 ? new long[] {halos.size()} : new long[] {halos.size(), columns};
    }
}
