package org.hydroreplace.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;

/** The layouts that can be read. */
public final class SnapshotFormats {
    private static final List<SnapshotFormat> FORMATS = List.of(new GadgetHdf5Format());

    private SnapshotFormats() {}

    /**
     * Opens snapshot {@code number} of a simulation.
     *
     * @param output the folder that holds {@code snapdir_NNN} or the snapshot files themselves
     */
    public static Snapshot open(Path output, int number) {
        return open(FileSet.ofSnapshot(output, number));
    }

    /** Opens the snapshot that is made of these files. */
    public static Snapshot open(FileSet files) {
        return formatOf(files.first()).open(files);
    }

    /** Whether a file is one of a snapshot in a known layout. */
    public static boolean recognises(Hdf5File file) {
        return FORMATS.stream().anyMatch(format -> format.recognises(file));
    }

    private static SnapshotFormat formatOf(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            for (SnapshotFormat format : FORMATS) {
                if (format.recognises(file)) {
                    return format;
                }
            }
        }
        String known = FORMATS.stream().map(SnapshotFormat::name).collect(Collectors.joining(", "));
        throw new InputException(path + " is HDF5 but no snapshot of a known layout (" + known
                + "); see docs/formats.md for what is read");
    }
}
