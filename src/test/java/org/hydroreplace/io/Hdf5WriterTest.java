package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5WriterTest {
    @TempDir
    Path folder;

    private Path target() {
        return folder.resolve("out.h5");
    }

    @Test
    void writesScalarAndArrayAttributesOfEveryType() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.group("Header");
            writer.dataset("/maps/x", Hdf5Type.FLOAT64, 2).close();
            writer.attribute("/", "box_size", 205.5);
            writer.attribute("/Header", "count", 1L << 40);
            writer.attribute("/Header", "files", 7);
            writer.attribute("/maps/x", "units", "(Msun/h)/(Mpc/h)² Σ");
            writer.attribute("/maps/x", "empty", "");
            writer.attribute("maps", "edges", new double[] {0.5, -1e300});
            writer.attribute("maps", "ids", new long[] {Long.MIN_VALUE, 3});
            writer.attribute("maps", "flags", new int[] {-1, 2, 3});
            writer.attribute("maps", "none", new double[0]);
            writer.unsignedAttribute("Header", "NumPart_Total", new int[] {-1, 5});
            writer.unsignedAttribute("Header", "Total", new long[] {-1, 5});
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat(attribute(file, "box_size")).isEqualTo(205.5);
            Node header = file.getByPath("/Header");
            assertThat(attribute(header, "count")).isEqualTo(1L << 40);
            assertThat(attribute(header, "files")).isEqualTo(7);
            assertThat(attribute(header, "NumPart_Total")).isEqualTo(new long[] {4294967295L, 5});
            assertThat(attribute(header, "Total"))
                    .isEqualTo(new BigInteger[] {new BigInteger("18446744073709551615"), BigInteger.valueOf(5)});
            Node dataset = file.getByPath("/maps/x");
            assertThat(attribute(dataset, "units")).isEqualTo("(Msun/h)/(Mpc/h)² Σ");
            assertThat(attribute(dataset, "empty")).isEqualTo("");
            Node maps = file.getByPath("/maps");
            assertThat(attribute(maps, "edges")).isEqualTo(new double[] {0.5, -1e300});
            assertThat(attribute(maps, "ids")).isEqualTo(new long[] {Long.MIN_VALUE, 3});
            assertThat(attribute(maps, "flags")).isEqualTo(new int[] {-1, 2, 3});
            assertThat(maps.getAttribute("none").getSize()).isZero();
        }
    }

    private static Object attribute(Node node, String name) {
        return node.getAttribute(name).getData();
    }

    @Test
    void createsGroupsWithParentsOnce() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.group("/a/b/c");
            writer.group("a/b/");
            writer.group("/");
            writer.group("/a/Größe");
            writer.dataset("/a/d/e", Hdf5Type.INT32, 1);
            assertThatThrownBy(() -> writer.group("/a/d/e/f"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("/a/d/e is a dataset, not a group");
            assertThatThrownBy(() -> writer.dataset("/a/d", Hdf5Type.INT32, 1))
                    .hasMessage("/a/d is already in the file");
            assertThatThrownBy(() -> writer.group("/a/../b")).hasMessage("'/a/../b' is not a path of an HDF5 object");
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat(file.getChildren().keySet()).containsExactly("a");
            assertThat(((Group) file.getByPath("/a")).getChildren().keySet())
                    .containsExactlyInAnyOrder("b", "d", "Größe");
            assertThat(file.getByPath("/a/b/c").isGroup()).isTrue();
        }
    }

    @Test
    void writesStringsPaddedToTheLongest() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.strings("reason", List.of("", "no pair", "größer"));
            writer.strings("blank", List.of("", ""));
            writer.strings("none", List.of());
            writer.attribute("/reason", "description", "why");
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat(file.getDatasetByPath("/reason").getData()).isEqualTo(new String[] {"", "no pair", "größer"});
            assertThat(file.getDatasetByPath("/reason").getDataType().getSize()).isEqualTo(8);
            assertThat(file.getDatasetByPath("/blank").getData()).isEqualTo(new String[] {"", ""});
            assertThat(file.getDatasetByPath("/blank").getDataType().getSize()).isEqualTo(1);
            assertThat(file.getDatasetByPath("/none").getDimensions()).containsExactly(0);
        }
    }

    @Test
    void writesStringsInSeveralBlocks() {
        String longest = "x".repeat(2_000_000);
        List<String> values = List.of("first", longest, "third", "fourth", "fifth");
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            writer.strings("s", values);
            writer.commit();
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat(file.getDatasetByPath("/s").getData()).isEqualTo(values.toArray(String[]::new));
        }
    }

    @Test
    void refusesWhatHdf5CannotHold() {
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            assertThatThrownBy(() -> writer.attribute("/", "big", new double[8001]))
                    .hasMessage("attribute big of / has 8001 values, more than 8000: write a dataset");
            assertThatThrownBy(() -> writer.attribute("/none", "a", 1))
                    .hasMessage("no group or dataset /none to give an attribute to");
            assertThatThrownBy(() -> writer.attribute("/", "a", "x\0y"))
                    .hasMessage("attribute a contains a zero character, which ends an HDF5 string");
            assertThatThrownBy(() -> writer.strings("s", List.of("\0")))
                    .hasMessage("value 0 of /s contains a zero character, which ends an HDF5 string");
            assertThatThrownBy(() -> writer.dataset("d", Hdf5Type.INT32))
                    .hasMessage("dataset /d cannot have the shape []");
            assertThatThrownBy(() -> writer.dataset("d", Hdf5Type.INT32, 3, -1))
                    .hasMessage("dataset /d cannot have the shape [3, -1]");
            writer.attribute("/", "largest", new double[8000]);
            writer.attribute("/", "twice", 1);
            assertThatThrownBy(() -> writer.attribute("/", "twice", 2))
                    .isInstanceOf(Hdf5Exception.class)
                    .hasMessageStartingWith("H5Acreate_by_name failed: ")
                    .hasMessageContaining("already exists");
        }
    }

    @Test
    void showsTheFileOnlyAfterCommit() throws IOException {
        Files.writeString(target(), "earlier");
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            Hdf5Output open = writer.dataset("x", Hdf5Type.INT64, 3);
            open.write(0, 3, new long[] {1, 2, 3}, 0);
            assertThat(Files.readString(target())).isEqualTo("earlier");
            assertThat(AtomicFileTest.files(folder)).hasSize(2);
            writer.commit();
            assertThat(AtomicFileTest.files(folder)).containsExactly(target());
            assertThatThrownBy(() -> open.write(0, 1, new long[1], 0)).hasMessage("dataset /x is closed");
            assertThatThrownBy(() -> writer.group("late")).hasMessage("the writer of " + target() + " is closed");
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
        try (HdfFile file = new HdfFile(target())) {
            assertThat(file.getDatasetByPath("/x").getData()).isEqualTo(new long[] {1, 2, 3});
        }
    }

    @Test
    void leavesNothingAfterAFailure() throws IOException {
        assertThatThrownBy(() -> {
                    try (Hdf5Writer writer = Hdf5Writer.create(target())) {
                        Hdf5Output output = writer.dataset("x", Hdf5Type.INT64, 3);
                        output.write(0, 3, new long[3], 0);
                        output.write(3, 1, new long[1], 0);
                        writer.commit();
                    }
                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(AtomicFileTest.files(folder)).isEmpty();
    }

    @Test
    void leavesNothingWhereTheDiskIsFull() throws IOException {
        AtomicFileTest.linkToFullDisk(target());
        assertThatThrownBy(() -> {
                    try (Hdf5Writer writer = Hdf5Writer.create(target())) {
                        writer.dataset("x", Hdf5Type.INT64, 100_000).write(0, 100_000, new long[100_000], 0);
                        writer.commit();
                    }
                })
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("Writing .*/\\.out\\.h5\\.partial-[0-9]+ failed \\(No space left on device\\):"
                        + " free some space or choose another output folder\\.");
        assertThat(AtomicFileTest.files(folder)).isEmpty();
    }

    @Test
    void leavesNothingWhereTheRenameFails() throws IOException {
        Files.createDirectory(target());
        try (Hdf5Writer writer = Hdf5Writer.create(target())) {
            assertThatThrownBy(writer::commit).isInstanceOf(UsageException.class);
        }
        assertThat(AtomicFileTest.files(folder)).containsExactly(target());
    }

    @Test
    void namesAFolderThatCannotTakeTheFile() {
        Path missing = folder.resolve("missing/maps.h5");
        assertThatThrownBy(() -> Hdf5Writer.create(missing))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write " + missing + ": " + missing.getParent()
                        + " does not exist; create it or choose another output folder.");
    }

    @Test
    void namesAFolderWithoutTheRightToWrite() {
        Path proc = Path.of("/proc/maps.h5");
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc")), "no /proc here");
        assertThatThrownBy(() -> Hdf5Writer.create(proc))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching(
                        "Cannot write /proc/maps.h5 \\((the folder takes no new files|permission denied)\\):"
                                + " make the folder writable, free some space or choose another output folder.");
    }

    @Test
    void writesTheSameBytesAtAnotherTime() throws Exception {
        Path first = folder.resolve("first.h5");
        Path second = folder.resolve("second.h5");
        writeEverything(first);
        Thread.sleep(1_200);
        writeEverything(second);
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(Checksum.sha256(second)).isEqualTo(Checksum.sha256(first));
    }

    static void writeEverything(Path target) {
        try (Hdf5Writer writer = Hdf5Writer.create(target)) {
            writer.attribute("/", "box_size", 205.0);
            writer.group("/Header/Größe");
            writer.attribute("/Header", "units", "Mpc/h Σ");
            writer.attribute("/Header", "redshift", new double[] {0, 0.5});
            writer.unsignedAttribute("/Header", "NumPart_Total", new int[] {-1, 2});
            writer.strings("/names", List.of("dmo", "größer"));
            writer.dataset("/PartType0/none", Hdf5Type.FLOAT32, 0, 3);
            double[] values = new double[3000];
            for (int i = 0; i < values.length; i++) {
                values[i] = 1.0 / (i + 1);
            }
            for (Hdf5Type type : List.of(Hdf5Type.FLOAT32, Hdf5Type.FLOAT64)) {
                writer.dataset("/plain/" + type, type, 1000, 3).write(0, 1000, values, 0);
                writer.dataset("/gzip/" + type, type, Hdf5Layout.chunked(300, 6), 1000, 3)
                        .write(0, 1000, values, 0);
            }
            writer.commit();
        }
    }
}
