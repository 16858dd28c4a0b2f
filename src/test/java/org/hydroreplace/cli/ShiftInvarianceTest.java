package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the origin of the box lies must not matter: on the AREPO pair, whose coordinates are float64. */
final class ShiftInvarianceTest {
    private static final Path ORIGINAL = Path.of("src/test/resources/data/arepo_L25N32_tiny");

    /** ckpc/h. */
    private static final double BOX = 25000;

    private static final int GRID = 50;
    private static final String REPLACED = "replace-M12.0-inf-R3.0";

    @TempDir
    private Path folder;

    private Path configuration;
    private CommandLineCase user;

    @BeforeEach
    void runUnshifted() throws IOException {
        user = new CommandLineCase(folder);
        configuration = Files.writeString(
                folder.resolve("config.yaml"),
                "simulation: {dmo: " + ORIGINAL + "/dmo, hydro: " + ORIGINAL + "/hydro, snapshot: 3}\n"
                        + "fields: [dmo, hydro, {replace: {radius: 3.0}}]\nmaps: {grid: " + GRID + "}\n");
        assertThat(user.run(
                        "run",
                        configuration.toString(),
                        "--output",
                        user.output().toString()))
                .isZero();
    }

    @Test
    void wholeCellsRollTheMapsAndKeepTheMatches() throws IOException {
        int[] cells = {7, 0, 43};
        Path shifted = shiftedRun(cells[0] * BOX / GRID, cells[1] * BOX / GRID, cells[2] * BOX / GRID);
        assertThat(matches(shifted)).isEqualTo(matches(user.output()));
        for (String field : List.of("dmo", "hydro", REPLACED)) {
            assertRolled(shifted, field + "/x", cells[1], cells[2]);
            assertRolled(shifted, field + "/y", cells[0], cells[2]);
            assertRolled(shifted, field + "/z", cells[0], cells[1]);
        }
    }

    @Test
    void anyShiftKeepsTheMatches() throws IOException {
        assertThat(matches(shiftedRun(1234.5, 24999.9, 0.7))).isEqualTo(matches(user.output()));
        assertThat(matches(shiftedRun(12500, 12500, 12500))).isEqualTo(matches(user.output()));
    }

    private Path shiftedRun(double x, double y, double z) throws IOException {
        Path run = Files.createTempDirectory(folder, "shifted");
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".hdf5")).toList()) {
                Path copy = run.resolve(ORIGINAL.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
                shift(copy, new double[] {x, y, z});
            }
        }
        Path output = run.resolve("out");
        assertThat(user.run(
                        "run",
                        configuration.toString(),
                        "--output",
                        output.toString(),
                        "--set",
                        "simulation.dmo=" + run.resolve("dmo"),
                        "--set",
                        "simulation.hydro=" + run.resolve("hydro"),
                        "--no-report"))
                .isZero();
        return output;
    }

    /** Adds a vector to all positions of a file, where they stand. */
    private static void shift(Path path, double[] vector) throws IOException {
        try (HdfFile file = new HdfFile(path);
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (String name : List.of(
                    "PartType0/Coordinates", "PartType1/Coordinates", "PartType4/Coordinates", "Group/GroupPos")) {
                if (!has(file, name)) {
                    continue;
                }
                ContiguousDataset dataset = (ContiguousDataset) file.getDatasetByPath(name);
                int width = dataset.getDataType().getSize();
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(dataset.getSizeInBytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
                channel.read(bytes, dataset.getDataAddress());
                for (int i = 0; i < bytes.capacity() / width; i++) {
                    double old = width == 8 ? bytes.getDouble(i * 8) : bytes.getFloat(i * 4);
                    double moved = (old + vector[i % 3]) % BOX;
                    if (width == 8) {
                        bytes.putDouble(i * 8, moved);
                    } else {
                        bytes.putFloat(i * 4, (float) moved);
                    }
                }
                channel.write(bytes.rewind(), dataset.getDataAddress());
            }
        }
    }

    private static boolean has(HdfFile file, String name) {
        return file.getChild(name.split("/")[0]) instanceof Group group && group.getChild(name.split("/")[1]) != null;
    }

    private static List<Long> matches(Path output) {
        try (HdfFile file = new HdfFile(output.resolve("matched_halos.h5"))) {
            return Stream.of("dmo_index", "hydro_index")
                    .flatMap(name -> Arrays.stream(
                                    (long[]) file.getDatasetByPath(name).getData())
                            .boxed())
                    .toList();
        }
    }

    private void assertRolled(Path shifted, String map, int first, int second) {
        double[][] before = map(user.output(), map);
        double[][] after = map(shifted, map);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                largest = Math.max(largest, before[i][j]);
                difference =
                        Math.max(difference, Math.abs(after[(i + first) % GRID][(j + second) % GRID] - before[i][j]));
            }
        }
        assertThat(difference / largest).as(map).isLessThan(1e-12);
    }

    private static double[][] map(Path output, String map) {
        try (HdfFile file = new HdfFile(output.resolve("maps.h5"))) {
            return (double[][]) ((Dataset) file.getByPath(map)).getData();
        }
    }
}
