package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
    @TempDir
    Path folder;

    @Test
    void appearsWholeAtTheEndWithItsChecksum() throws IOException {
        Path target = Files.writeString(folder.resolve("plane.dat"), "earlier");
        byte[] content = new byte[3_000_001];
        new SplittableRandom(1).nextBytes(content);
        try (AtomicOutput out = AtomicOutput.create(target)) {
            ByteBuffer first = ByteBuffer.wrap(content, 0, 2_500_000);
            out.write(first);
            assertThat(first.hasRemaining()).isFalse();
            out.write(ByteBuffer.wrap(content, 2_500_000, 500_001));
            assertThat(out.bytes()).isEqualTo(content.length);
            assertThat(target).hasContent("earlier");
            assertThat(out.commit()).isEqualTo(Checksum.sha256(target));
        }
        assertThat(Arrays.equals(Files.readAllBytes(target), content)).isTrue();
        assertThat(folder.toFile().list()).containsExactly("plane.dat");
    }

    @Test
    void withoutCommitNothingRemains() {
        Path target = folder.resolve("plane.dat");
        try (AtomicOutput out = AtomicOutput.create(target)) {
            out.write(ByteBuffer.allocate(100));
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    /** /dev/full refuses every write; a link to it stands where the temporary file would be. */
    @Test
    void aFullDiskIsNamed() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Path target = folder.resolve("plane.dat");
        Path partial =
                folder.resolve(".plane.dat.partial-" + ProcessHandle.current().pid());
        Files.createSymbolicLink(partial, Path.of("/dev/full"));
        try (AtomicOutput out = AtomicOutput.create(target)) {
            assertThatThrownBy(() -> out.write(ByteBuffer.allocate(100)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("Cannot write " + target + " (No space left on device): make the folder");
        }
        assertThat(target).doesNotExist();
    }
}
