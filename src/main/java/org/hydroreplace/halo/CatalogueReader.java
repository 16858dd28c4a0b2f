package org.hydroreplace.halo;

import java.nio.file.Path;
import java.util.List;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.hydroreplace.snapshot.FileSet;
import org.hydroreplace.snapshot.GadgetHeader;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.snapshot.PeriodicBox;

/**
 * Reads FoF + SUBFIND group catalogues of IllustrisTNG/AREPO and GADGET-4: {@code Group/GroupPos} (the potential
 * minimum), {@code Group_M_Crit200} and {@code Group_R_Crit200}. Groups are dealt out to the files unevenly, and a file
 * may have none.
 */
public final class CatalogueReader {
    private static final List<String> COLUMNS =
            List.of("Group/GroupPos", "Group/Group_M_Crit200", "Group/Group_R_Crit200");

    private CatalogueReader() {}

    /**
     * Reads the catalogue of snapshot {@code number}.
     *
     * @param output the folder that holds {@code groups_NNN} or the catalogue files themselves
     * @throws InputException if a file is missing or damaged, totals differ, or there is no halo at all
     */
    public static HaloCatalogue read(Path output, int number) {
        return read(FileSet.ofCatalogue(output, number));
    }

    /** Reads the catalogue that is made of these files. */
    public static HaloCatalogue read(FileSet set) {
        List<Path> files;
        OutputHeader header;
        long total;
        try (Hdf5File first = Hdf5File.open(set.first())) {
            if (!isCatalogue(first)) {
                throw new InputException(
                        first.path() + " is no group catalogue of a known layout (FoF + SUBFIND of IllustrisTNG/AREPO"
                                + " or GADGET-4); see docs/formats.md for what is read");
            }
            GadgetHeader raw = new GadgetHeader(first);
            files = set.complete(raw.files("NumFiles", "NumFilesPerSnapshot"));
            header = raw.output();
            total = (long) raw.required("Ngroups_Total");
        }
        if (total < 0) {
            throw new InputException(files.getFirst() + " counts " + total + " groups; its header is damaged");
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw new InputException(set.folder() + " counts " + total + " groups; at most 2^31 - 9 can be held");
        }
        if (total == 0) {
            throw new InputException(
                    set.folder() + " is an empty catalogue: its header counts 0 groups; check the snapshot number");
        }
        int size = (int) total;
        checkTotal(set, files, header, size);
        double[][] columns = new double[5][size];
        int filled = 0;
        for (Path path : files) {
            filled += readFile(path, header, columns, filled);
        }
        return new HaloCatalogue(header, files, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Bytes of the datasets that are read from some files of a catalogue, as stored. */
    public static long storedBytes(List<Path> files) {
        long bytes = 0;
        for (Path path : files) {
            try (Hdf5File file = Hdf5File.open(path)) {
                if (new GadgetHeader(file).required("Ngroups_ThisFile") > 0) {
                    for (String column : COLUMNS) {
                        bytes += file.dataset(column).storedBytes();
                    }
                }
            }
        }
        return bytes;
    }

    /** Whether a file looks like one of a group catalogue. */
    public static boolean isCatalogue(Hdf5File file) {
        return file.longs("Header", "Ngroups_ThisFile").isPresent()
                && file.doubles("Header", "Ngroups_Total").isPresent();
    }

    /** Compares the files with the header before any memory is taken for what it promises. */
    private static void checkTotal(FileSet set, List<Path> files, OutputHeader header, int expected) {
        long sum = 0;
        for (Path path : files) {
            try (Hdf5File file = Hdf5File.open(path)) {
                GadgetHeader raw = new GadgetHeader(file);
                double box = raw.boxSize() / raw.units().lengthsPerMpc();
                double time = raw.required("Time");
                if (box != header.box().size() || Math.abs(time - header.scaleFactor()) > 1e-9) {
                    throw new InputException(path + " is of another output than "
                            + files.getFirst().getFileName() + " (box " + box + " and "
                            + header.box().size() + " Mpc/h, scale factor " + time + " and " + header.scaleFactor()
                            + "); put the files of one catalogue into a folder of their own");
                }
                long here = (long) raw.required("Ngroups_ThisFile");
                if (here < 0) {
                    throw new InputException(path + " holds " + here + " groups; its header is damaged");
                }
                if (here > 0) {
                    checkRows(file, "Group/GroupPos", file.dataset("Group/GroupPos"), here);
                }
                sum += here;
            }
        }
        if (sum != expected) {
            throw new InputException(set.folder() + ": the " + files.size() + " files hold " + sum
                    + " groups and their header promises " + expected + "; copy or download the catalogue again");
        }
    }

    private static int readFile(Path path, OutputHeader header, double[][] columns, int at) {
        try (Hdf5File file = Hdf5File.open(path)) {
            int rows = (int) new GadgetHeader(file).required("Ngroups_ThisFile");
            if (rows == 0) {
                return 0;
            }
            double[][] part = new double[5][rows];
            column(file, "Group/GroupPos", rows, part[0], part[1], part[2]);
            column(file, "Group/Group_M_Crit200", rows, part[3]);
            column(file, "Group/Group_R_Crit200", rows, part[4]);
            double perMpc = header.units().lengthsPerMpc();
            for (int i = 0; i < rows; i++) {
                for (int axis = 0; axis < 3; axis++) {
                    columns[axis][at + i] = position(part[axis][i] / perMpc, header.box(), path, i);
                }
                columns[3][at + i] = sane(part[3][i] * header.units().mass(), "M200c", path, i);
                columns[4][at + i] = sane(part[4][i] / perMpc, "R200c", path, i);
            }
            return rows;
        }
    }

    private static void column(Hdf5File file, String name, int rows, double[]... into) {
        Hdf5Dataset dataset = file.dataset(name);
        checkRows(file, name, dataset, rows);
        dataset.read(0, rows, into);
    }

    private static void checkRows(Hdf5File file, String name, Hdf5Dataset dataset, long rows) {
        if (dataset.rows() != rows) {
            throw new InputException(file.path() + ": " + name + " has " + dataset.rows()
                    + " rows and the header counts " + rows + "; copy or download the file again");
        }
    }

    private static double position(double x, PeriodicBox box, Path path, int group) {
        if (!(Math.abs(x) <= 2 * box.size())) {
            throw new InputException(path + ": group " + group + " has the coordinate " + x + " Mpc/h in a box of "
                    + box.size() + " Mpc/h; the file is damaged or in other units than its header says");
        }
        return box.wrap(x);
    }

    private static double sane(double value, String what, Path path, int group) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InputException(
                    path + ": group " + group + " has the " + what + " " + value + "; the file is damaged");
        }
        return value;
    }
}
