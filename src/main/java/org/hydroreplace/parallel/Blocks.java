package org.hydroreplace.parallel;

import java.lang.foreign.MemorySegment;

/** Parts of segments counted in elements of 8 bytes. */
final class Blocks {
    private Blocks() {}

    /** So many elements from an offset; IllegalArgumentException if the segment has not got them. */
    static MemorySegment part(MemorySegment segment, long offset, long count) {
        long elements = segment.byteSize() / Long.BYTES;
        if (offset < 0 || count < 0 || offset > elements || count > elements - offset) {
            throw new IllegalArgumentException(
                    count + " elements from " + offset + " on were asked of a segment that has " + elements);
        }
        return segment.asSlice(offset * Long.BYTES, count * Long.BYTES);
    }

    /** The blocks of all ranks in a segment. */
    static MemorySegment[] parts(MemorySegment segment, long[] offsets, long[] counts, int ranks) {
        if (offsets.length != ranks || counts.length != ranks) {
            throw new IllegalArgumentException(
                    offsets.length + " offsets and " + counts.length + " counts for " + ranks + " ranks");
        }
        MemorySegment[] parts = new MemorySegment[ranks];
        for (int i = 0; i < ranks; i++) {
            parts[i] = part(segment, offsets[i], counts[i]);
        }
        return parts;
    }

    /** Segments over rows. */
    static MemorySegment[] of(long[][] rows) {
        MemorySegment[] parts = new MemorySegment[rows.length];
        for (int i = 0; i < rows.length; i++) {
            parts[i] = MemorySegment.ofArray(rows[i]);
        }
        return parts;
    }
}
