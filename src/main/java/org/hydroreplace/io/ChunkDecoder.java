package org.hydroreplace.io;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.filter.PipelineFilterWithData;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the filters of HDF5 chunks: shuffle, deflate and Fletcher's checksum, each or none, in this order, here (as fast
 * as libhdf5, and on every thread at once); any other pipeline that jHDF knows through its slower general way.
 */
final class ChunkDecoder {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER = 3;

    /** Deflate turns at most 1032 bytes into one, the other filters fewer. */
    static final int LARGEST_RATIO = 1032;

    private final ChunkedDataset dataset;
    private final int bytes;
    private final int elementBytes;
    private final List<Integer> filters;
    private final Map<String, BitSet> leftOut;
    private final boolean general;

    ChunkDecoder(ChunkedDataset dataset, int elements, int elementBytes) {
        this.dataset = dataset;
        this.bytes = Math.multiplyExact(elements, elementBytes);
        this.elementBytes = elementBytes;
        this.filters =
                dataset.getFilters().stream().map(PipelineFilterWithData::getId).toList();
        this.general = !filters.equals(
                Stream.of(SHUFFLE, DEFLATE, FLETCHER).filter(filters::contains).toList());
        this.leftOut = filters.isEmpty() || general ? Map.of() : chunksWithFiltersLeftOut(dataset);
    }

    /**
     * The chunks that were stored without some filters of their dataset, as a writer may choose, with the filters left
     * out. jHDF reads that mark, ignores it when it decodes, and shows it to subclasses only: hence the reflection, which
     * a test guards.
     */
    private static Map<String, BitSet> chunksWithFiltersLeftOut(ChunkedDataset dataset) {
        try {
            Method lookup = ChunkedDatasetBase.class.getDeclaredMethod("getChunkLookup");
            lookup.setAccessible(true);
            Map<String, BitSet> marked = new HashMap<>();
            if (lookup.invoke(dataset) instanceof Map<?, ?> chunks) {
                for (Object entry : chunks.values()) {
                    if (entry instanceof Chunk chunk && !chunk.getFilterMask().isEmpty()) {
                        marked.put(Arrays.toString(chunk.getChunkOffset()), chunk.getFilterMask());
                    }
                }
            }
            return marked;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean applies(int filter, @Nullable BitSet leftOut) {
        int place = filters.indexOf(filter);
        return place >= 0 && (leftOut == null || !leftOut.get(place));
    }

    /** The decoded bytes of the chunk that starts at this element of the dataset, in a new array. */
    byte[] decode(int[] offset) throws DataFormatException {
        if (general) {
            return checked(dataset.getDecompressedChunk(offset));
        }
        BitSet without = leftOut.get(Arrays.toString(offset));
        ByteBuffer raw = dataset.getRawChunkBuffer(offset);
        if (bytes / LARGEST_RATIO > raw.remaining()) {
            throw wrongSize(raw.remaining());
        }
        if (applies(FLETCHER, without)) {
            raw = withoutChecksum(raw);
        }
        byte[] decoded = new byte[bytes];
        if (applies(DEFLATE, without)) {
            inflate(raw, decoded);
        } else {
            if (raw.remaining() != bytes) {
                throw wrongSize(raw.remaining());
            }
            raw.get(decoded);
        }
        return applies(SHUFFLE, without) ? unshuffle(decoded) : decoded;
    }

    private void inflate(ByteBuffer raw, byte[] decoded) throws DataFormatException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(raw);
            int filled = 0;
            while (filled < bytes) {
                int n = inflater.inflate(decoded, filled, bytes - filled);
                if (n == 0) {
                    throw wrongSize(filled);
                }
                filled += n;
            }
        }
    }

    /** Compares the checksum at the end of a chunk, and cuts it off. */
    private static ByteBuffer withoutChecksum(ByteBuffer raw) {
        int length = raw.remaining() - Integer.BYTES;
        if (length < 0) {
            throw new IllegalStateException("a chunk has no checksum");
        }
        ByteBuffer content = raw.slice(raw.position(), length).order(ByteOrder.BIG_ENDIAN);
        int stored = raw.order(ByteOrder.LITTLE_ENDIAN).getInt(raw.position() + length);
        if (fletcher32(content) != stored) {
            throw new IllegalStateException("a chunk does not have its checksum");
        }
        return content;
    }

    /** Fletcher's sum of 16-bit big-endian words modulo 65535, as libhdf5 forms it; an odd last byte is a high byte. */
    private static int fletcher32(ByteBuffer content) {
        long first = 0;
        long second = 0;
        int length = content.remaining();
        for (int i = 0; i < length; i += 2) {
            first += i + 1 < length ? content.getShort(i) & 0xffff : (content.get(i) & 0xff) << 8;
            first = (first & 0xffff) + (first >>> 16);
            second += first;
            second = (second & 0xffff) + (second >>> 16);
        }
        first = (first & 0xffff) + (first >>> 16);
        second = (second & 0xffff) + (second >>> 16);
        return (int) (second << 16 | first);
    }

    /** Undoes the byte transposition: all first bytes of the elements come first, then all second bytes. */
    private byte[] unshuffle(byte[] shuffled) {
        int elements = bytes / elementBytes;
        byte[] plain = new byte[bytes];
        for (int b = 0; b < elementBytes; b++) {
            int from = b * elements;
            for (int i = 0, to = b; i < elements; i++, to += elementBytes) {
                plain[to] = shuffled[from + i];
            }
        }
        return plain;
    }

    private byte[] checked(byte[] decoded) {
        if (decoded.length != bytes) {
            throw wrongSize(decoded.length);
        }
        return decoded;
    }

    private IllegalStateException wrongSize(int found) {
        return new IllegalStateException("a chunk holds " + found + " bytes where " + bytes + " are expected");
    }
}
