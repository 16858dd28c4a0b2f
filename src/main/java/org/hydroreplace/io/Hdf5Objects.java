package org.hydroreplace.io;

import static org.hydroreplace.io.Hdf5Call.H5Aclose;
import static org.hydroreplace.io.Hdf5Call.H5Acreate_by_name;
import static org.hydroreplace.io.Hdf5Call.H5Awrite;
import static org.hydroreplace.io.Hdf5Call.H5Dclose;
import static org.hydroreplace.io.Hdf5Call.H5Dcreate2;
import static org.hydroreplace.io.Hdf5Call.H5Dget_space;
import static org.hydroreplace.io.Hdf5Call.H5Dwrite;
import static org.hydroreplace.io.Hdf5Call.H5Fclose;
import static org.hydroreplace.io.Hdf5Call.H5Fcreate;
import static org.hydroreplace.io.Hdf5Call.H5Gclose;
import static org.hydroreplace.io.Hdf5Call.H5Gcreate2;
import static org.hydroreplace.io.Hdf5Call.H5Pclose;
import static org.hydroreplace.io.Hdf5Call.H5Pcreate;
import static org.hydroreplace.io.Hdf5Call.H5Pset_alloc_time;
import static org.hydroreplace.io.Hdf5Call.H5Pset_char_encoding;
import static org.hydroreplace.io.Hdf5Call.H5Pset_chunk;
import static org.hydroreplace.io.Hdf5Call.H5Pset_chunk_cache;
import static org.hydroreplace.io.Hdf5Call.H5Pset_deflate;
import static org.hydroreplace.io.Hdf5Call.H5Pset_fclose_degree;
import static org.hydroreplace.io.Hdf5Call.H5Pset_file_locking;
import static org.hydroreplace.io.Hdf5Call.H5Pset_fill_time;
import static org.hydroreplace.io.Hdf5Call.H5Pset_libver_bounds;
import static org.hydroreplace.io.Hdf5Call.H5Pset_obj_track_times;
import static org.hydroreplace.io.Hdf5Call.H5Pset_shuffle;
import static org.hydroreplace.io.Hdf5Call.H5Sclose;
import static org.hydroreplace.io.Hdf5Call.H5Screate;
import static org.hydroreplace.io.Hdf5Call.H5Screate_simple;
import static org.hydroreplace.io.Hdf5Call.H5Sselect_hyperslab;
import static org.hydroreplace.io.Hdf5Call.H5Tclose;
import static org.hydroreplace.io.Hdf5Call.H5Tcopy;
import static org.hydroreplace.io.Hdf5Call.H5Tset_cset;
import static org.hydroreplace.io.Hdf5Call.H5Tset_size;
import static org.hydroreplace.io.Hdf5Call.H5Tset_strpad;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.hydroreplace.io.Hdf5Native.Block;

/**
 * Files, groups, datasets and attributes of libhdf5, made so that equal calls give equal bytes: no object times, oldest
 * file format. Identifiers that a method opens and does not return are closed.
 */
final class Hdf5Objects {
    // Values of the macros and enumerations of the public headers, the same from 1.10 on.
    private static final long DEFAULT = 0;
    private static final int FILE_TRUNCATE = 2;
    private static final int FORMAT_EARLIEST = 0;
    private static final int FORMAT_V18 = 1;
    private static final int CLOSE_STRONG = 3;
    private static final int ALLOCATE_EARLY = 1;
    private static final int ALLOCATE_INCREMENTALLY = 3;
    private static final int FILL_NEVER = 1;
    private static final int CHARACTERS_UTF8 = 1;
    private static final int STRING_NULL_PADDED = 1;
    private static final long VARIABLE_LENGTH = -1;
    private static final int SPACE_SCALAR = 0;
    private static final int SELECT_SET = 0;
    private static final int FALSE = 0;
    private static final int TRUE = 1;

    private static final long CHUNK_CACHE_SLOTS = 521;
    private static final long CHUNK_CACHE_BYTES = 1 << 20;
    private static final double EVICT_FULL_CHUNKS_FIRST = 1.0;

