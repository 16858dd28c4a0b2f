package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files are read or refused; they never end in another exception, a hang or the end of the memory. */
class DamagedFilesTest {
    private static final long SEED = Long.getLong("hydroreplace.seed", 20260101L);
    private static final int CASES = Integer.getInteger("hydroreplace.cases", 60);
    private static final String DEMO = "src/main/resources/org/hydroreplace/demo/gadget4_L25N32_tiny/";
    private static final String DATA = "src/test/resources/data/";

    private static final ExecutorService THREAD =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        THREAD.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        DEMO + "dmo/snapdir_003/snap_003.0.hdf5",
        DEMO + "hydro/snapdir_003/snap_003.1.hdf5",
        DEMO + "hydro/groups_003/fof_subhalo_tab_003.0.hdf5",
        DATA + "arepo_L25N32_tiny/dmo/snapdir_003/snap_003.0.hdf5",
        DATA + "arepo_L25N32_tiny/dmo/groups_003/fof_subhalo_tab_003.1.hdf5",
        DATA + "gadget4_L25N32_tiny_gzip/dmo/snapdir_003/snap_003.1.hdf5",
        DATA + "gadget4_L25N32_tiny_gzip/dmo/groups_003/fof_subhalo_tab_003.0.hdf5",
        DATA + "gadget4_L25N32_tiny_gzip/hydro_snap_003.0_libver110.hdf5",
    })
    void damagedFilesAreReadOrRefused(Path original) throws Exception {
        List<String> failures = new ArrayList<>();
        int refused = 0;
        for (Damage damage : Damage.values()) {
            for (int i = 0; i < CASES; i++) {
                long seed = SEED + i;
                Path file = lay(original, damage.spoil(Files.readAllBytes(original), new Random(seed)));
                Throwable thrown = outcome(reading(file));
                if (thrown instanceof InputException && thrown.toString().contains(folder.toString())) {
                    refused++;
                } else if (thrown != null) {
                    failures.add(damage + " seed " + seed + ": " + trace(thrown));
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(refused).isGreaterThan(CASES);
    }

    private static @Nullable Throwable outcome(Callable<Integer> reading) throws InterruptedException {
        try {
            THREAD.submit(reading).get(20, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(10, frames.length); i++) {
            text.append("\n        at ").append(frames[i]);
        }
        return text.toString();
    }

    /** The damaged file with its undamaged companions; the one without a number stands for the file 0 of its set. */
    private Path lay(Path original, byte[] bytes) throws IOException {
        boolean unnamed = original.getFileName().toString().contains("libver");
        Path named = unnamed ? Path.of(DEMO, "hydro/snapdir_003/snap_003.0.hdf5") : original;
        for (Path other : FileSet.around(named).complete(2)) {
            Path copy = folder.resolve(other.getFileName().toString());
            if (Files.notExists(copy)) {
                Files.copy(other, copy);
            }
        }
        return Files.write(folder.resolve(named.getFileName().toString()), bytes);
    }

    private static Callable<Integer> reading(Path file) {
        return () -> {
            try (Hdf5File open = Hdf5File.open(file)) {
                for (String name : open.children("")) {
                    open.attributeNames(name);
                    open.children(name);
                }
            }
            return file.getFileName().toString().startsWith("fof")
                    ? CatalogueReader.read(FileSet.around(file)).size()
                    : everything(SnapshotFormats.open(FileSet.around(file)));
        };
    }

    private static int everything(Snapshot snapshot) {
        int read = 0;
        ParticleChunk chunk = new ParticleChunk();
        try (ParticleReader reader = snapshot.reader()) {
            for (ParticleBlock block : snapshot.blocks(5000)) {
                reader.read(block, chunk);
                reader.readIds(block, new long[block.rows()]);
                read += chunk.size();
            }
        }
        return read;
    }
}
