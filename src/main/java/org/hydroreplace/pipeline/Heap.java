package org.hydroreplace.pipeline;

/** Keeps the heap from growing over what lives in it. */
final class Heap {
    /** Garbage that is not worth collecting. */
    private static final long SLACK = 48L << 20;

    private Heap() {}

    /**
     * Collects garbage if there is much of it. The collector would let the heap grow to its limit first; what one phase
     * leaves is to make room for the next, so that the peak of the process is that of its largest phase.
     *
     * @param live bytes that are known to be in use
     */
    static void trim(long live) {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() > live + SLACK) {
            System.gc();
        }
    }
}
