package org.hydroreplace.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;

/**
 * {@code ReadRates THREADS SNAPSHOT OUTPUT...}: reads what a pass over these simulations reads (positions and masses, in its
 * blocks, converted and wrapped) and does nothing with it. Prints the bytes of the datasets, how many a second and a
 * CPU second after the start of Java, compilation included, and the mean of all x, so that it cannot be left out.
 */
public final class ReadRates {
    private static final int BLOCK = 1 << 18;

    private ReadRates() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        long begin = System.nanoTime();
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpuBefore = process.getProcessCpuTime();
        long bytes = 0;
        long particles = 0;
        double sum = 0;
        for (int i = 2; i < arguments.length; i++) {
            Snapshot snapshot = SnapshotFormats.open(Path.of(arguments[i]), number);
            bytes += bytes(snapshot);
            particles += snapshot.header().matterParticles();
            sum += read(snapshot, threads);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (process.getProcessCpuTime() - cpuBefore) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d bytes, %.3f GB/s, %.3f GB/CPU s (mean x %.6f)%n",
                bytes,
                bytes / seconds / 1e9,
                bytes / cpuSeconds / 1e9,
                sum / particles);
    }

    /** Bytes of the datasets in the files. */
    private static long bytes(Snapshot snapshot) {
        long bytes = 0;
        for (Path path : snapshot.files()) {
            try (Hdf5File file = Hdf5File.open(path)) {
                for (ParticleType type : ParticleType.all()) {
                    if (type.isMatter() && file.has(type.group() + "/Coordinates")) {
                        bytes += bytes(file.dataset(type.group() + "/Coordinates"));
                        if (!snapshot.header().tableMasses().containsKey(type)) {
                            bytes += bytes(file.dataset(type.group() + "/Masses"));
                        }
                    }
                }
            }
        }
        return bytes;
    }

    private static long bytes(Hdf5Dataset dataset) {
        return dataset.rows() * dataset.columns() * dataset.elementBytes();
    }

    /** Reads a snapshot and returns the sum of x. */
    static double read(Snapshot snapshot, int threads) throws Exception {
        List<ParticleBlock> blocks = snapshot.blocks(BLOCK);
        AtomicInteger next = new AtomicInteger();
        Callable<Double> worker = () -> {
            double sum = 0;
            ParticleChunk chunk = new ParticleChunk();
            try (ParticleReader reader = snapshot.reader()) {
                for (int b = next.getAndIncrement(); b < blocks.size(); b = next.getAndIncrement()) {
                    reader.read(blocks.get(b), chunk);
                    for (int p = 0; p < chunk.size(); p++) {
                        sum += chunk.x()[p];
                    }
                }
            }
            return sum;
        };
        double sum = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Double>> sums = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                sums.add(executor.submit(worker));
            }
            for (Future<Double> part : sums) {
                sum += part.get();
            }
        }
        return sum;
    }
}