    private final Hdf5Native hdf5 = Hdf5Native.get();

    /** An identifier with the function that closes it. */
    private final class Id implements AutoCloseable {
        private final long value;
        private final Hdf5Call closer;

        Id(long value, Hdf5Call closer) {
            this.value = value;
            this.closer = closer;
        }

        @Override
        public void close() {
            hdf5.call(closer, value);
        }
    }

    long createFile(Path path) {
        try (Id creation = properties("H5P_CLS_FILE_CREATE_ID_g");
                Id access = properties("H5P_CLS_FILE_ACCESS_ID_g")) {
            hdf5.call(H5Pset_obj_track_times, creation.value, FALSE);
            hdf5.call(H5Pset_libver_bounds, access.value, FORMAT_EARLIEST, FORMAT_V18);
            hdf5.call(H5Pset_fclose_degree, access.value, CLOSE_STRONG);
            if (hdf5.has(H5Pset_file_locking)) {
                // The file has a private name until it is complete, and some cluster file systems refuse locks.
                hdf5.call(H5Pset_file_locking, access.value, FALSE, TRUE);
            }
            return hdf5.call(H5Fcreate, path.toString(), FILE_TRUNCATE, creation.value, access.value);
        }
    }

    void closeFile(long file) {
        hdf5.call(H5Fclose, file);
    }

    void createGroup(long file, String path) {
        try (Id links = linkProperties(path);
                Id creation = properties("H5P_CLS_GROUP_CREATE_ID_g")) {
            hdf5.call(H5Pset_obj_track_times, creation.value, FALSE);
            hdf5.call(H5Gclose, hdf5.call(H5Gcreate2, file, path, links.value, creation.value, DEFAULT));
        }
    }

    long createDataset(long file, String path, Hdf5Type type, Hdf5Layout layout, long[] shape) {
        return createDataset(file, path, id(type), type.bytes(), layout, shape);
    }

    /** Creates and fills a one-dimensional dataset of UTF-8 strings padded with zeros to the given length in bytes. */
    void writeStrings(long file, String path, int length, byte[][] values, int valuesPerBlock) {
        long[] shape = {values.length};
        try (Id type = stringType(length)) {
            hdf5.call(H5Tset_strpad, type.value, STRING_NULL_PADDED);
            long dataset = createDataset(file, path, type.value, length, Hdf5Layout.contiguous(), shape);
            try {
                for (int first = 0; first < values.length; first += valuesPerBlock) {
                    int count = Math.min(valuesPerBlock, values.length - first);
                    byte[] padded = new byte[Math.multiplyExact(count, length)];
                    for (int i = 0; i < count; i++) {
                        byte[] value = values[first + i];
                        System.arraycopy(value, 0, padded, i * length, value.length);
                    }
                    write(
                            dataset,
                            type.value,
                            new long[] {first},
                            new long[] {count},
                            new Block(padded, 0, padded.length));
                }
            } finally {
                closeDataset(dataset);
            }
        }
    }

    /** Writes a hyperslab of the given start and count along each dimension. */
    void write(long dataset, Hdf5Type memoryType, long[] start, long[] count, Block values) {
        write(dataset, id(memoryType), start, count, values);
    }

    void closeDataset(long dataset) {
        hdf5.call(H5Dclose, dataset);
    }

    /** Writes an attribute; an empty shape is a scalar. */
    void attribute(long file, String object, String name, Hdf5Type type, long[] shape, Block values) {
        try (Id space = space(shape)) {
            attribute(file, object, name, id(type), space, values);
        }
    }

    /** Writes a scalar attribute of variable-length UTF-8. */
    void attribute(long file, String object, String name, String value) {
        try (Id type = stringType(VARIABLE_LENGTH);
                Id space = space(new long[0])) {
            attribute(file, object, name, type.value, space, new String[] {value});
        }
    }

    private void attribute(long file, String object, String name, long type, Id space, Object values) {
        try (Id creation = properties("H5P_CLS_ATTRIBUTE_CREATE_ID_g")) {
            encodeName(creation, name);
            long attribute = hdf5.call(
                    H5Acreate_by_name, file, object, name, type, space.value, creation.value, DEFAULT, DEFAULT);
            try (Id closing = new Id(attribute, H5Aclose)) {
                hdf5.call(H5Awrite, closing.value, type, values);
            }
        }
    }

