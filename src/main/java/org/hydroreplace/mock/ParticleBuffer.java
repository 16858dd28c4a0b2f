package org.hydroreplace.mock;

/** A block of particles on its way to a file: 36 bytes for each of {@code capacity}. */
final class ParticleBuffer {
    private final double box;
    private final double[] coordinates;
    private final float[] masses;
    private final long[] identifiers;
    private int size;

    ParticleBuffer(int capacity, double box) {
        this.box = box;
        coordinates = new double[3 * capacity];
        masses = new float[capacity];
        identifiers = new long[capacity];
    }

    int capacity() {
        return masses.length;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** The coordinates must lie within one box of the box; they are wrapped into it. */
    void add(double x, double y, double z, double mass, long identifier) {
        coordinates[3 * size] = Point.wrap(x, box);
        coordinates[3 * size + 1] = Point.wrap(y, box);
        coordinates[3 * size + 2] = Point.wrap(z, box);
        masses[size] = (float) mass;
        identifiers[size] = identifier;
        size++;
    }

    /** (size, 3), in ckpc/h. */
    double[] coordinates() {
        return coordinates;
    }

    /** In 1e10 Msun/h. */
    float[] masses() {
        return masses;
    }

    long[] identifiers() {
        return identifiers;
    }
}
