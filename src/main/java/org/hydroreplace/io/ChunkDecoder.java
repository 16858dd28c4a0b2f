package org.hydroreplace.io;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.filter.PipelineFilterWithData;
import java.io.IOException;
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

    private final Hdf5File file;
    private final ChunkedDataset dataset;
    private final int bytes;
    private final int elementBytes;
    private final List<Integer> filters;
    private final Map<String, Chunk> chunks;
    private final boolean general;
    private ByteBuffer stored = ByteBuffer.allocate(0);

    ChunkDecoder(Hdf5File file, ChunkedDataset dataset, int elements, int elementBytes) {
        this.file = file;
        this.dataset = dataset;
        this.bytes = Math.multiplyExact(elements, elementBytes);
        this.elementBytes = elementBytes;
        this.filters =
                dataset.getFilters().stream().map(PipelineFilterWithData::getId).toList();
        this.general = !filters.equals(
                Stream.of(SHUFFLE, DEFLATE, FLETCHER).filter(filters::contains).toList());
        this.chunks = general ? Map.of() : chunksOf(dataset);
    }

    /**
     * Where the chunks are, and which filters of their dataset they were stored without, as a writer may choose. jHDF
     * knows both and shows them to subclasses only: hence the reflection, which a test guards. Its own way to a chunk's
     * bytes leaves a mapping of the file behind for each until garbage is collected, of which a process may have 65,530.
     */
    private static Map<String, Chunk> chunksOf(ChunkedDataset dataset) {
        try {
            Method lookup = ChunkedDatasetBase.class.getDeclaredMethod("getChunkLookup");
            lookup.setAccessible(true);
            Map<String, Chunk> found = new HashMap<>();
            if (lookup.invoke(dataset) instanceof Map<?, ?> entries) {
                for (Object entry : entries.values()) {
                    if (entry instanceof Chunk chunk) {
                        found.put(Arrays.toString(chunk.getChunkOffset()), chunk);
                    }
                }
            }
            return found;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stored bytes of a chunk, until the next one is read. */
    private ByteBuffer stored(Chunk chunk) throws IOException {
        long address = chunk.getAddress() + file.userBlockBytes();
        int size = chunk.getSize();
        if (chunk.getAddress() < 0 || size < 0 || size > file.bytes() - address) {
            throw new IllegalStateException(
                    "a chunk of " + size + " bytes at byte " + address + " is not within the file of " + file.bytes());
        }
        if (stored.capacity() < size) {
            stored = ByteBuffer.allocateDirect(size);
        }
        stored.clear().limit(size);
        while (stored.hasRemaining()) {
            if (file.channel().read(stored, address + stored.position()) < 0) {
                throw new IllegalStateException("the file ends within a chunk");
            }
        }
        return stored.flip();
    }

    private boolean applies(int filter, BitSet leftOut) {
        int place = filters.indexOf(filter);
        return place >= 0 && !leftOut.get(place);
    }

    /** The decoded bytes of the chunk that starts at this element of the dataset, in a new array. */
    byte[] decode(int[] offset) throws DataFormatException, IOException {
        if (general) {
            return checked(dataset.getDecompressedChunk(offset));
        }
        Chunk chunk = chunks.get(Arrays.toString(offset));
        if (chunk == null) {
            throw new IllegalStateException("a chunk was never written");
        }
        BitSet without = chunk.getFilterMask();
        ByteBuffer raw = stored(chunk);
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
