package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Map;
import org.hydroreplace.io.Hdf5Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of zeros are holes: whatever is not written must read as it was. */
final class HaloTableTest {
    private static final int COLUMNS = 3;

    @TempDir
    private Path folder;

    @Test
    void everyTableReadsAsItWas() {
        Map<String, double[]> reals = Map.of(
                "full", new double[] {1, 2, 3, 4, 5, 6},
                "last", new double[] {0, 0, 0, 0, 0, 7},
                "negative", new double[] {0, 0, -0.0, 0, 0, 0},
                "zeros", new double[6]);
        Map<String, long[]> wholes = Map.of(
                "count", new long[] {1, 2, 3, 4, 5, 6}, "one", new long[] {0, 0, 0, 0, 0, 7}, "none", new long[6]);
        Path path = folder.resolve("tables.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            reals.forEach((name, table) -> HaloTable.reals(file, name, COLUMNS, "", "a table", table));
            wholes.forEach((name, table) -> HaloTable.wholes(file, name, COLUMNS, "a table", table));
            file.commit();
        }
        try (HdfFile file = new HdfFile(path)) {
            // Boxed, 0 and -0 differ.
            reals.forEach((name, table) -> assertThat(
                            (double[]) file.getDatasetByPath(name).getDataFlat())
                    .as(name)
                    .containsExactly(table));
            wholes.forEach((name, table) -> assertThat(
                            (long[]) file.getDatasetByPath(name).getDataFlat())
                    .as(name)
                    .containsExactly(table));
        }
    }
}
