package org.hydroreplace.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the MPI library: the one the user names, else, by the names for the dynamic linker, one that suits the launcher. The
 * library must be that of the launcher, or every process is alone.
 */
final class MpiLibrary {
    private static final List<String> OPEN_MPI = List.of("libmpi.so.40");
    private static final List<String> MPICH = List.of("libmpich.so.12", "libmpi.so.12", "libmpi_cray.so.12");

    private MpiLibrary() {}

    /** The names to try, in this order. */
    static List<String> names(RankEnvironment started) {
        List<String> names = new ArrayList<>();
        boolean mpichFirst = started.launcher() == RankEnvironment.Launcher.PMI;
        names.addAll(mpichFirst ? MPICH : OPEN_MPI);
        names.addAll(mpichFirst ? OPEN_MPI : MPICH);
        return names;
    }

    /**
     * Opens the library.
     *
     * @param named path or name given by the user, or null
     * @param open throws IllegalArgumentException with the reason if it is of no use
     * @throws UsageException if none can be used
     */
    static <T> T find(@Nullable String named, RankEnvironment started, Function<String, T> open) {
        if (named != null) {
            try {
                return open.apply(named);
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "The MPI library " + named + " given with --mpi-library cannot be used (" + e.getMessage()
                                + "): give the path of an Open MPI's libmpi.so.40 or of an MPICH's, Intel MPI's or Cray"
                                + " MPICH's libmpi.so.12.",
                        e);
            }
        }
        List<String> reasons = new ArrayList<>();
        for (String name : names(started)) {
            try {
                return open.apply(name);
            } catch (IllegalArgumentException e) {
                reasons.add(name + ": " + e.getMessage());
            }
        }
        throw new UsageException(started.who() + " started " + started.tasks()
                + ", but no MPI library was found (" + String.join("; ", reasons)
                + "): load the module of the MPI that starts them, or give its library with --mpi-library.");
    }
}
