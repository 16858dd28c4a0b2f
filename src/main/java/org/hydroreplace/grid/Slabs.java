package org.hydroreplace.grid;

/**
 * Storage of a transformed grid: one array for each first index, so that there may be more than 2^31 numbers. Rows go in
 * and out whole; columns across slabs go through a buffer, {@code width} complex columns side by side at a time.
 */
sealed interface Slabs permits DoubleSlabs, FloatSlabs {
    static Slabs of(Precision precision, int slabs, int length) {
        return switch (precision) {
            case SINGLE -> new FloatSlabs(slabs, length);
            case DOUBLE -> new DoubleSlabs(slabs, length);
        };
    }

    /** Copies {@code count} numbers of a slab, from {@code offset} on, to the beginning of {@code into}. */
    void get(int slab, int offset, double[] into, int count);

    /** Copies the first {@code count} of {@code values} to {@code offset} of a slab. */
    void put(int slab, int offset, double[] values, int count);

    /** Complex number c of {@code width}, from {@code offset} of a slab on, to buffer[at + c stride] and the place behind. */
    void gather(int slab, int offset, int width, double[] buffer, int at, int stride);

    /** The way back of {@link #gather}. */
    void scatter(int slab, int offset, int width, double[] buffer, int at, int stride);
}
