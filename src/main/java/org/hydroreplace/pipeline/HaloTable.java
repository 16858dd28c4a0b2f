package org.hydroreplace.pipeline;

import java.util.Arrays;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** Writes datasets with one row a halo. */
final class HaloTable {
    private HaloTable() {}

    static void reals(Hdf5Writer file, String dataset, int columns, String units, String description, double[] table) {
        int halos = table.length / columns;
        try (Hdf5Output output = file.dataset(dataset, Hdf5Type.FLOAT64, halos, columns)) {
            // What is never written reads as zeros: a component that is nowhere is a hole in the file.
            if (hasOtherThanZeros(table)) {
                output.write(0, halos, table, 0);
            }
        }
        ProductFile.describe(file, dataset, units, description);
    }

    static void wholes(Hdf5Writer file, String dataset, int columns, String description, long[] table) {
        int halos = table.length / columns;
        try (Hdf5Output output = file.dataset(dataset, Hdf5Type.INT64, halos, columns)) {
            if (hasOtherThanZeros(table)) {
                output.write(0, halos, table, 0);
            }
        }
        ProductFile.describe(file, dataset, "", description);
    }

    static void column(Hdf5Writer file, String dataset, String units, String description, double[] values) {
        try (Hdf5Output output = file.dataset(dataset, Hdf5Type.FLOAT64, values.length)) {
            output.write(0, values.length, values, 0);
        }
        ProductFile.describe(file, dataset, units, description);
    }

    static void column(Hdf5Writer file, String dataset, String description, long[] values) {
        try (Hdf5Output output = file.dataset(dataset, Hdf5Type.INT64, values.length)) {
            output.write(0, values.length, values, 0);
        }
        ProductFile.describe(file, dataset, "", description);
    }

    /**
     * Begins the group of a field: whose halos these are, their mass and radius, and where they are not those of the pairs their rows.
     */
    static void halos(Hdf5Writer file, String field, ProfileGroup group) {
        HaloSpheres halos = group.spheres();
        String run = group.set().source().label();
        file.group(field);
        file.attribute(field, "centre", run);
        column(file, field + "/m200c", "Msun/h", "M200c of the " + run + " halo at the centre", halos.mass());
        column(
                file,
                field + "/r200c",
                "Mpc/h",
                "R200c of the " + run + " halo at the centre, comoving: the unit of radius",
                halos.radius());
        if (group.set() == HaloSet.SELECTED) {
            column(
                    file,
                    field + "/halos",
                    "position of the halo of each row in the " + run + " catalogue",
                    Arrays.stream(halos.row()).asLongStream().toArray());
        }
    }

    private static boolean hasOtherThanZeros(double[] table) {
        for (double value : table) {
            if (Double.doubleToRawLongBits(value) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOtherThanZeros(long[] table) {
        for (long value : table) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }
}
