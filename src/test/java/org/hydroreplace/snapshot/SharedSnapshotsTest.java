package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.Python;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files give the numbers that numpy and h5py found in them. */
class SharedSnapshotsTest {
    private static final String SUBBOX = "public/oct_illustris_TNG50-4-Subbox0/TNG50-4-Subbox0/output";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "gadget4_L25N32/dmo, 3, 32768, 1339250948871711.2, 489845.3851775925, 438625.9604221289",
        "gadget4_L25N32/hydro, 3, 65536, 1339250945312176.8, 978138.4807551051, 878105.1659871195",
        "gadget4_L25N32/dmo, 0, 32768, 1339250948871711.2, 442249.40576508106, 419499.83490227524",
        "gadget4_L25N32/hydro, 0, 65536, 1339250945312176.8, 885404.8371275683, 839870.2278474479",
        "gadget4_L40N64/dmo, 3, 262144, 5485571886578528.0, 5701412.230916399, 5536939.705039215",
        "gadget4_L40N64/hydro, 3, 524288, 5485571905748675.0, 11399100.501208426, 11072555.604984479",
        "arepo_L25N32_tiny/dmo, 3, 32768, 1339250948871711.2, 489595.02216066286, 437727.8941083441",
        "arepo_L25N32_tiny/hydro, 3, 64188, 1339250948837493.5, 953913.9508909015, 859934.1702942284",
    })
    void snapshotsSumUpToWhatNumpyFinds(String run, int number, int particles, double mass, double sumX, double sumZ) {
        Snapshot snapshot = SnapshotFormats.open(SharedData.path(run), number);
        TestParticles all = TestSnapshots.readAll(snapshot, 10_000);
        assertThat(all.size()).isEqualTo(particles);
        assertThat(snapshot.header().matterParticles()).isEqualTo(particles);
        assertThat(all.mass()).isCloseTo(mass, within(1e-12 * mass));
        assertThat(all.sumX()).isCloseTo(sumX, within(1e-11 * sumX));
        assertThat(all.sumZ()).isCloseTo(sumZ, within(1e-11 * sumZ));
        assertThat(all.mass() / snapshot.header().expectedMass()).isCloseTo(0.99977, within(2e-5));
    }

    @ParameterizedTest
    @CsvSource({"gadget4_L25N32, 0", "gadget4_L25N32, 3", "gadget4_L40N64, 3", "arepo_L25N32_tiny, 3"})
    void bothRunsOfAPairWeighTheSame(String pair, int number) {
        Snapshot dmo = SnapshotFormats.open(SharedData.path(pair + "/dmo"), number);
        Snapshot hydro = SnapshotFormats.open(SharedData.path(pair + "/hydro"), number);
        RunPair.check(dmo.header().output(), hydro.header().output());
        double ratio = TestSnapshots.readAll(hydro, 7777).mass()
                / TestSnapshots.readAll(dmo, 7777).mass();
        assertThat(ratio).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "gadget4_L25N32/dmo, 3, 61, 292470698013305.7, 0, 34127031250000.0",
        "gadget4_L25N32/hydro, 3, 112, 324054298620224.0, 2, 31322539062500.0",
        "gadget4_L25N32/hydro, 0, 58, 77876232852935.8, 0, 7688268432617.1875",
        "gadget4_L40N64/dmo, 3, 439, 1299429164495468.2, 3, 150707587890625.0",
        "gadget4_L40N64/hydro, 3, 817, 1471380203752517.8, 21, 149773632812500.0",
        "arepo_L25N32_tiny/hydro, 3, 80, 254686273441314.7, 3, 32195224609375.0",
    })
    void cataloguesSumUpToWhatNumpyFinds(String run, int number, int halos, double mass, int zero, double largest) {
        HaloCatalogue catalogue = CatalogueReader.read(SharedData.path(run), number);
        assertThat(catalogue.size()).isEqualTo(halos);
        double sum = 0;
        int undefined = 0;
        for (int i = 0; i < halos; i++) {
            sum += catalogue.mass(i);
            undefined += catalogue.isDefined(i) ? 0 : 1;
        }
        assertThat(sum).isCloseTo(mass, within(1e-12 * mass));
        assertThat(undefined).isEqualTo(zero);
        assertThat(catalogue.mass(catalogue.byMass(1e12)[0])).isCloseTo(largest, within(1e-12 * largest));
    }

    @Test
    void theMissingFileOfTheSubboxIsNamed() {
        Path output = SharedData.path(SUBBOX);
        assertThatThrownBy(() -> SnapshotFormats.open(output, 2332))
                .isInstanceOf(InputException.class)
                .hasMessage(output.resolve("snapdir_2332")
                        + " lacks snap_2332.7.hdf5 (1 of 11 files missing); copy or download what is missing");
    }

    @Test
    void theMissingFilesOfTheRealCatalogueAreNamed() {
        Path output = SharedData.path("public/TNG100-1_groups_099/tng100-1/output");
        assertThatThrownBy(() -> CatalogueReader.read(output, 99))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        output.resolve("groups_099") + " lacks fof_subhalo_tab_099.0.hdf5,"
                                + " fof_subhalo_tab_099.4.hdf5, fof_subhalo_tab_099.5.hdf5, fof_subhalo_tab_099.6.hdf5,"
                                + " fof_subhalo_tab_099.7.hdf5 ... (438 of 448 files missing); copy or download what is missing");
    }

    /** The files that are there, renumbered, with headers that count only them: tracers, empty files, absent types. */
    @Test
    void theRestOfTheSubboxIsReadWithoutTracers() throws IOException {
        Path from = SharedData.path(SUBBOX).resolve("snapdir_2332");
        Path to = Files.createDirectories(folder.resolve("snapdir_2332"));
        int[] present = {0, 1, 2, 3, 4, 5, 6, 8, 9, 10};
        for (int k = 0; k < present.length; k++) {
            Path copy = to.resolve("snap_2332." + k + ".hdf5");
            Files.write(copy, Files.readAllBytes(from.resolve("snap_2332." + present[k] + ".hdf5")));
        }
        Python.run("""
                import sys, h5py, numpy as np
                for k in range(10):
                    with h5py.File('%s/snap_2332.%d.hdf5' % (sys.argv[1], k), 'r+') as f:
                        h = f['Header'].attrs
                        h.modify('NumFilesPerSnapshot', np.int32(10))
                        h.modify('NumPart_Total', np.array([24789, 26060, 0, 25614, 266, 9], dtype='u4'))
                """, to);
        Snapshot snapshot = SnapshotFormats.open(folder, 2332);
        assertThat(snapshot.header().count(ParticleType.TRACER)).isEqualTo(25614);
        assertThat(snapshot.header().matterParticles()).isEqualTo(24789 + 26060 + 266 + 9);
        TestParticles all = TestSnapshots.readAll(snapshot, 1000);
        assertThat(all.size()).isEqualTo(51124);
        assertThat(all.mass()).isCloseTo(485.2634262199571e10, within(1e2));
        assertThat(all.sumX()).isCloseTo(1.34097153e6, within(1e-2));
        assertThat(all.list()).noneMatch(p -> p.type() == ParticleType.TRACER);
    }

    @Test
    void arraysOfLengthTwoAndGasWithoutMassesAreRead() {
        Snapshot snapshot = SnapshotFormats.open(SharedData.path("public/G2-lcdm-gas"), 4);
        assertThat(snapshot.header().counts())
                .isEqualTo(Map.of(ParticleType.GAS, 32768L, ParticleType.DARK_MATTER, 32768L));
        assertThat(snapshot.header().output().cosmology().omegaBaryon()).isEqualTo(OptionalDouble.of(0.04));
        assertThat(snapshot.header().output().cosmology().hubble()).isEqualTo(0.7);
        TestParticles all = TestSnapshots.readAll(snapshot, 5000);
        assertThat(all.size()).isEqualTo(65536);
        assertThat(all.mass()).isCloseTo(32768 * (4.23507638 + 27.5279965) * 1e10, within(1e7));
    }

    @Test
    void aCutOutWithoutTotalsIsRead() {
        Path cutout = SharedData.path("public/TNG_workshop/stars_565261.hdf5");
        Snapshot snapshot = SnapshotFormats.open(FileSet.around(cutout));
        assertThat(snapshot.files()).isEqualTo(List.of(cutout.toAbsolutePath()));
        assertThat(snapshot.header().counts()).isEqualTo(Map.of(ParticleType.STARS, 517L));
        assertThat(TestSnapshots.readWithoutIds(snapshot, 100).size()).isEqualTo(517);
    }
}
