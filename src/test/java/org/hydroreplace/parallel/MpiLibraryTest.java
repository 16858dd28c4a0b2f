package org.hydroreplace.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.parallel.RankEnvironment.Launcher;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpiLibraryTest {
    private static final RankEnvironment STARTED = new RankEnvironment(Launcher.OPEN_MPI, 4, 0);
    private static final String REMEDY =
            ": give the path of an Open MPI's libmpi.so.40 or of an MPICH's, Intel MPI's or Cray MPICH's libmpi.so.12.";

    private static Path compile(Path folder, String source) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
        Path file = Files.writeString(folder.resolve("other.c"), source);
        Path library = folder.resolve("libother.so");
        Process gcc = new ProcessBuilder("/usr/bin/gcc", "-shared", "-fPIC", "-o", library.toString(), file.toString())
                .inheritIO()
                .start();
        assertThat(gcc.waitFor()).isZero();
        return library;
    }

    @ParameterizedTest
    @CsvSource({"OPEN_MPI, libmpi.so.40", "PMIX, libmpi.so.40", "PMI, libmpich.so.12", "SLURM, libmpi.so.40"})
    void looksFirstForTheLibraryOfTheLauncher(Launcher launcher, String first) {
        RankEnvironment started = new RankEnvironment(launcher, 2, 0);
        assertThat(MpiLibrary.names(started))
                .startsWith(first)
                .containsExactlyInAnyOrder("libmpi.so.40", "libmpich.so.12", "libmpi.so.12", "libmpi_cray.so.12");
        List<String> tried = new ArrayList<>();
        String found = MpiLibrary.find(null, started, name -> {
            tried.add(name);
            if (tried.size() < 3) {
                throw new IllegalArgumentException("not this one");
            }
            return name;
        });
        assertThat(found).isEqualTo(MpiLibrary.names(started).get(2));
    }

    @Test
    void namesEveryReasonAndTheRemedyWhereThereIsNone() {
        assertThatThrownBy(() -> MpiLibrary.find(null, STARTED, name -> {
                    throw new IllegalArgumentException("no such file");
                }))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "mpirun of Open MPI started 4 processes, but no MPI library was found (libmpi.so.40: no such"
                                + " file; libmpich.so.12: no such file; libmpi.so.12: no such file; libmpi_cray.so.12: no such"
                                + " file): load the module of the MPI that starts them, or give its library with --mpi-library.");
    }

    @Test
    void aNamedLibraryThatIsNotThereIsRefusedWithTheReasonOfTheLinker() {
        Map<String, String> started = Map.of("OMPI_COMM_WORLD_SIZE", "4");
        assertThatThrownBy(() -> Ranks.open(started, "/not/there/libmpi.so.40"))
                .isInstanceOf(UsageException.class)
                .hasMessage("The MPI library /not/there/libmpi.so.40 given with --mpi-library cannot be used"
                        + " (/not/there/libmpi.so.40: cannot open shared object file: No such file or directory)"
                        + REMEDY);
    }

    @Test
    void aFileThatIsNoLibraryIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("libmpi.so"), "not a library, but long enough to be looked at");
        assertThatThrownBy(() -> MpiLibrary.find(file.toString(), STARTED, MpiNative::new))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The MPI library " + file + " given with --mpi-library cannot be used (" + file)
                .hasMessageEndingWith(")" + REMEDY);
    }

    @Test
    void aLibraryWithoutMpiIsRefused(@TempDir Path folder) throws Exception {
        Path library = compile(folder, "int unrelated(void) { return 0; }");
        assertThatThrownBy(() -> MpiLibrary.find(library.toString(), STARTED, MpiNative::new))
                .isInstanceOf(UsageException.class)
                .hasMessage("The MPI library " + library + " given with --mpi-library cannot be used (it is not an MPI"
                        + " library of version 3 or later)" + REMEDY);
    }

    @Test
    void anMpiOfAnotherAbiIsRefused(@TempDir Path folder) throws Exception {
        Path library = compile(folder, """
                #include <string.h>
                int MPI_Init_thread(void) { return 1; }
                int MPI_Get_library_version(char *text, int *length) {
                    strcpy(text, "Other MPI 1.0\\nsecond line");
                    *length = 25;
                    return 0;
                }
                """);
        assertThatThrownBy(() -> MpiLibrary.find(library.toString(), STARTED, MpiNative::new))
                .isInstanceOf(UsageException.class)
                .hasMessage("The MPI library " + library + " given with --mpi-library cannot be used (it calls itself"
                        + " \"Other MPI 1.0\" and has the ABI neither of Open MPI nor of MPICH)" + REMEDY);
    }

    @Test
    void aLibraryThatLacksAFunctionIsRefused(@TempDir Path folder) throws Exception {
        Path library = compile(folder, """
                #include <string.h>
                int MPI_Init_thread(void) { return 1; }
                int MPI_Get_library_version(char *text, int *length) { strcpy(text, "MPICH Version:\\t9.9"); return 0; }
                """);
        assertThatThrownBy(() -> MpiLibrary.find(library.toString(), STARTED, MpiNative::new))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be used (it has no MPI_Comm_set_errhandler)");
    }

    /** First lines of what libraries say of themselves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4, repo rev: v4.1.4 | Open MPI 4.1.4",
                "Open MPI v5.0.0rc12, package: Open MPI root@host | Open MPI 5.0.0rc12",
                "MPICH Version:\t4.0.2 | MPICH 4.0.2",
                "Intel(R) MPI Library 2021.9 for Linux* OS | Intel MPI 2021.9",
                "MPI VERSION    : CRAY MPICH version 8.1.25.17 (ANL base 3.4a2) | Cray MPICH 8.1.25.17",
                "MVAPICH2 Version      :\t2.3.7 | MVAPICH2 2.3.7",
                "MVAPICH Version:\t3.0 | MVAPICH 3.0",
                "Other MPI 1.0 | Other MPI 1.0"
            })
    void shortensWhatTheLibrarySaysOfItself(String said, String expected) {
        assertThat(MpiAbi.shortName(said + "\nsecond line 7.7")).isEqualTo(expected);
    }

    @Test
    void recognisesTheFamilyByWhatOnlyItHas() {
        SymbolLookup nothing = name -> Optional.empty();
        SymbolLookup openMpi = name ->
                name.equals("ompi_mpi_comm_world") ? Optional.of(MemorySegment.ofAddress(16)) : Optional.empty();
        assertThat(MpiAbi.of(openMpi, "anything")).isEqualTo(MpiAbi.OPEN_MPI);
        assertThat(MpiAbi.of(nothing, "Intel(R) MPI Library 2021.9 for Linux* OS"))
                .isEqualTo(MpiAbi.MPICH);
        assertThat(MpiAbi.of(nothing, "MPI VERSION    : CRAY MPICH version 8.1"))
                .isEqualTo(MpiAbi.MPICH);
        assertThat(MpiAbi.of(nothing, "MVAPICH Version:\t3.0")).isEqualTo(MpiAbi.MPICH);
    }
}