    private long createDataset(long file, String path, long type, int bytes, Hdf5Layout layout, long[] shape) {
        try (Id links = linkProperties(path);
                Id creation = properties("H5P_CLS_DATASET_CREATE_ID_g");
                Id access = properties("H5P_CLS_DATASET_ACCESS_ID_g");
                Id space = space(shape)) {
            hdf5.call(H5Pset_obj_track_times, creation.value, FALSE);
            if (layout.isChunked() && Arrays.stream(shape).allMatch(n -> n > 0)) {
                chunk(creation, access, bytes, layout, shape);
            }
            if (layout.gzipLevel() == 0) {
                // Early, so that no order of writing moves the values. The file grows by a hole that reads as zeros:
                // filling it would write every value twice.
                hdf5.call(H5Pset_alloc_time, creation.value, ALLOCATE_EARLY);
                hdf5.call(H5Pset_fill_time, creation.value, FILL_NEVER);
            }
            return hdf5.call(H5Dcreate2, file, path, type, space.value, links.value, creation.value, access.value);
        }
    }

    private void chunk(Id creation, Id access, int bytes, Hdf5Layout layout, long[] shape) {
        long[] chunk = shape.clone();
        chunk[0] = Math.min(layout.rowsPerChunk(), shape[0]);
        long chunkBytes = Arrays.stream(chunk).reduce(bytes, Math::multiplyExact);
        hdf5.call(H5Pset_chunk, creation.value, chunk.length, chunk);
        if (layout.gzipLevel() > 0) {
            hdf5.call(H5Pset_shuffle, creation.value);
            hdf5.call(H5Pset_deflate, creation.value, layout.gzipLevel());
            hdf5.call(H5Pset_alloc_time, creation.value, ALLOCATE_INCREMENTALLY);
        }
        // A chunk that is written in pieces must stay in memory until it is whole: else every piece would compress it
        // again, and it would move in the file as it grows.
        long cache = Math.max(CHUNK_CACHE_BYTES, 2 * chunkBytes);
        hdf5.call(H5Pset_chunk_cache, access.value, CHUNK_CACHE_SLOTS, cache, EVICT_FULL_CHUNKS_FIRST);
    }

    private void write(long dataset, long memoryType, long[] start, long[] count, Block values) {
        try (Id fileSpace = new Id(hdf5.call(H5Dget_space, dataset), H5Sclose);
                Id memorySpace = space(count)) {
            hdf5.call(H5Sselect_hyperslab, fileSpace.value, SELECT_SET, start, null, count, null);
            hdf5.call(H5Dwrite, dataset, memoryType, memorySpace.value, fileSpace.value, DEFAULT, values);
        }
    }

    private long id(Hdf5Type type) {
        return hdf5.identifier(type.symbol());
    }

    private Id space(long[] shape) {
        long space = shape.length == 0
                ? hdf5.call(H5Screate, SPACE_SCALAR)
                : hdf5.call(H5Screate_simple, shape.length, shape, null);
        return new Id(space, H5Sclose);
    }

    private Id stringType(long length) {
        Id type = new Id(hdf5.call(H5Tcopy, hdf5.identifier("H5T_C_S1_g")), H5Tclose);
        hdf5.call(H5Tset_size, type.value, length);
        hdf5.call(H5Tset_cset, type.value, CHARACTERS_UTF8);
        return type;
    }

    private Id properties(String classVariable) {
        return new Id(hdf5.call(H5Pcreate, hdf5.identifier(classVariable)), H5Pclose);
    }

    private Id linkProperties(String path) {
        Id links = properties("H5P_CLS_LINK_CREATE_ID_g");
        encodeName(links, path);
        return links;
    }

    private void encodeName(Id properties, String name) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            hdf5.call(H5Pset_char_encoding, properties.value, CHARACTERS_UTF8);
        }
    }
}
