package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hdf5OutputTest {
    @TempDir
    Path folder;

    private Path target() {
        return folder.resolve("out.h5");
    }

    private Object read(String path) {
        try (HdfFile file = new HdfFile(target())) {
            return file.getDatasetByPath(path).getData();
        }
    }

    @Test
    void writesEveryType() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.dataset("f32", Hdf5Type.FLOAT32, 2).write(0, 2, new float[] {1.5f, -Float.MIN_VALUE}, 0);
            writer.dataset("f64", Hdf5Type.FLOAT64, 2).write(0, 2, new double[] {Math.PI, Double.NaN}, 0);
            writer.dataset("narrowed", Hdf5Type.FLOAT32, 2).write(0, 2, new double[] {Math.PI, 1e-3}, 0);
            writer.dataset("widened", Hdf5Type.FLOAT64, 1).write(0, 1, new float[] {0.1f}, 0);
            writer.dataset("i64", Hdf5Type.INT64, 2).write(0, 2, new long[] {Long.MIN_VALUE, 1}, 0);
            writer.dataset("u64", Hdf5Type.UINT64, 2).write(0, 2, new long[] {-1, 1}, 0);
            writer.dataset("i32", Hdf5Type.INT32, 2).write(0, 2, new int[] {Integer.MIN_VALUE, 1}, 0);
            writer.dataset("u32", Hdf5Type.UINT32, 2).write(0, 2, new int[] {-1, 1}, 0);
            writer.dataset("i8", Hdf5Type.INT8, 2).write(0, 2, new byte[] {-128, 1}, 0);
            writer.dataset("u8", Hdf5Type.UINT8, 2).write(0, 2, new byte[] {-1, 1}, 0);
            writer.commit();
        }
        assertThat(read("f32")).isEqualTo(new float[] {1.5f, -Float.MIN_VALUE});
        assertThat(read("f64")).isEqualTo(new double[] {Math.PI, Double.NaN});
        assertThat(read("narrowed")).isEqualTo(new float[] {(float) Math.PI, 1e-3f});
        assertThat(read("widened")).isEqualTo(new double[] {0.1f});
        assertThat(read("i64")).isEqualTo(new long[] {Long.MIN_VALUE, 1});
        assertThat(read("u64")).isEqualTo(new BigInteger[] {new BigInteger("18446744073709551615"), BigInteger.ONE});
        assertThat(read("i32")).isEqualTo(new int[] {Integer.MIN_VALUE, 1});
        assertThat(read("u32")).isEqualTo(new long[] {4294967295L, 1});
        assertThat(read("i8")).isEqualTo(new byte[] {-128, 1});
        assertThat(read("u8")).isEqualTo(new int[] {255, 1});
    }

    @Test
    void writesHyperslabsAndLeavesTheOtherRowsZero() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            Hdf5Output output = writer.dataset("x", Hdf5Type.FLOAT64, 5, 2);
            output.write(3, 1, new double[] {9, 9, 7, 8, 9}, 2);
            output.write(0, 2, new double[] {1, 2, 3, 4}, 0);
            output.write(5, 0, new double[0], 0);
            Hdf5Output chunked = writer.dataset("y", Hdf5Type.INT32, Hdf5Layout.chunked(2, 1), 5);
            chunked.write(3, 1, new int[] {7}, 0);
            Hdf5Output plainChunks = writer.dataset("z", Hdf5Type.INT32, Hdf5Layout.chunked(2, 0), 5);
            plainChunks.write(3, 1, new int[] {7}, 0);
            writer.commit();
        }
        assertThat(read("z")).isEqualTo(new int[] {0, 0, 0, 7, 0});
        assertThat(read("x")).isEqualTo(new double[][] {{1, 2}, {3, 4}, {0, 0}, {7, 8}, {0, 0}});
        assertThat(read("y")).isEqualTo(new int[] {0, 0, 0, 7, 0});
    }

    @Test
    void writesEmptyDatasetsInEveryLayout() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.dataset("a", Hdf5Type.FLOAT64, 0, 3).write(0, 0, new double[0], 0);
            writer.dataset("b", Hdf5Type.INT64, Hdf5Layout.chunked(100, 4), 0).write(0, 0, new long[0], 0);
            writer.dataset("c", Hdf5Type.INT64, Hdf5Layout.chunked(100, 4), 4, 0)
                    .write(1, 3, new long[0], 0);
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat(file.getDatasetByPath("/a").getDimensions()).containsExactly(0, 3);
            assertThat(file.getDatasetByPath("/b").getDimensions()).containsExactly(0);
            assertThat(file.getDatasetByPath("/c").getDimensions()).containsExactly(4, 0);
        }
    }

    @Test
    void compressesChunks() {
        int rows = 100_000;
        int[] values = new int[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = i;
        }
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.dataset("plain", Hdf5Type.INT32, rows).write(0, rows, values, 0);
            writer.dataset("chunks", Hdf5Type.INT32, Hdf5Layout.chunked(30_000, 0), rows)
                    .write(0, rows, values, 0);
            writer.dataset("gzip", Hdf5Type.INT32, Hdf5Layout.chunked(30_000, 4), rows)
                    .write(0, rows, values, 0);
            writer.dataset("few", Hdf5Type.INT32, Hdf5Layout.chunked(30_000, 4), 10)
                    .write(0, 10, values, 0);
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            Dataset gzip = file.getDatasetByPath("/gzip");
            assertThat(gzip.getData()).isEqualTo(values);
            assertThat(gzip.getStorageInBytes()).isLessThan(rows);
            assertThat(gzip.getFilters()).hasSize(2);
            assertThat(((ChunkedDataset) gzip).getChunkDimensions()).containsExactly(30_000);
            assertThat(file.getDatasetByPath("/chunks").getData()).isEqualTo(values);
            assertThat(file.getDatasetByPath("/chunks").getFilters()).isEmpty();
            assertThat(file.getDatasetByPath("/plain")).isInstanceOf(ContiguousDataset.class);
            assertThat(((ChunkedDataset) file.getDatasetByPath("/few")).getChunkDimensions())
                    .containsExactly(10);
        }
    }

    /** Rows of 9 MB and 27 bytes, so that pieces of 4 MiB split the first, the second and the third dimension. */
    @ParameterizedTest
    @CsvSource({"3, 1100, 1024", "2, 2, 700000", "1300000, 1, 1"})
    void splitsLargeBlocksWithoutMixingThemUp(int first, int second, int third) {
        double[] values = new double[first * second * third];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.25;
        }
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.dataset("x", Hdf5Type.FLOAT64, first, second, third).write(0, first, values, 0);
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat((double[]) file.getDatasetByPath("/x").getDataFlat()).isEqualTo(values);
        }
    }

    /** Chunks of 1.2 MB exceed the library's default cache of 1 MiB. */
    private static final Hdf5Layout GZIP = Hdf5Layout.chunked(100_000, 1);

    private static final int ROWS = 350_000;

    @Test
    void givesTheSameBytesForBlocksOfAnySizeInOneDatasetAfterAnother() throws Exception {
        Path whole = folder.resolve("whole.h5");
        Path pieces = folder.resolve("pieces.h5");
        for (Hdf5Layout layout : new Hdf5Layout[] {Hdf5Layout.contiguous(), Hdf5Layout.chunked(777, 0), GZIP}) {
            writeBlocks(whole, layout, ROWS, false);
            writeBlocks(pieces, layout, 7_777, false);
            assertThat(Files.mismatch(whole, pieces)).as("%s", layout).isEqualTo(-1);
        }
    }

    @Test
    void givesTheSameBytesForDatasetsWrittenInTurn() throws Exception {
        Path large = folder.resolve("large.h5");
        Path small = folder.resolve("small.h5");
        writeBlocks(large, GZIP, 50_000, true);
        writeBlocks(small, GZIP, 10_000, true);
        assertThat(Files.mismatch(large, small)).isEqualTo(-1);
    }

    @Test
    void givesTheSameBytesInAnyOrderWithoutCompression() throws Exception {
        Path inTurn = folder.resolve("turn.h5");
        Path oneByOne = folder.resolve("one.h5");
        for (Hdf5Layout layout : new Hdf5Layout[] {Hdf5Layout.contiguous(), Hdf5Layout.chunked(777, 0)}) {
            writeBlocks(inTurn, layout, 10_000, true);
            writeBlocks(oneByOne, layout, ROWS, false);
            assertThat(Files.mismatch(inTurn, oneByOne)).as("%s", layout).isEqualTo(-1);
        }
    }

    private static void writeBlocks(Path target, Hdf5Layout layout, int blockRows, boolean inTurn) {
        float[] values = new float[ROWS * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) StrictMath.sin(i);
        }
        try (Hdf5Writer writer = Hdf5Writer.create(target)) {
            Hdf5Output first = writer.dataset("first", Hdf5Type.FLOAT32, layout, ROWS, 3);
            Hdf5Output second = writer.dataset("second", Hdf5Type.FLOAT32, layout, ROWS, 3);
            for (int row = 0; row < ROWS; row += blockRows) {
                int rows = Math.min(blockRows, ROWS - row);
                first.write(row, rows, values, row * 3);
                if (inTurn) {
                    second.write(row, rows, values, row * 3);
                }
            }
            first.close();
            if (!inTurn) {
                second.write(0, ROWS, values, 0);
            }
            second.close();
            writer.commit();
        }
    }

    @Test
    void writesSeveralFilesAtOnce() {
        List<Integer> numbers = List.of(0, 1, 2, 3);
        numbers.parallelStream().forEach(number -> {
            try (Hdf5Writer writer = Hdf5Writer.create(folder.resolve(number + ".h5"))) {
                for (int i = 0; i < 50; i++) {
                    writer.dataset("g" + i + "/x", Hdf5Type.INT32, Hdf5Layout.chunked(10, 1), 100)
                            .write(i, 1, new int[] {number}, 0);
                }
                writer.commit();
            }
        });
        for (int number : numbers) {
            try (HdfFile file = new HdfFile(folder.resolve(number + ".h5"))) {
                for (int i = 0; i < 50; i++) {
                    int[] read = (int[]) file.getDatasetByPath("/g" + i + "/x").getData();
                    assertThat(read[i]).isEqualTo(number);
                }
            }
        }
    }

    /** 3 GB in a test JVM of 2 GB; the rows in between are a hole in the file. */
    @Test
    void holdsADatasetLargerThanTheHeap() throws Exception {
        long rows = 3L << 27;
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            Hdf5Output output = writer.dataset("x", Hdf5Type.INT64, rows);
            output.write(0, 2, new long[] {1, 2}, 0);
            output.write(rows - 2, 2, new long[] {3, 4}, 0);
            assertThat(output.shape()).containsExactly(rows);
            writer.commit();
        }
        assertThat(Files.size(target())).isGreaterThan(rows * Long.BYTES);
        try (HdfFile file = new HdfFile(target())) {
            Dataset dataset = file.getDatasetByPath("/x");
            assertThat(dataset.getData(new long[] {rows - 3}, new int[] {3})).isEqualTo(new long[] {0, 3, 4});
        }
    }

    @Test
    void refusesRowsAndTypesThatDoNotFit() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            Hdf5Output output = writer.dataset("/x", Hdf5Type.FLOAT64, 4, 3);
            assertThatThrownBy(() -> output.write(3, 2, new double[6], 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dataset /x has 4 rows, cannot write 2 from row 3 on");
            assertThatThrownBy(() -> output.write(-1, 1, new double[6], 0))
                    .hasMessage("dataset /x has 4 rows, cannot write 1 from row -1 on");
            assertThatThrownBy(() -> output.write(5, 0, new double[6], 0))
                    .hasMessage("dataset /x has 4 rows, cannot write 0 from row 5 on");
            assertThatThrownBy(() -> output.write(0, 2, new double[6], 1))
                    .hasMessage("dataset /x: 2 rows of 3 values are not in an array of 6 from index 1 on");
            assertThatThrownBy(() -> output.write(0, 1, new double[6], -1))
                    .hasMessage("dataset /x: 1 rows of 3 values are not in an array of 6 from index -1 on");
            assertThatThrownBy(() -> output.write(0, 1, new long[3], 0))
                    .hasMessage("dataset /x holds FLOAT64, which cannot be written from long[]");
            assertThatThrownBy(() -> writer.dataset("i", Hdf5Type.INT64, 1).write(0, 1, new int[1], 0))
                    .hasMessage("dataset /i holds INT64, which cannot be written from int[]");
        }
    }

    @Test
    void refusesLayoutsThatAreNone() {
        assertThatThrownBy(() -> Hdf5Layout.chunked(0, 1)).hasMessage("rowsPerChunk is 0, must be >= 1");
        assertThatThrownBy(() -> Hdf5Layout.chunked(1, 10)).hasMessage("gzipLevel is 10, must be 0 to 9");
        assertThatThrownBy(() -> new Hdf5Layout(0, 1)).hasMessage("only chunks can be compressed");
    }
}
