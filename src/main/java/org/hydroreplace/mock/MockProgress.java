package org.hydroreplace.mock;

/** Told how far the writing is, after every block of particles. */
@FunctionalInterface
public interface MockProgress {
    /** Nobody listens. */
    MockProgress NONE = (written, total) -> {};

    /**
     * @param written particles of all types in both runs so far
     * @param total particles of all types in both runs
     */
    void update(long written, long total);
}
