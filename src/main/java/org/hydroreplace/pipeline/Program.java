package org.hydroreplace.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program is: its name, version and the commit it was built from. */
public final class Program {
    public static final String NAME = "hydro-replace";

    private static final Properties BUILD = load();

    private Program() {}

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Program.class.getResourceAsStream("/org/hydroreplace/build.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** Version, such as {@code 0.1.0}. */
    public static String version() {
        return BUILD.getProperty("version", "unknown");
    }

    /** Abbreviated hash of the commit, {@code unknown} where the program was not built from a git checkout. */
    public static String commit() {
        String commit = BUILD.getProperty("commit", "");
        return commit.isEmpty() || commit.startsWith("${") ? "unknown" : commit;
    }
}
