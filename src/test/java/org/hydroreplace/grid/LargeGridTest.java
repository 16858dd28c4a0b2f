package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Beyond 2^31: cells, and values of a dataset. */
final class LargeGridTest {
    @TempDir
    private Path folder;

    /** 786,433 rows of 4096 values, 2^31.6 in all; what nobody writes takes no room on disk. */
    @Test
    void datasetsOfMoreThanTwoToThe31ValuesAreWrittenAndRead() {
        Path path = folder.resolve("large.h5");
        int columns = 4096;
        long rows = (3L << 18) + 1;
        byte[] row = new byte[columns];
        new SplittableRandom(5).nextBytes(row);
        try (Hdf5Writer writer = Hdf5Writer.create(path)) {
            try (Hdf5Output output = writer.dataset("d", Hdf5Type.INT8, rows, columns)) {
                output.write(rows - 2, 1, row, 0);
            }
            writer.commit();
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            Hdf5Dataset dataset = file.dataset("d");
            assertThat(dataset.rows() * dataset.columns()).isGreaterThan(1L << 31);
            double[] values = new double[3 * columns];
            dataset.readFlat(rows - 3, 3, values);
            for (int i = 0; i < columns; i++) {
                assertThat(values[i]).isZero();
                assertThat(values[columns + i]).isEqualTo(row[i]);
                assertThat(values[2 * columns + i]).isZero();
            }
        }
    }

    /**
     * 8.6 GB: by hand, {@code _JAVA_OPTIONS="-XX:+UseParallelGC -Xmx10g -Xmn48m" ./mvnw test -Dtest=LargeGridTest
     * -Dhydroreplace.large=true}.
     */
    @Test
    @EnabledIfSystemProperty(named = "hydroreplace.large", matches = "true")
    void aCubeOf1024CellsASideHoldsEveryUnit() {
        int n = 1_000_000;
        SplittableRandom random = new SplittableRandom(3);
        double box = 205;
        double[] x = Deposited.random(random, n, box);
        double[] y = Deposited.random(random, n, box);
        double[] z = Deposited.random(random, n, box);
        x[0] = y[0] = z[0] = Math.nextDown(box);
        MassGrid grid = new MassGrid(3, 1024);
        Deposit deposit = Deposit.of(MassAssignment.TSC, box);
        long[] units = random.longs(n, 1, 1L << 40).toArray();
        long sum = 0;
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            all[i] = i;
            sum += units[i];
        }
        deposit.add(grid, x, y, z, units, all, 0, n);
        assertThat(grid.total()).isEqualTo(sum);
        assertThat(grid.slab(1023)).hasSize(1 << 20);
    }
}
