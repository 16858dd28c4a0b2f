package org.hydroreplace.pipeline;

/** Told how far a long task is; implemented by the command line. Safe for any number of threads. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void advance(long done) {}

        @Override
        public void end() {}
    };

    /**
     * A task begins.
     *
     * @param total amount of work in {@code unit}
     */
    void begin(String task, long total, String unit);

    /** More of the task is done. */
    void advance(long done);

    /** As much of the task was done before it began, by a run that was interrupted. */
    default void resumed(long done) {
        advance(done);
    }

    /** Something that the user should know, a sentence. */
    default void note(String sentence) {}

    /** The task has ended. */
    void end();
}
