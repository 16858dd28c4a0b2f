package org.hydroreplace.snapshot;

/**
 * A range of particles of one type in one file of a snapshot.
 *
 * @param file index in {@link Snapshot#files()}
 * @param firstRow row of the first particle in the file's own numbering
 * @param rows number of particles, at least 1
 */
public record ParticleBlock(int file, ParticleType type, long firstRow, int rows) {}
