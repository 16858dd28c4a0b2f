package org.hydroreplace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.Hdf5Layout;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Million coordinates (of three numbers) a second read and decoded on one thread into columns of float64, from a file in
 * the page cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    /** A block of a pass. */
    static final int ROWS = 1 << 18;

    private static final int CHUNK = 1 << 16;

    private static final String NAME = "PartType1/Coordinates";

    /** How the coordinates lie in the file. */
    public enum Storage {
        CONTIGUOUS,
        /** Chunks of 65536 rows, byte-shuffled, gzip level 1. */
        CHUNKED_GZIP;

        Hdf5Layout layout() {
            return this == CONTIGUOUS ? Hdf5Layout.contiguous() : Hdf5Layout.chunked(CHUNK, 1);
        }
    }

    @Param({"FLOAT32", "FLOAT64"})
    public Hdf5Type type = Hdf5Type.FLOAT32;

    @Param
    public Storage storage = Storage.CONTIGUOUS;

    private Path path = Path.of("");
    private double[][] columns = {};
    private @Nullable Hdf5File file;
    private @Nullable Hdf5Dataset dataset;

    @Setup(Level.Trial)
    public void setUp() throws IOException {
        setUp(ROWS);
    }

    void setUp(int rows) throws IOException {
        path = Files.createTempFile("decode", ".h5");
        // Clumps, as in a snapshot: that is what gzip gains from.
        Particles particles = Particles.draw(Order.CLUSTERED, rows).clumpedAlongZ();
        double[] values = new double[3 * rows];
        for (int p = 0; p < rows; p++) {
            values[3 * p] = particles.x()[p];
            values[3 * p + 1] = particles.y()[p];
            values[3 * p + 2] = particles.z()[p];
        }
        try (Hdf5Writer writer = Hdf5Writer.create(path)) {
            writer.dataset(NAME, type, storage.layout(), rows, 3).write(0, rows, values, 0);
            writer.commit();
        }
        columns = new double[3][rows];
        file = Hdf5File.open(path);
        dataset = file.dataset(NAME);
    }

    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        if (file != null) {
            file.close();
        }
        Files.deleteIfExists(path);
    }

    /** Reads all coordinates. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[][] read() {
        Objects.requireNonNull(dataset).read(0, columns[0].length, columns);
        return columns;
    }
}
