package org.hydroreplace.parallel;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program compiled against one family of MPI libraries has compiled in. */
enum MpiAbi {
    /** Open MPI 3 to 5 (libmpi.so.40): handles are addresses of exported variables. */
    OPEN_MPI(0, -2),
    /** MPICH 3.1 and later, Intel MPI, Cray MPICH, MVAPICH (libmpi.so.12): handles are integers. */
    MPICH(1, -1);

    private static final Pattern VERSION = Pattern.compile("v?([0-9]+(?:\\.[0-9]+)*[A-Za-z0-9.]*)");

    private final long statusIgnore;
    private final int procNull;

    MpiAbi(long statusIgnore, int procNull) {
        this.statusIgnore = statusIgnore;
        this.procNull = procNull;
    }

    MemoryLayout handleLayout() {
        return this == OPEN_MPI ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT;
    }

    /** MPI_STATUS_IGNORE. */
    MemorySegment statusIgnore() {
        return MemorySegment.ofAddress(statusIgnore);
    }

    /** MPI_PROC_NULL: a partner with whom nothing is exchanged. */
    int procNull() {
        return procNull;
    }

    /** The value of a handle as an argument. */
    Object handle(MpiHandle handle, SymbolLookup symbols) {
        return this == OPEN_MPI ? symbols.findOrThrow(handle.symbol()) : (Object) handle.number();
    }

    /**
     * Recognises the family.
     *
     * @param version what MPI_Get_library_version says
     * @throws IllegalArgumentException if it is none of these
     */
    static MpiAbi of(SymbolLookup symbols, String version) {
        if (symbols.find(MpiHandle.COMM_WORLD.symbol()).isPresent()) {
            return OPEN_MPI;
        }
        String known = version.toUpperCase(Locale.ROOT);
        if (known.contains("MPICH") || known.contains("INTEL(R) MPI") || known.contains("MVAPICH")) {
            return MPICH;
        }
        throw new IllegalArgumentException("it calls itself \""
                + version.lines().findFirst().orElse("") + "\" and has the ABI neither of Open MPI" + " nor of MPICH");
    }

    /** Name and version in few words, from what MPI_Get_library_version says. */
    static String shortName(String version) {
        String line = version.lines().findFirst().orElse("").strip();
        String upper = line.toUpperCase(Locale.ROOT);
        String name = null;
        for (String known : new String[] {"Open MPI", "Cray MPICH", "MVAPICH2", "MVAPICH", "MPICH", "Intel(R) MPI"}) {
            if (name == null && upper.contains(known.toUpperCase(Locale.ROOT))) {
                name = known;
            }
        }
        if (name == null) {
            return line;
        }
        Matcher number = VERSION.matcher(line);
        int from = upper.indexOf(name.toUpperCase(Locale.ROOT)) + name.length();
        String plain = name.replace("(R)", "");
        return number.find(from) ? plain + " " + number.group(1) : plain;
    }
}
