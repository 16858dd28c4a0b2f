package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hydroreplace.io.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an output are found by their names, in numeric order, and what is missing is named. */
class FileSetTest {
    @TempDir
    Path folder;

    private Path touch(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, new byte[0]);
    }

    private void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace("FOLDER", folder.toString()));
    }

    @Test
    void elevenFilesComeInNumericOrder() {
        List<TestFile> files = new ArrayList<>();
        for (int k = 0; k < 11; k++) {
            files.add(TestSnapshots.of(1, k, k, k));
        }
        TestSnapshots.write(folder, 7, files.toArray(TestFile[]::new));
        Snapshot snapshot = SnapshotFormats.open(folder, 7);
        assertThat(snapshot.files()).element(10).hasToString(folder + "/snapdir_007/snap_007.10.hdf5");
        assertThat(TestSnapshots.readAll(snapshot, 10).list())
                .extracting(p -> Math.round(1000 * p.x()))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void numbersOfFourDigitsAndOtherNamesAreFound() throws IOException {
        Path subbox = touch("snapdir_2332/snap_2332.0.hdf5");
        Path single = touch("snapshot_003.hdf5");
        Path simba = touch("snap_m100n1024_151.hdf5");
        Path catalogue = touch("fof_subhalo_tab_003.hdf5");
        Path old = touch("groups_135/groups_135.0.hdf5");
        touch("readme_3.txt");
        assertThat(FileSet.ofSnapshot(folder, 2332).complete(1)).containsExactly(subbox);
        assertThat(FileSet.ofSnapshot(folder, 3).complete(1)).containsExactly(single);
        assertThat(FileSet.ofSnapshot(folder, 151).complete(1)).containsExactly(simba);
        assertThat(FileSet.ofCatalogue(folder, 3).complete(1)).containsExactly(catalogue);
        assertThat(FileSet.ofCatalogue(folder, 135).complete(1)).containsExactly(old);
        assertThat(FileSet.around(single).complete(1)).containsExactly(single);
        assertThat(FileSet.around(folder.resolve("snapdir_2332")).first()).isEqualTo(subbox);
    }

    @Test
    void namesWithNumbersBeyondAllCountingAreNoFilesOfASet() throws IOException {
        Path file = touch("snap_099.0.hdf5");
        touch("snap_099.99999999999.hdf5");
        Path odd = touch("snap_12345678901234.0.hdf5");
        assertThat(FileSet.ofSnapshot(folder, 99).complete(1)).containsExactly(file);
        assertThat(FileSet.around(odd).first()).isEqualTo(odd);
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        touch("snap_099.1.hdf5");
        FileSet set = FileSet.ofSnapshot(folder, 99);
        refused(
                "FOLDER lacks snap_099.0.hdf5, snap_099.2.hdf5 (2 of 3 files missing); copy or download what is missing",
                () -> set.complete(3));
        refused(
                "FOLDER lacks snap_099.0.hdf5, snap_099.2.hdf5, snap_099.3.hdf5, snap_099.4.hdf5, snap_099.5.hdf5 ..."
                        + " (599 of 600 files missing); copy or download what is missing",
                () -> set.complete(600));
        refused(
                "FOLDER lacks snapshot_003.hdf5 part 1 (1 of 2 files missing); copy or download what is missing",
                () -> FileSet.around(touch("snapshot_003.hdf5")).complete(2));
    }

    @Test
    void surplusFilesAreNamed() throws IOException {
        for (int k = 0; k < 3; k++) {
            touch("snap_099." + k + ".hdf5");
        }
        refused(
                "FOLDER holds 3 files where the header of snap_099.0.hdf5 counts 2;"
                        + " remove those of another output, such as snap_099.2.hdf5",
                () -> FileSet.ofSnapshot(folder, 99).complete(2));
    }

    @Test
    void foldersWithoutOrWithSeveralOutputsAreRefused() throws IOException {
        refused(
                "FOLDER holds no snapshot 099: neither snapdir_099 nor files *_099.hdf5 are there;"
                        + " check the folder and the snapshot number",
                () -> FileSet.ofSnapshot(folder, 99));
        refused(
                "FOLDER holds no group catalogue 004: neither groups_004 nor files *_004.hdf5 are there;"
                        + " check the folder and the snapshot number",
                () -> FileSet.ofCatalogue(folder, 4));
        refused(
                "FOLDER/none is not a folder; give the folder that holds snapdir_099 or the snapshot files",
                () -> FileSet.ofSnapshot(folder.resolve("none"), 99));
        refused(
                "FOLDER holds no snapshot or group catalogue; give a folder with the files of one",
                () -> FileSet.around(folder));
        touch("snap_099.0.hdf5");
        touch("snapshot_099.hdf5");
        refused(
                "FOLDER holds more than one snapshot: snap_99.*, snapshot_99; give a folder with the files of one",
                () -> FileSet.ofSnapshot(folder, 99));
    }

    @Test
    void theSamePartTwiceIsRefused() throws IOException {
        touch("snap_099.0.hdf5");
        touch("snap_099.00.hdf5");
        refused(
                "FOLDER holds the same part of the snapshot twice, snap_099.0.hdf5 and snap_099.00.hdf5;"
                        + " remove one of them",
                () -> FileSet.ofSnapshot(folder, 99));
    }

    @Test
    void fileOrderDoesNotDependOnTheOrderOfTheFolder() throws IOException {
        List<Integer> numbers = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        Collections.shuffle(numbers, new java.util.Random(4));
        for (int k : numbers) {
            touch("snap_099." + k + ".hdf5");
        }
        assertThat(FileSet.around(folder.resolve("snap_099.5.hdf5")).complete(12))
                .extracting(path -> path.getFileName().toString())
                .containsSequence("snap_099.1.hdf5", "snap_099.2.hdf5")
                .containsSequence("snap_099.9.hdf5", "snap_099.10.hdf5", "snap_099.11.hdf5");
    }
}
