package org.hydroreplace.snapshot;

import java.nio.file.Path;
import java.util.List;

/** The particles of one simulation at one time, in one file or many, whatever their layout. */
public interface Snapshot {
    /** What the headers say, checked against all files. */
    SnapshotHeader header();

    /**
     * The particles run by run, where this snapshot was put together from those of several: each part is counted by
     * itself. A snapshot of one run is its only part.
     */
    default List<Snapshot> parts() {
        return List.of(this);
    }

    /** The place of this one among the parts of a snapshot. */
    default int part() {
        return 0;
    }

    /** The header of the run that the particles come from, by which the units of their mass are chosen. */
    default SnapshotHeader origin() {
        return header();
    }

    /** The files in the order in which they hold the particles. */
    List<Path> files();

    /** Name of the layout, for people. */
    String formatName();

    /**
     * Cuts all matter into blocks of at most about {@code rows} particles that are read one by one, in any order and on
     * any thread. Storage in HDF5 chunks is not cut through unless the chunks are far larger than a block.
     */
    List<ParticleBlock> blocks(int rows);

    /** Bytes of the datasets that are read to have every position and mass once: as stored, headers and indexes apart. */
    long storedBytes();

    /** The same of some blocks; where storage is compressed, in proportion to their rows. */
    long storedBytes(List<ParticleBlock> blocks);

    /** Bytes of memory that a reader takes at most. */
    long bytesPerReader();

    /** A reader for one thread. */
    ParticleReader reader();
}
