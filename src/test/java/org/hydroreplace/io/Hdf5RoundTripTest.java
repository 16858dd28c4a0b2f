package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this program writes it reads again, without any other HDF5 library. */
class Hdf5RoundTripTest {
    private static final int ROWS = 70_000;
    private static final long SEED = 4711;

    @TempDir
    Path folder;

    @Test
    void rangesOfFloatsAndIdsComeBack() {
        Random random = new Random(SEED);
        double[] values = random.doubles(3L * ROWS).toArray();
        long[] ids = random.longs(ROWS).toArray();
        Hdf5Layout[] layouts = {
            Hdf5Layout.contiguous(),
            Hdf5Layout.chunked(999, 0),
            Hdf5Layout.chunked(4096, 6),
            Hdf5Layout.chunked(ROWS, 1),
            Hdf5Layout.chunked(100_000, 1)
        };
        Path path = folder.resolve("a.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(path)) {
            for (int k = 0; k < layouts.length; k++) {
                writer.dataset("f64/" + k, Hdf5Type.FLOAT64, layouts[k], ROWS, 3)
                        .write(0, ROWS, values, 0);
                writer.dataset("f32/" + k, Hdf5Type.FLOAT32, layouts[k], ROWS, 3)
                        .write(0, ROWS, values, 0);
                writer.dataset("u64/" + k, Hdf5Type.UINT64, layouts[k], ROWS).write(0, ROWS, ids, 0);
                writer.dataset("none/" + k, Hdf5Type.FLOAT32, layouts[k], 0, 3).close();
            }
            writer.commit();
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            for (int k = 0; k < layouts.length; k++) {
                for (int range = 0; range < 8; range++) {
                    int first = random.nextInt(ROWS);
                    int rows = random.nextInt(ROWS - first);
                    double[] expected = Arrays.copyOfRange(values, 3 * first, 3 * (first + rows));
                    double[] read = new double[3 * rows];
                    file.dataset("f64/" + k).readFlat(first, rows, read);
                    assertThat(Arrays.equals(read, expected))
                            .as("f64/%d, seed %d", k, SEED)
                            .isTrue();
                    file.dataset("f32/" + k).readFlat(first, rows, read);
                    Arrays.setAll(expected, i -> (float) expected[i]);
                    assertThat(Arrays.equals(read, expected))
                            .as("f32/%d, seed %d", k, SEED)
                            .isTrue();
                    long[] readIds = new long[rows];
                    file.dataset("u64/" + k).read(first, rows, readIds);
                    assertThat(Arrays.equals(readIds, Arrays.copyOfRange(ids, first, first + rows)))
                            .as("u64/%d, seed %d", k, SEED)
                            .isTrue();
                }
                assertThat(file.dataset("none/" + k).rows()).isZero();
                file.dataset("none/" + k).readFlat(0, 0, new double[0]);
            }
        }
    }
}
