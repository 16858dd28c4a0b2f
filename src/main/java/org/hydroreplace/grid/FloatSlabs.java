package org.hydroreplace.grid;

/** Slabs of float32. */
final class FloatSlabs implements Slabs {
    private final float[][] slabs;

    FloatSlabs(int slabs, int length) {
        this.slabs = new float[slabs][length];
    }

    @Override
    public void get(int slab, int offset, double[] into, int count) {
        float[] from = slabs[slab];
        for (int i = 0; i < count; i++) {
            into[i] = from[offset + i];
        }
    }

    @Override
    public void put(int slab, int offset, double[] values, int count) {
        float[] into = slabs[slab];
        for (int i = 0; i < count; i++) {
            into[offset + i] = (float) values[i];
        }
    }

    @Override
    public void gather(int slab, int offset, int width, double[] buffer, int at, int stride) {
        float[] from = slabs[slab];
        for (int c = 0, i = offset, b = at; c < width; c++, i += 2, b += stride) {
            buffer[b] = from[i];
            buffer[b + 1] = from[i + 1];
        }
    }

    @Override
    public void scatter(int slab, int offset, int width, double[] buffer, int at, int stride) {
        float[] into = slabs[slab];
        for (int c = 0, i = offset, b = at; c < width; c++, i += 2, b += stride) {
            into[i] = (float) buffer[b];
            into[i + 1] = (float) buffer[b + 1];
        }
    }

    @Override
    public void swap(int slab, int offset, int otherSlab, int otherOffset, int count) {
        float[] one = slabs[slab];
        float[] other = slabs[otherSlab];
        for (int i = 0; i < count; i++) {
            float value = one[offset + i];
            one[offset + i] = other[otherOffset + i];
            other[otherOffset + i] = value;
        }
    }

    @Override
    public void pack(int slab, int offset, int count, long[] buffer, int at) {
        float[] from = slabs[slab];
        for (int i = 0, b = at; i < count; i += 2, b++) {
            long first = Float.floatToRawIntBits(from[offset + i]) & 0xffff_ffffL;
            buffer[b] = first | (long) Float.floatToRawIntBits(from[offset + i + 1]) << 32;
        }
    }

    @Override
    public void unpack(int slab, int offset, int count, long[] buffer, int at) {
        float[] into = slabs[slab];
        for (int i = 0, b = at; i < count; i += 2, b++) {
            into[offset + i] = Float.intBitsToFloat((int) buffer[b]);
            into[offset + i + 1] = Float.intBitsToFloat((int) (buffer[b] >>> 32));
        }
    }
}
