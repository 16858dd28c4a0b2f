package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The Python of the system with h5py: another author's HDF5 files. Tests that need it are skipped where it is not. */
public final class Python {
    private static final String PYTHON = "/usr/bin/python3";

    private Python() {}

    /** Runs a script and returns what it prints; skips the test by name where Python or h5py is not installed. */
    public static String run(String script, Object... arguments) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed");
        try {
            Assumptions.assumeTrue(
                    new ProcessBuilder(PYTHON, "-c", "import h5py").start().waitFor() == 0, "h5py is not installed");
            List<String> command = new ArrayList<>(List.of(PYTHON, "-c", script));
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
