package org.hydroreplace.grid;

/** Slabs of float64. */
final class DoubleSlabs implements Slabs {
    private final double[][] slabs;

    DoubleSlabs(int slabs, int length) {
        this.slabs = new double[slabs][length];
    }

    @Override
    public void get(int slab, int offset, double[] into, int count) {
        double[] from = slabs[slab];
        for (int i = 0; i < count; i++) {
            into[i] = from[offset + i];
        }
    }

    @Override
    public void put(int slab, int offset, double[] values, int count) {
        double[] into = slabs[slab];
        for (int i = 0; i < count; i++) {
            into[offset + i] = values[i];
        }
    }

    @Override
    public void gather(int slab, int offset, int width, double[] buffer, int at, int stride) {
        double[] from = slabs[slab];
        for (int c = 0, i = offset, b = at; c < width; c++, i += 2, b += stride) {
            buffer[b] = from[i];
            buffer[b + 1] = from[i + 1];
        }
    }

    @Override
    public void scatter(int slab, int offset, int width, double[] buffer, int at, int stride) {
        double[] into = slabs[slab];
        for (int c = 0, i = offset, b = at; c < width; c++, i += 2, b += stride) {
            into[i] = buffer[b];
            into[i + 1] = buffer[b + 1];
        }
    }

    @Override
    public void swap(int slab, int offset, int otherSlab, int otherOffset, int count) {
        double[] one = slabs[slab];
        double[] other = slabs[otherSlab];
        for (int i = 0; i < count; i++) {
            double value = one[offset + i];
            one[offset + i] = other[otherOffset + i];
            other[otherOffset + i] = value;
        }
    }

    @Override
    public void pack(int slab, int offset, int count, long[] buffer, int at) {
        double[] from = slabs[slab];
        for (int i = 0; i < count; i++) {
            buffer[at + i] = Double.doubleToRawLongBits(from[offset + i]);
        }
    }

    @Override
    public void unpack(int slab, int offset, int count, long[] buffer, int at) {
        double[] into = slabs[slab];
        for (int i = 0; i < count; i++) {
            into[offset + i] = Double.longBitsToDouble(buffer[at + i]);
        }
    }
}
