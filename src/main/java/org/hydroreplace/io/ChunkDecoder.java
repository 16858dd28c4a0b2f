package org.hydroreplace.io;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes the filters of HDF5 chunks: none, shuffle, deflate, or shuffle + deflate here (as fast as libhdf5, and on every
 * thread at once); any other pipeline that jHDF knows through its slower general way.
 */
final class ChunkDecoder {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;

    private final ChunkedDataset dataset;
    private final int bytes;
    private final int elementBytes;
    private final boolean general;
    private final boolean deflate;
    private final boolean shuffle;

    ChunkDecoder(ChunkedDataset dataset, int elements, int elementBytes) {
        this.dataset = dataset;
        this.bytes = Math.multiplyExact(elements, elementBytes);
        this.elementBytes = elementBytes;
        List<Integer> filters =
                dataset.getFilters().stream().map(PipelineFilterWithData::getId).toList();
        this.deflate = filters.contains(DEFLATE);
        this.shuffle = filters.contains(SHUFFLE);
        this.general = !List.of(List.of(), List.of(DEFLATE), List.of(SHUFFLE), List.of(SHUFFLE, DEFLATE))
                .contains(filters);
    }

    /** The decoded bytes of the chunk that starts at this element of the dataset, in a new array. */
    byte[] decode(int[] offset) throws DataFormatException {
        if (general) {
            return checked(dataset.getDecompressedChunk(offset));
        }
        ByteBuffer raw = dataset.getRawChunkBuffer(offset);
        byte[] decoded = new byte[bytes];
        if (deflate) {
            inflate(raw, decoded);
        } else {
            if (raw.remaining() != bytes) {
                throw wrongSize(raw.remaining());
            }
            raw.get(decoded);
        }
        return shuffle ? unshuffle(decoded) : decoded;
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
