package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class Hdf5LibraryTest {
    private static final List<String> SYSTEM = List.of("libone.so", "libtwo.so");

    private final List<String> tried = new ArrayList<>();

    private Function<String, String> accepting(String suffix) {
        return name -> {
            tried.add(name);
            if (!name.endsWith(suffix)) {
                throw new IllegalArgumentException("no " + name);
            }
            return name;
        };
    }

    @Test
    void takesTheNamedLibraryBeforeAllOthers() {
        assertThat(Hdf5Library.find("/opt/libhdf5.so", Hdf5Library.BUNDLED, SYSTEM, accepting("")))
                .isEqualTo("/opt/libhdf5.so");
    }

    @Test
    void doesNotFallBackFromANamedLibrary() {
        assertThatThrownBy(() -> Hdf5Library.find("/opt/x.so", Hdf5Library.BUNDLED, SYSTEM, accepting("two.so")))
                .isInstanceOf(UsageException.class)
                .hasMessage("The HDF5 library /opt/x.so named by HYDRO_REPLACE_HDF5 or -Dhydro-replace.hdf5 cannot be"
                        + " used (no /opt/x.so): name a libhdf5.so of version 1.10 or later, or unset it.");
        assertThat(tried).containsExactly("/opt/x.so");
    }

    @Test
    void extractsTheBundledLibraryAndDeletesTheCopy() {
        String opened = Hdf5Library.find(null, Hdf5Library.BUNDLED, SYSTEM, name -> {
            assertThat(Path.of(name)).isNotEmptyFile();
            return name;
        });
        Path copy = Path.of(opened);
        assertThat(copy.getFileName().toString()).startsWith("hydro-replace-libhdf5-");
        assertThat(Files.exists(copy)).isFalse();
    }

    @Test
    void fallsBackToTheSystemInOrder() {
        assertThat(Hdf5Library.find(null, Hdf5Library.BUNDLED, SYSTEM, accepting("two.so")))
                .isEqualTo("libtwo.so");
        assertThat(tried).hasSize(3).endsWith("libone.so", "libtwo.so");
    }

    @Test
    void namesEveryReasonAndTheRemedyWhereThereIsNone() {
        assertThatThrownBy(() -> Hdf5Library.find(" ", "not/there.so", SYSTEM, accepting("three.so")))
                .isInstanceOf(UsageException.class)
                .hasMessage("No usable HDF5 library was found (none on the class path; no libone.so; no libtwo.so):"
                        + " install libhdf5 1.10 or later, or set HYDRO_REPLACE_HDF5 to the path of its libhdf5.so.");
    }
}
