package org.hydroreplace.snapshot;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real simulation data that is too large, or not ours, to be in the project: in the folder that the system property
 * {@code hydroreplace.shared} or the environment variable {@code HYDRO_REPLACE_SHARED} names, else in {@code ../shared}.
 */
public final class SharedData {
    private SharedData() {}

    /** A file or folder below {@code data/}; skips the test by name where it is absent. */
    public static Path path(String name) {
        String environment = System.getenv("HYDRO_REPLACE_SHARED");
        String shared = System.getProperty("hydroreplace.shared", environment == null ? "../shared" : environment);
        Path path = Path.of(shared, "data", name);
        Assumptions.assumeTrue(Files.exists(path), "no shared data at " + path);
        return path;
    }
}
