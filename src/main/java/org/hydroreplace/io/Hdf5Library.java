package org.hydroreplace.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds libhdf5 1.10 or later: the one the user names (system property {@code hydro-replace.hdf5}, then environment
 * variable {@code HYDRO_REPLACE_HDF5}), else the one on the class path, else one of the system.
 */
final class Hdf5Library {
    static final String PROPERTY = "hydro-replace.hdf5";
    static final String VARIABLE = "HYDRO_REPLACE_HDF5";
    static final String BUNDLED = "org/bytedeco/hdf5/linux-x86_64/libhdf5.so.310";

    static final List<String> SYSTEM_NAMES = List.of(
            "libhdf5.so.310",
            "libhdf5.so.200",
            "libhdf5.so.103",
            "libhdf5_serial.so.310",
            "libhdf5_serial.so.200",
            "libhdf5_serial.so.103",
            "libhdf5.so");

    private Hdf5Library() {}

    /**
     * Opens the first library that can be used.
     *
     * @param open takes a path or a name for the dynamic linker; throws IllegalArgumentException if it is of no use
     * @throws UsageException if the named library, or where none is named any, cannot be used
     */
    static <T> T find(Function<String, T> open) {
        String property = System.getProperty(PROPERTY);
        String named = property != null ? property : System.getenv(VARIABLE);
        return find(named, BUNDLED, SYSTEM_NAMES, open);
    }

    static <T> T find(@Nullable String named, String resource, List<String> systemNames, Function<String, T> open) {
        if (named != null && !named.isBlank()) {
            try {
                return open.apply(named);
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "The HDF5 library " + named + " named by " + VARIABLE + " or -D" + PROPERTY
                                + " cannot be used (" + e.getMessage()
                                + "): name a libhdf5.so of version 1.10 or later, or unset it.",
                        e);
            }
        }
        List<String> reasons = new ArrayList<>();
        T bundled = openBundled(resource, open, reasons);
        if (bundled != null) {
            return bundled;
        }
        for (String name : systemNames) {
            try {
                return open.apply(name);
            } catch (IllegalArgumentException e) {
                reasons.add(e.getMessage());
            }
        }
        throw new UsageException("No usable HDF5 library was found (" + String.join("; ", reasons)
                + "): install libhdf5 1.10 or later, or set " + VARIABLE + " to the path of its libhdf5.so.");
    }

    private static <T> @Nullable T openBundled(String resource, Function<String, T> open, List<String> reasons) {
        try (InputStream in = Hdf5Library.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                reasons.add("none on the class path");
                return null;
            }
            Path copy = Files.createTempFile("hydro-replace-libhdf5-", ".so");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return open.apply(copy.toString());
            } finally {
                // Linux keeps the mapping of an opened library without its name; so a killed run leaves nothing.
                Files.deleteIfExists(copy);
            }
        } catch (IOException | IllegalArgumentException e) {
            reasons.add("the bundled one: " + e.getMessage());
            return null;
        }
    }
}
