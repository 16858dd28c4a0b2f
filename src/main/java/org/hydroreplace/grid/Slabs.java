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

    /** Exchanges {@code count} numbers of two slabs, or of two places of one that do not overlap. */
    void swap(int slab, int offset, int otherSlab, int otherOffset, int count);

    /** Copies {@code count} numbers, an even one, from {@code offset} of a slab on, bit by bit to a buffer: two float32 or one float64 for each of its elements. */
    void pack(int slab, int offset, int count, long[] buffer, int at);

    /** The way back of {@link #pack}. */
    void unpack(int slab, int offset, int count, long[] buffer, int at);
}
