package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that libhdf5 wrote through h5py, in every storage that is read, are read as they were written. */
class Hdf5FromPythonTest {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Value i of a dataset is 1/(1+i), or the low bits of i times the golden number of 64 bits. */
    private static final String SCRIPT = """
            import sys, h5py, numpy as np
            f = h5py.File(sys.argv[1], 'w', libver=sys.argv[2], userblock_size=int(sys.argv[3]))
            def values(t, *shape):
                i = np.arange(np.prod(shape, dtype=int), dtype='u8').reshape(shape)
                if np.dtype(t).kind == 'f':
                    return (1 / (1 + i.astype('f8'))).astype(t)
                return (i * np.uint64(0x9E3779B97F4A7C15)).astype(t)
            def write(name, t, shape, **how):
                f.create_dataset(name, data=values(t, *shape), **how)
            for t in 'f4 f8 i1 u1 i2 u2 i4 u4 i8 u8 >f4 >f8 >i2 >u4 >i8 >u8'.split():
                n = t.replace('>', 'big_')
                write(n + '/contiguous', t, (1000, 3))
                write(n + '/chunked', t, (1000, 3), chunks=(64, 3), compression='gzip', shuffle=True)
                write(n + '/one_column', t, (1000,))
                write(n + '/one_column_chunked', t, (1000,), chunks=(300,), maxshape=(None,))
                write(n + '/empty', t, (0, 3))
                write(n + '/empty_chunked', t, (0, 3), chunks=(10, 3), maxshape=(None, 3))
            chunks = {'rows': (64, 3), 'columns': (64, 1), 'two': (100, 2), 'larger': (4096, 3), 'wider': (64, 5),
                      'whole': (1000, 3), 'odd': (7, 3)}
            limits = {'fixed': (None, (5000, 5)), 'growing': ((None, 3), (None, 5)), 'free': ((None, None),) * 2}
            filters = {'none': {}, 'shuffle': dict(shuffle=True), 'gzip': dict(compression='gzip'),
                       'both': dict(compression='gzip', shuffle=True), 'fletcher': dict(fletcher32=True),
                       'all': dict(compression='gzip', shuffle=True, fletcher32=True),
                       'lzf': dict(compression='lzf'), 'shuffle_lzf': dict(compression='lzf', shuffle=True)}
            for c in chunks:
                for l in limits:
                    for k in filters:
                        big = c in ('larger', 'wider')
                        write('layouts/f8_%s_%s_%s' % (c, l, k), 'f4' if c == 'odd' else 'f8', (1000, 3),
                              chunks=chunks[c], maxshape=limits[l][1 if big else 0], **filters[k])
            write('layouts/u1_odd_bytes', 'u1', (1000,), chunks=(7,), fletcher32=True)
            for l, m in {'fixed': None, 'growing': (None,)}.items():
                write('many/i4_' + l, 'i4', (8000,), chunks=(5,), maxshape=m)
                write('many/i4_gzip_' + l, 'i4', (8000,), chunks=(5,), maxshape=m, compression='gzip')
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "v108", "v110", "latest"})
    void readsWhatH5pyWrote(String version) {
        Path path = folder.resolve("h5py.h5");
        Python.run(SCRIPT, path, version, 0);
        readsEverything(path);
    }

    @Test
    void readsBehindAUserBlock() {
        Path path = folder.resolve("h5py.h5");
        Python.run(SCRIPT, path, "earliest", 1024);
        readsEverything(path);
    }

    private static void readsEverything(Path path) {
        int datasets = 0;
        try (Hdf5File file = Hdf5File.open(path)) {
            for (String group : file.children("/")) {
                for (String name : file.children(group)) {
                    checkRanges(file.dataset(group + "/" + name), group + "/" + name);
                    datasets++;
                }
            }
        }
        assertThat(datasets).isEqualTo(16 * 6 + 7 * 3 * 8 + 1 + 4);
    }

    private static void checkRanges(Hdf5Dataset dataset, String name) {
        long seed = name.hashCode();
        Random random = new Random(seed);
        int columns = dataset.columns();
        int total = (int) dataset.rows();
        assertThat(total).as(name).isEqualTo(name.contains("empty") ? 0 : name.startsWith("many") ? 8000 : 1000);
        for (int range = 0; range < 6; range++) {
            int first = range == 0 ? 0 : random.nextInt(total + 1);
            int rows = range == 0 ? total : random.nextInt(total - first + 1);
            double[][] read = new double[columns][rows];
            dataset.read(first, rows, read);
            double[] flat = new double[rows * columns];
            dataset.readFlat(first, rows, flat);
            for (int i = 0; i < flat.length; i++) {
                double expected = value(dataset, (long) first * columns + i);
                if (flat[i] != expected || read[i % columns][i / columns] != expected) {
                    throw new AssertionError(name + " rows " + first + " + " + rows + " (seed " + seed + "): value " + i
                            + " is " + flat[i] + " and " + read[i % columns][i / columns] + ", not " + expected);
                }
            }
            if (columns == 1 && dataset.typeName().contains("int")) {
                checkBits(dataset, name, first, rows);
            }
        }
    }

    private static void checkBits(Hdf5Dataset dataset, String name, int first, int rows) {
        long[] read = new long[rows];
        dataset.read(first, rows, read);
        for (int i = 0; i < rows; i++) {
            assertThat(read[i]).as(name).isEqualTo(bits(dataset, (long) first + i));
        }
    }

    private static long bits(Hdf5Dataset dataset, long i) {
        int unused = 64 - 8 * dataset.elementBytes();
        long shifted = (i * GOLDEN) << unused;
        return dataset.typeName().startsWith("u") ? shifted >>> unused : shifted >> unused;
    }

    private static double value(Hdf5Dataset dataset, long i) {
        return switch (dataset.typeName()) {
            case "float64" -> 1 / (1.0 + i);
            case "float32" -> (float) (1 / (1.0 + i));
            case "uint64" -> Double.parseDouble(Long.toUnsignedString(bits(dataset, i)));
            default -> bits(dataset, i);
        };
    }

    @Test
    void typeNamesAreThoseOfNumpy() {
        Path path = folder.resolve("h5py.h5");
        Python.run(SCRIPT, path, "earliest", 0);
        try (Hdf5File file = Hdf5File.open(path)) {
            for (String type :
                    List.of("f4 float32", "big_f8 float64", "i1 int8", "u2 uint16", "big_u4 uint32", "u8 uint64")) {
                String[] names = type.split(" ");
                assertThat(file.dataset(names[0] + "/contiguous").typeName()).isEqualTo(names[1]);
            }
            assertThat(file.dataset("i8/one_column_chunked").rowsPerChunk()).isEqualTo(300);
            assertThat(file.dataset("i8/contiguous").rowsPerChunk()).isEqualTo(1);
        }
    }
}
