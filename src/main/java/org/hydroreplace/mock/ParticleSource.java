package org.hydroreplace.mock;

/** Particles of one type in the order of the file, any stretch of which can be made by itself. */
interface ParticleSource {
    long count();

    /** Appends particles [first, first + number) to the buffer, which must have room for them. */
    void append(long first, int number, ParticleBuffer buffer);
}
