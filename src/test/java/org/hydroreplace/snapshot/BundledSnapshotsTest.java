package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real snapshots that come with the project. */
class BundledSnapshotsTest {
    private static final Path DEMO = Path.of("src/main/resources/org/hydroreplace/demo/gadget4_L25N32_tiny");
    private static final Path DATA = Path.of("src/test/resources/data");

    @TempDir
    Path folder;

    @Test
    void bothRunsOfAPairWeighTheSame() {
        for (Path pair : new Path[] {DEMO, DATA.resolve("arepo_L25N32_tiny")}) {
            Snapshot dmo = SnapshotFormats.open(pair.resolve("dmo"), 3);
            Snapshot hydro = SnapshotFormats.open(pair.resolve("hydro"), 3);
            RunPair.check(dmo.header().output(), hydro.header().output());
            double mass = TestSnapshots.readAll(dmo, 10_000).mass();
            assertThat(mass).isCloseTo(1339250948871711.2, within(1e3));
            assertThat(TestSnapshots.readAll(hydro, 10_000).mass() / mass).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1000, 4096, 32_768, 1_000_000})
    void anySizeOfBlocksGivesTheSameParticles(int rows) {
        for (Path run : new Path[] {DEMO.resolve("dmo"), DATA.resolve("gadget4_L25N32_tiny_gzip/dmo")}) {
            Snapshot snapshot = SnapshotFormats.open(run, 3);
            assertThat(TestSnapshots.readAll(snapshot, rows).list())
                    .isEqualTo(TestSnapshots.readAll(snapshot, 5000).list());
        }
    }

    @Test
    void gzipGivesTheSameParticlesAsPlainStorage() throws IOException {
        TestParticles plain = TestSnapshots.readAll(SnapshotFormats.open(DEMO.resolve("dmo"), 3), 3000);
        TestParticles gzip =
                TestSnapshots.readAll(SnapshotFormats.open(DATA.resolve("gadget4_L25N32_tiny_gzip/dmo"), 3), 5000);
        assertThat(gzip.list()).hasSize(32768).isEqualTo(plain.list());
    }

    @Test
    void newObjectHeadersGiveTheSameParticlesAsOldOnes() throws IOException {
        Files.copy(
                DATA.resolve("gadget4_L25N32_tiny_gzip/hydro_snap_003.0_libver110.hdf5"),
                folder.resolve("snap_003.0.hdf5"));
        Files.copy(DEMO.resolve("hydro/snapdir_003/snap_003.1.hdf5"), folder.resolve("snap_003.1.hdf5"));
        assertThat(TestSnapshots.readAll(SnapshotFormats.open(folder, 3), 5000).list())
                .isEqualTo(TestSnapshots.readAll(SnapshotFormats.open(DEMO.resolve("hydro"), 3), 5000)
                        .list());
    }
}
