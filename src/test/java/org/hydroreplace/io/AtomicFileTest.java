package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheContentAndLeavesNoTemporaryFile() throws IOException {
        Path target = folder.resolve("report.html");
        AtomicFile.writeString(target, "a much longer first version");
        AtomicFile.writeString(target, "Σ zwei");
        assertThat(Files.readString(target)).isEqualTo("Σ zwei");
        assertThat(files(folder)).containsExactly(target);
    }

    @Test
    void namesAMissingFolderAndTheRemedy() {
        Path target = folder.resolve("missing/run.yaml");
        assertThatThrownBy(() -> AtomicFile.write(target, new byte[1]))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + target + ": " + target.getParent()
                        + " does not exist; create it or choose another output folder.");
    }

    @Test
    void namesAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "x");
        Path target = file.resolve("run.yaml");
        assertThatThrownBy(() -> AtomicFile.write(target, new byte[1]))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + target + ": " + file
                        + " is not a folder; create it or choose another output folder.");
    }

    @Test
    void keepsAFolderThatHasTheNameOfTheTarget() throws IOException {
        Path target = Files.createDirectory(folder.resolve("maps.h5"));
        assertThatThrownBy(() -> AtomicFile.write(target, new byte[1]))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + target + " (it is a folder): make the folder writable, free some space or"
                        + " choose another output folder.");
        assertThat(files(folder)).containsExactly(target);
    }

    /** /dev/full refuses every write; a link to it stands where the temporary file would be. */
    @Test
    void leavesTheEarlierFileWhereTheDiskIsFull() throws IOException {
        Path target = Files.writeString(folder.resolve("run.yaml"), "earlier");
        linkToFullDisk(target);
        assertThatThrownBy(() -> AtomicFile.writeString(target, "later"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + target + " (No space left on device): make the folder writable, free"
                        + " some space or choose another output folder.");
        assertThat(Files.readString(target)).isEqualTo("earlier");
        assertThat(files(folder)).containsExactly(target);
    }

    static void linkToFullDisk(Path target) throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
        Path partial = AtomicFile.begin(target);
        Files.delete(partial);
        Files.createSymbolicLink(partial, full);
    }

    @Test
    void beginsUnderANameThatLeftoversAreKnownBy() {
        Path partial = AtomicFile.begin(folder.resolve("maps.h5"));
        assertThat(partial.getFileName().toString())
                .isEqualTo(".maps.h5.partial-" + ProcessHandle.current().pid());
        assertThat(AtomicFile.deleteLeftovers(folder)).containsExactly(partial);
    }

    @Test
    void deletesLeftoversOfThisFolderAndNothingElse() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("of_another_run"));
        Path first = Files.writeString(folder.resolve(".lenspot00.dat.partial-17"), "x");
        Path second = Files.writeString(folder.resolve(".maps.h5.partial-4711"), "x");
        List<Path> kept = List.of(
                Files.writeString(folder.resolve("maps.h5"), "x"),
                Files.writeString(deep.resolve(".maps.h5.partial-12"), "x"),
                Files.writeString(folder.resolve("maps.h5.partial-4711"), "x"),
                Files.writeString(folder.resolve(".maps.h5.partial-old"), "x"),
                Files.createDirectory(folder.resolve(".folder.partial-3")));
        assertThat(AtomicFile.deleteLeftovers(folder)).containsExactlyInAnyOrder(first, second);
        assertThat(first).doesNotExist();
        assertThat(second).doesNotExist();
        assertThat(kept).allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void hasNoLeftoversInAFolderThatIsNotThere() {
        assertThat(AtomicFile.deleteLeftovers(folder.resolve("none"))).isEmpty();
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
