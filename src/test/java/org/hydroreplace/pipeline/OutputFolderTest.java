package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the products belongs to one run at a time, and a run that fails takes back what it wrote. */
@SuppressWarnings("NullAway.Init") // set before each test
final class OutputFolderTest {
    @TempDir
    private Path folder;

    private Path output;
    private RunConfiguration configuration;

    @BeforeEach
    void configure() {
        output = folder.resolve("deep/out");
        configuration = Configurations.read(folder, "simulation: {dmo: d, snapshot: 1}", "output=" + output);
    }

    @Test
    void twoRunsCannotShareAFolder() {
        try (OutputFolder held = OutputFolder.open(configuration, Set.of(Product.MAPS))) {
            assertThat(held.path()).isEqualTo(output);
            assertThatThrownBy(() -> OutputFolder.open(configuration, Set.of(Product.MAPS)))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("output folder " + output
                            + " is in use by another run; wait for it to end or choose another with --output");
        }
    }

    @Test
    void aRunThatFailsEarlyLeavesNoFolder() {
        OutputFolder.open(configuration, Set.of(Product.MAPS)).close();
        assertThat(output).doesNotExist();
    }

    @Test
    void aRunThatFailsEarlyLeavesOtherPeoplesFiles() throws Exception {
        Files.createDirectories(output);
        Path notes = Files.writeString(output.resolve("notes.txt"), "mine");
        OutputFolder.open(configuration, Set.of(Product.MAPS)).close();
        assertThat(output).isDirectoryContaining(notes::equals);
        assertThat(output.resolve("run.yaml")).doesNotExist();
    }

    @Test
    void aRunThatSucceedsLeavesItsConfiguration() {
        try (OutputFolder held = OutputFolder.open(configuration, Set.of(Product.MAPS))) {
            held.succeed();
        }
        assertThat(output.resolve("run.yaml")).content().contains("snapshot: 1");
    }

    @Test
    void leftoversOfAKilledRunAreCleaned() throws Exception {
        Files.createDirectories(output.resolve("figures"));
        Path leftover = Files.writeString(output.resolve("figures/.maps_x.png.partial-4711"), "half");
        try (OutputFolder held = OutputFolder.open(configuration, Set.of(Product.MAPS))) {
            held.succeed();
        }
        assertThat(leftover).doesNotExist();
    }
}
