package org.hydroreplace.snapshot;

import org.hydroreplace.io.Hdf5File;

/** A layout of snapshot files. A new one is one class and one line in {@link SnapshotFormats}. */
public interface SnapshotFormat {
    /** Name for people. */
    String name();

    /** Whether a file, any one of a snapshot, is of this layout. */
    boolean recognises(Hdf5File file);

    /**
     * Reads the headers of all files and checks them against each other.
     *
     * @throws org.hydroreplace.io.InputException if a file is missing or damaged, or the headers contradict
     */
    Snapshot open(FileSet files);
}
