package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to a checkpoint is read again, and any damage is noticed. */
final class StateFileTest {
    private static final String REMEDY = "; run without --resume to start from the beginning";

    @TempDir
    private Path folder;

    @Test
    void sumsOfSparseArraysComeBack() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path file = folder.resolve("state");
        List<long[]> sums = new ArrayList<>();
        try (StateOutput out = StateOutput.create(file)) {
            out.writeText("Größe");
            for (int i = 0; i < 60; i++) {
                // Some beyond a piece and some beyond a frame.
                int length = i % 20 == 19 ? 300_000 : random.nextInt(20_000);
                double filled = random.nextDouble();
                List<long[]> parts = new ArrayList<>();
                long[] sum = new long[length];
                for (int p = random.nextInt(3); p >= 0; p--) {
                    long[] part = new long[length];
                    for (int j = 0; j < length; j++) {
                        part[j] = random.nextDouble() < filled * filled ? random.nextLong() >> 3 : 0;
                        sum[j] += part[j];
                    }
                    parts.add(part);
                }
                sums.add(sum);
                out.writeSum(parts);
                out.writeText("x".repeat(i));
            }
            out.writeLong(Long.MIN_VALUE);
            assertThat(file).doesNotExist();
            assertThat(out.commit()).isEqualTo(file.toFile().length());
        }
        try (StateInput in = StateInput.open(file)) {
            assertThat(in.readText()).isEqualTo("Größe");
            for (int i = 0; i < sums.size(); i++) {
                long[] twice = sums.get(i).clone();
                long[] once = new long[twice.length];
                in.addTo(List.of(once, twice));
                assertThat(once).as("seed %d", seed).isEqualTo(sums.get(i));
                for (int j = 0; j < twice.length; j++) {
                    assertThat(twice[j]).isEqualTo(2 * once[j]);
                }
                assertThat(in.readText()).hasSize(i);
            }
            in.expect(Long.MIN_VALUE, "end");
            in.end();
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("partial"));
    }

    @Test
    void zerosTakeNoRoom() {
        Path file = folder.resolve("state");
        try (StateOutput out = StateOutput.create(file)) {
            out.writeSum(List.of(new long[1 << 20]));
            assertThat(out.commit()).isLessThan(2000);
        }
    }

    @Test
    void whatIsNotCommittedIsNotThere() {
        Path file = folder.resolve("state");
        try (StateOutput out = StateOutput.create(file)) {
            out.writeSum(List.of(new long[1 << 20]));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyBitCounts() throws Exception {
        Path file = folder.resolve("state");
        write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            refused(file);
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused(file);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        refused(file);
        Files.write(file, whole);
        read(file);
    }

    @Test
    void framesCannotBeLeftOut() throws Exception {
        Path file = folder.resolve("state");
        try (StateOutput out = StateOutput.create(file)) {
            // Frames of the same content and length.
            for (int i = 0; i < 3 * StateOutput.FRAME_BYTES / Long.BYTES; i++) {
                out.writeLong(7);
            }
            out.commit();
        }
        byte[] whole = Files.readAllBytes(file);
        int frame = StateOutput.FRAME_BYTES + StateOutput.FRAME_HEADER;
        byte[] shorter = new byte[whole.length - frame];
        System.arraycopy(whole, 0, shorter, 0, 8);
        System.arraycopy(whole, 8 + frame, shorter, 8, shorter.length - 8);
        Files.write(file, shorter);
        try (StateInput in = StateInput.open(file)) {
            assertThatThrownBy(in::readLong)
                    .isInstanceOf(InputException.class)
                    .hasMessage("the checkpoint " + file
                            + " is damaged or of another version (its checksums do not agree at byte "
                            + (8 + frame) + ")" + REMEDY);
        }
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("state"), "simulation: {}\n");
        assertThatThrownBy(() -> StateInput.open(file))
                .isInstanceOf(InputException.class)
                .hasMessage("the checkpoint " + file
                        + " is damaged or of another version (it does not begin with HRSTATE1)" + REMEDY);
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> StateInput.open(missing))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("the checkpoint " + missing + " cannot be read (");
    }

    @Test
    void sumsThatDoNotFitAreErrors() {
        try (StateOutput out = StateOutput.create(folder.resolve("state"))) {
            List<long[]> parts = List.of(new long[] {Long.MAX_VALUE}, new long[] {1});
            assertThatThrownBy(() -> out.writeSum(parts)).isInstanceOf(ArithmeticException.class);
            List<long[]> unlike = List.of(new long[1], new long[2]);
            assertThatThrownBy(() -> out.writeSum(unlike)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        Path file = folder.resolve("none/state");
        assertThatThrownBy(() -> StateOutput.create(file))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + file + ": " + file.getParent()
                        + " does not exist; create it or choose another output folder.");
    }

    private static void write(Path file) {
        try (StateOutput out = StateOutput.create(file)) {
            out.writeText("key");
            out.writeSum(List.of(new long[] {0, 0, 5, 0, 6, 0, 0}));
            out.commit();
        }
    }

    private static void read(Path file) {
        try (StateInput in = StateInput.open(file)) {
            in.readText();
            in.addTo(List.of(new long[7]));
            in.end();
        }
    }

    private static void refused(Path file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is damaged or of another version (")
                .hasMessageEndingWith(REMEDY);
    }
}
