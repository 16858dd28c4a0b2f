package org.hydroreplace.parallel;

import java.lang.foreign.MemorySegment;

/** A place in a row of segments, which are read or written as if they were one. */
final class Cursor {
    private final MemorySegment[] parts;
    private int part;
    private long offset;

    Cursor(MemorySegment[] parts) {
        this.parts = parts;
    }

    /** Fills a buffer as far as there is something left, and returns the bytes that were. */
    long read(MemorySegment buffer) {
        return pass(buffer, true);
    }

    /** Writes all of a buffer. */
    void write(MemorySegment buffer) {
        pass(buffer, false);
    }

    private long pass(MemorySegment buffer, boolean reading) {
        long done = 0;
        while (done < buffer.byteSize() && part < parts.length) {
            long bytes = Math.min(buffer.byteSize() - done, parts[part].byteSize() - offset);
            if (reading) {
                MemorySegment.copy(parts[part], offset, buffer, done, bytes);
            } else {
                MemorySegment.copy(buffer, done, parts[part], offset, bytes);
            }
            done += bytes;
            offset += bytes;
            if (offset == parts[part].byteSize()) {
                part++;
                offset = 0;
            }
        }
        return done;
    }
}
