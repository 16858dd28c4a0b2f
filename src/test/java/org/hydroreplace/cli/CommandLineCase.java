package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands as a user does, on copies of the bundled GADGET-4 pair that a test may damage. */
final class CommandLineCase {
    private static final Path BUNDLED = Path.of("src/main/resources/org/hydroreplace/demo/gadget4_L25N32_tiny");

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    CommandLineCase(Path folder) {
        this.folder = folder;
    }

    /** Copies the bundled pair to {@code folder/pair} and returns that. */
    Path pair() {
        Path copy = folder.resolve("pair");
        try (Stream<Path> files = Files.walk(BUNDLED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(BUNDLED.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** Writes a configuration for a copy of the pair, with further lines of YAML. */
    Path configuration(String... lines) {
        String yaml = "simulation: {dmo: " + folder + "/pair/dmo, hydro: " + folder
                + "/pair/hydro, snapshot: 3}\noutput: " + output() + "\n";
        try {
            return Files.writeString(folder.resolve("config.yaml"), yaml + String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path output() {
        return folder.resolve("out");
    }

    /** Runs a command and returns its exit code. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    String out() {
        return out.toString();
    }

    /** Standard error with the test's folder shown as DIR. */
    String err() {
        return err.toString().replace(folder.toString(), "DIR");
    }

    /** Runs a command that must fail with this code and exactly this sentence, leaving no output behind. */
    void refused(int code, String sentence, String... arguments) {
        int actual = run(arguments);
        assertThat(err()).isEqualTo("hydro-replace: " + sentence + System.lineSeparator());
        assertThat(actual).isEqualTo(code);
        assertThat(output()).doesNotExist();
    }

    /** Replaces a float64 by another wherever its eight bytes stand in the HDF5 files of a run. */
    static void patch(Path run, double from, double to) {
        try (Stream<Path> files = Files.walk(run)) {
            int patched = 0;
            for (Path file : files.filter(f -> f.toString().endsWith(".hdf5")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i + 8 <= bytes.length; i++) {
                    if (buffer.getDouble(i) == from) {
                        buffer.putDouble(i, to);
                        patched++;
                    }
                }
                Files.write(file, bytes);
            }
            assertThat(patched).isPositive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of what the output folder holds, sorted. */
    List<String> products() {
        try (Stream<Path> files = Files.list(output())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
