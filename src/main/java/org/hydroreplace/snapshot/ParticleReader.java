package org.hydroreplace.snapshot;

/** Reads blocks of a snapshot; for one thread. Keeps the file of the last block open. */
public interface ParticleReader extends AutoCloseable {
    /**
     * Reads positions and masses of a block into a chunk, which grows where it is too small.
     *
     * @throws org.hydroreplace.io.InputException if the file is damaged, or a position or mass is not a sane number
     */
    void read(ParticleBlock block, ParticleChunk chunk);

    /**
     * Has the system bring positions and masses of a block into its page cache, where they are not compressed, so that
     * another reader need not wait for the disk.
     */
    void fetch(ParticleBlock block);

    /** Reads the particle ids of a block; unsigned 64-bit ids keep their bits. */
    void readIds(ParticleBlock block, long[] ids);

    /** Reads positions, masses and ids of a block as they are stored. */
    void readStored(ParticleBlock block, StoredParticles particles);

    @Override
    void close();
}
