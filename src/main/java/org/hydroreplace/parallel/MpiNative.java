package org.hydroreplace.parallel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Calls into an MPI library, with every error code checked, and the few calls into libc that open it. */
final class MpiNative {
    private static final int RTLD_NOW = 2;
    private static final int RTLD_GLOBAL = 0x100;
    /** More than MPI_MAX_LIBRARY_VERSION_STRING and MPI_MAX_ERROR_STRING of all libraries. */
    private static final int TEXT_BYTES = 16384;

    private final SymbolLookup symbols;
    private final MpiAbi abi;
    private final String version;
    private final Map<MpiCall, MethodHandle> handles = new EnumMap<>(MpiCall.class);
    private final Map<MpiHandle, Object> values = new EnumMap<>(MpiHandle.class);

    /**
     * Opens a library and recognises it.
     *
     * @param library path, or a name for the dynamic linker
     * @throws IllegalArgumentException if it cannot be opened, with the linker's reason, or used
     */
    MpiNative(String library) {
        // UCX, below MPICH and some builds of Open MPI, takes SIGSEGV for itself unless told otherwise; the Java
        // machine uses it
        // for null checks and safepoints and would be killed by the first.
        set("UCX_ERROR_SIGNALS", "");
        open(library, RTLD_NOW);
        symbols = SymbolLookup.libraryLookup(library, Arena.global());
        if (symbols.find(MpiCall.MPI_Init_thread.name()).isEmpty()
                || symbols.find(MpiCall.MPI_Get_library_version.name()).isEmpty()) {
            throw new IllegalArgumentException("it is not an MPI library of version 3 or later");
        }
        // No handle is an argument of this one, so that it can be asked first; it may be called before MPI_Init.
        version = version(link(MpiCall.MPI_Get_library_version, ValueLayout.ADDRESS));
        abi = MpiAbi.of(symbols, version);
        if (abi == MpiAbi.OPEN_MPI) {
            // Its plug-ins find the library among the global symbols.
            open(library, RTLD_NOW | RTLD_GLOBAL);
        }
        for (MpiCall call : MpiCall.values()) {
            if (symbols.find(call.name()).isEmpty()) {
                throw new IllegalArgumentException("it has no " + call);
            }
            handles.put(call, link(call, abi.handleLayout()));
        }
        for (MpiHandle handle : MpiHandle.values()) {
            values.put(handle, abi.handle(handle, symbols));
        }
    }

    MpiAbi abi() {
        return abi;
    }

    /** What MPI_Get_library_version says, several lines. */
    String version() {
        return version;
    }

    /**
     * Calls a function. Arguments: Integer, MemorySegment outside the heap, {@link MpiHandle}.
     *
     * @throws MpiException if it fails
     */
    void call(MpiCall call, Object... arguments) {
        Object[] converted = arguments.clone();
        for (int i = 0; i < converted.length; i++) {
            if (converted[i] instanceof MpiHandle handle) {
                converted[i] = handle(handle);
            }
        }
        int code = invoke(handle(call), converted);
        if (code != 0) {
            throw new MpiException(call + " failed: " + errorText(code));
        }
    }

    /** Calls a function whose last argument points to an int and returns that. */
    int query(MpiCall call, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.JAVA_INT);
            Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
            all[arguments.length] = result;
            call(call, all);
            return result.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private String errorText(int code) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(TEXT_BYTES);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
            int failed = invoke(handle(MpiCall.MPI_Error_string), code, buffer, length);
            return failed == 0 ? buffer.getString(0).strip().replace('\n', ' ') : "error " + code;
        }
    }

    private static String version(MethodHandle function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(TEXT_BYTES);
            invoke(function, buffer, arena.allocate(ValueLayout.JAVA_INT));
            return buffer.getString(0);
        }
    }

    private MethodHandle handle(MpiCall call) {
        MethodHandle handle = handles.get(call);
        if (handle == null) {
            throw new AssertionError(call);
        }
        return handle;
    }

    private Object handle(MpiHandle handle) {
        Object value = values.get(handle);
        if (value == null) {
            throw new AssertionError(handle);
        }
        return value;
    }

    private static int invoke(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private MethodHandle link(MpiCall call, MemoryLayout handleLayout) {
        MemoryLayout[] layouts = call.arguments()
                .chars()
                .mapToObj(letter -> layout((char) letter, handleLayout))
                .toArray(MemoryLayout[]::new);
        return Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(call.name()), FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts))
                .asSpreader(Object[].class, layouts.length)
                .asType(MethodType.methodType(int.class, Object[].class));
    }

    private static MemoryLayout layout(char letter, MemoryLayout handleLayout) {
        return switch (letter) {
            case 'i' -> ValueLayout.JAVA_INT;
            case 'p' -> ValueLayout.ADDRESS;
            case 'h' -> handleLayout;
            default -> throw new IllegalArgumentException("signature letter " + letter);
        };
    }

    private static void open(String library, int mode) {
        // Linked beforehand: linking looks symbols up itself, which forgets the reason.
        MethodHandle reason = libc("dlerror", ValueLayout.ADDRESS);
        MethodHandle open = libc("dlopen", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(library);
            if (((MemorySegment) open.invokeExact(name, mode)).equals(MemorySegment.NULL)) {
                MemorySegment text = (MemorySegment) reason.invokeExact();
                throw new IllegalArgumentException(
                        text.equals(MemorySegment.NULL)
                                ? "it cannot be opened"
                                : text.reinterpret(Long.MAX_VALUE).getString(0));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Sets a variable of the environment for native code; System.getenv does not see it. */
    private static void set(String variable, String value) {
        MethodHandle set =
                libc("setenv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) set.invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value), 1);
            if (failed != 0) {
                throw new IllegalArgumentException(variable + " cannot be set");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle libc(String function, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(function), FunctionDescriptor.of(result, arguments));
    }
}
