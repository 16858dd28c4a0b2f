package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hydroreplace.io.UsageException;

/** Configurations of tests, from text. */
public final class Configurations {
    /** The least that a configuration must say. */
    public static final String SIMULATION = "simulation: {dmo: d, hydro: h, snapshot: 99}\n";

    private Configurations() {}

    /** What is read from a file c.yaml with this content. */
    public static RunConfiguration read(Path folder, String yaml, String... settings) {
        try {
            return ConfigurationReader.read(Files.writeString(folder.resolve("c.yaml"), yaml), List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file c.yaml with this content is refused with this message. */
    public static void assertRefused(Path folder, String message, String yaml, String... settings) {
        assertThatThrownBy(() -> read(folder, yaml, settings))
                .as(yaml)
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
