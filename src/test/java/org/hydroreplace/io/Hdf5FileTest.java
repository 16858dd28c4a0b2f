package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening files, finding objects and attributes in them, and the messages where that fails. */
class Hdf5FileTest {
    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void write() {
        path = folder.resolve("a.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(path)) {
            double[] values = new double[3000];
            Arrays.setAll(values, i -> i);
            writer.dataset("PartType1/Coordinates", Hdf5Type.FLOAT64, 1000, 3).write(0, 1000, values, 0);
            writer.attribute("PartType1", "scalar", 2.5);
            writer.attribute("PartType1", "array", new int[] {3, 4});
            writer.attribute("PartType1", "text", "zwölf");
            writer.unsignedAttribute("PartType1", "large", new long[] {-1});
            writer.commit();
        }
    }

    private void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace("FILE", path.toString()));
    }

    @Test
    void findsObjectsAndAttributes() {
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThat(file.children("/")).containsExactly("PartType1");
            assertThat(file.children("PartType1")).containsExactly("Coordinates");
            assertThat(file.children("none")).isEmpty();
            assertThat(file.attributeNames("PartType1")).containsExactlyInAnyOrder("scalar", "array", "text", "large");
            assertThat(file.attributeNames("none")).isEmpty();
            assertThat(file.has("PartType1/Coordinates")).isTrue();
            assertThat(file.has("PartType1/Coordinates/more")).isFalse();
            assertThat(file.isGroup("PartType1")).isTrue();
            assertThat(file.isGroup("PartType1/Coordinates")).isFalse();
            assertThat(file.doubles("PartType1", "scalar").orElseThrow()).containsExactly(2.5);
            assertThat(file.doubles("PartType1", "large").orElseThrow()).containsExactly(0x1p64);
            assertThat(file.longs("PartType1", "array").orElseThrow()).containsExactly(3, 4);
            assertThat(file.longs("PartType1", "none")).isEmpty();
            assertThat(file.text("PartType1", "text")).contains("zwölf");
            assertThat(file.text("PartType1", "array")).contains("3 4");
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        try (Hdf5File file = Hdf5File.open(path)) {
            refused(
                    "FILE has no dataset PartType1/Masses; it is not of a layout that can be read",
                    () -> file.dataset("PartType1/Masses"));
            refused(
                    "FILE: PartType1 is a group, not a dataset; it is not of a layout that can be read",
                    () -> file.dataset("PartType1"));
            refused(
                    "FILE: attribute text of PartType1 should be a number and is 'zwölf';"
                            + " it is not of a layout that can be read",
                    () -> file.doubles("PartType1", "text"));
            refused(
                    "FILE: PartType1/Coordinates has 3 columns where 1 are expected;"
                            + " it is not of a layout that can be read",
                    () -> file.dataset("PartType1/Coordinates").read(0, 1, new double[1]));
            assertThatThrownBy(() -> file.dataset("PartType1/Coordinates").readFlat(999, 2, new double[6]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> file.dataset("PartType1/Coordinates").readFlat(Long.MAX_VALUE, 2, new double[6]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void filesThatCannotBeOpenedAreRefused() throws IOException {
        refused(
                "FILE.none cannot be read: no such file; check the path and its permissions",
                () -> Hdf5File.open(Path.of(path + ".none")));
        refused(
                folder + " cannot be read: it is a folder; check the path and its permissions",
                () -> Hdf5File.open(folder));
        Files.write(path, new byte[4000]);
        refused(
                "FILE is not an HDF5 file; check the path, or copy or download the file again",
                () -> Hdf5File.open(path));
        Files.write(path, new byte[0]);
        refused(
                "FILE is not an HDF5 file; check the path, or copy or download the file again",
                () -> Hdf5File.open(path));
    }

    @Test
    void filesWithoutTheRightToReadAreRefused() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("-w-------"));
        Assumptions.assumeFalse(Files.isReadable(path), "root may read every file");
        refused(
                "FILE cannot be read: permission denied; check the path and its permissions",
                () -> Hdf5File.open(path));
    }

    @Test
    void filesThatEndEarlyAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
        refused(
                "FILE is truncated: its header promises " + bytes.length + " bytes and it has " + (bytes.length - 1)
                        + "; copy or download it again",
                () -> Hdf5File.open(path));
        Files.write(path, Arrays.copyOf(bytes, 30));
        refused(
                "FILE is damaged or uses an HDF5 feature that cannot be read;"
                        + " check the path, or copy or download the file again",
                () -> Hdf5File.open(path));
    }

    @Test
    void aDatasetThatShouldReachBeyondTheFileIsRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        for (int i = 0; i < bytes.length - 16; i++) {
            if (bytes[i] == (byte) 0xe8 && bytes[i + 1] == 3 && bytes[i + 8] == 3) {
                bytes[i + 3] = 0x40;
            }
        }
        Files.write(path, bytes);
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThatThrownBy(() -> file.dataset("PartType1/Coordinates"))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(path + " is truncated: PartType1/Coordinates should reach to byte 257698")
                    .hasMessageEndingWith(" and the file has " + bytes.length + "; copy or download it again");
        }
    }

    /** That fetched rows are read faster is what bench/run io shows. */
    @Test
    void whatIsFetchedMustBeInTheFile() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        try (Hdf5File file = Hdf5File.open(path)) {
            Hdf5Dataset dataset = file.dataset("PartType1/Coordinates");
            dataset.fetch(0, 1000);
            assertThatThrownBy(() -> dataset.fetch(1, 1000)).isInstanceOf(IndexOutOfBoundsException.class);
            Files.write(path, Arrays.copyOf(bytes, 4096));
            assertThatThrownBy(() -> dataset.fetch(0, 1000))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(path + " is truncated: PartType1/Coordinates should reach to byte ");
        }
    }

    @Test
    void readingManyShortAndLongRangesGivesTheSameValues() {
        try (Hdf5File file = Hdf5File.open(path)) {
            Hdf5Dataset dataset = file.dataset("PartType1/Coordinates");
            for (int rows : new int[] {1, 0, 1000, 3}) {
                double[] values = new double[3 * rows];
                dataset.readFlat(1000 - rows, rows, values);
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i]).isEqualTo(3 * (1000 - rows) + i);
                }
            }
        }
    }
}
