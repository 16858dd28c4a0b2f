package org.hydroreplace.io;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls into libhdf5: the only foreign-function code of this package. Every return code is checked. One lock serialises
 * all calls, because most builds of the library are not thread-safe.
 */
final class Hdf5Native {
    private static final Object LOCK = new Object();
    private static final long DEFAULT_ERROR_STACK = 0;
    private static final int WALK_INNERMOST_FIRST = 0;
    /** Of the field {@code desc} in H5E_error2_t, after three identifiers, a line number and two pointers. */
    private static final long ERROR_DESCRIPTION_OFFSET = 48;

    private static final Pattern SYSTEM_ERROR =
            Pattern.compile("filename = '(.*?)',.*errno = [0-9]+, error message = '(.*?)'");

    private static final Object[] NO_ARGUMENTS = {};

    private static @Nullable Hdf5Native instance;

    private final SymbolLookup symbols;
    private final Map<Hdf5Call, MethodHandle> handles = new EnumMap<>(Hdf5Call.class);
    private final List<String> errors = new ArrayList<>();
    private final MemorySegment errorCollector;

    /** Values of a Java array to be handed over in little-endian order. */
    record Block(Object array, int offset, int count) {}

    /** Opens the library on first use; UsageException if there is none. */
    static Hdf5Native get() {
        synchronized (LOCK) {
            if (instance == null) {
                instance = Hdf5Library.find(Hdf5Native::new);
            }
            return instance;
        }
    }

    /** Looks all functions up that are not known yet, which takes the Java machine a while. */
    void linkAll() {
        synchronized (LOCK) {
            for (Hdf5Call call : Hdf5Call.values()) {
                if (has(call)) {
                    handles.computeIfAbsent(call, this::link);
                }
            }
        }
    }

    private Hdf5Native(String library) {
        symbols = SymbolLookup.libraryLookup(library, Arena.global());
        errorCollector = errorCollector();
        // The JVM may exit while a thread writes: the library's own exit handler would then flush files in mid-call.
        // The call fails only where it was made before.
        invoke(Hdf5Call.H5dont_atexit, NO_ARGUMENTS);
        call(Hdf5Call.H5open);
        checkVersion(library);
    }

    private void checkVersion(String library) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(ValueLayout.JAVA_INT, 3);
            call(Hdf5Call.H5get_libversion, version, version.asSlice(4), version.asSlice(8));
            int major = version.getAtIndex(ValueLayout.JAVA_INT, 0);
            int minor = version.getAtIndex(ValueLayout.JAVA_INT, 1);
            if (major == 1 && minor < 10) {
                throw new IllegalArgumentException(library + " is version " + major + "." + minor);
            }
        }
    }

    boolean has(Hdf5Call call) {
        return symbols.find(call.name()).isPresent();
    }

    /** The identifier in an exported variable of the library, such as H5T_IEEE_F64LE_g. */
    long identifier(String variable) {
        return symbol(variable).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, 0);
    }

    /**
     * Calls a function and returns its result. Arguments: Long, Integer, Double; for pointers null, String (UTF-8),
     * long[], {@link Block}, or a String[] of one element for an array of one C string.
     *
     * @throws UsageException if the operating system refused (disk full, quota)
     * @throws Hdf5Exception if the function failed otherwise
     */
    long call(Hdf5Call call, @Nullable Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            Object[] converted = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                converted[i] = convert(arena, arguments[i]);
            }
            synchronized (LOCK) {
                // A thread-safe build prints errors unless told otherwise by each thread.
                invoke(Hdf5Call.H5Eset_auto2, DEFAULT_ERROR_STACK, MemorySegment.NULL, MemorySegment.NULL);
                long result = invoke(call, converted);
                if (result < 0) {
                    throw failure(call);
                }
                return result;
            }
        }
    }

    private static Object convert(Arena arena, @Nullable Object argument) {
        if (argument == null) {
            return MemorySegment.NULL;
        }
        if (argument instanceof String text) {
            return arena.allocateFrom(text);
        }
        if (argument instanceof String[] text) {
            return arena.allocateFrom(ValueLayout.ADDRESS, arena.allocateFrom(text[0]));
        }
        if (argument instanceof long[] sizes) {
            return arena.allocateFrom(ValueLayout.JAVA_LONG, sizes);
        }
        return argument instanceof Block block ? copy(arena, block) : argument;
    }

    // A copy, not a pinned heap array (Linker.Option.critical): the call may wait for the disk, and would hold up every
    // garbage collection meanwhile. Callers keep a block to a few MiB.
    private static MemorySegment copy(Arena arena, Block block) {
        ValueLayout layout = layout(block.array()).withOrder(ByteOrder.LITTLE_ENDIAN);
        MemorySegment copy = arena.allocate(layout, Math.max(1, block.count()));
        MemorySegment.copy(block.array(), block.offset(), copy, layout, 0, block.count());
        return copy;
    }

    private static ValueLayout layout(Object array) {
        if (array instanceof double[]) {
            return ValueLayout.JAVA_DOUBLE;
        }
        if (array instanceof float[]) {
            return ValueLayout.JAVA_FLOAT;
        }
        if (array instanceof long[]) {
            return ValueLayout.JAVA_LONG;
        }
        if (array instanceof int[]) {
            return ValueLayout.JAVA_INT;
        }
        if (array instanceof byte[]) {
            return ValueLayout.JAVA_BYTE;
        }
        throw new IllegalArgumentException("no HDF5 values: " + array.getClass());
    }

    private long invoke(Hdf5Call call, Object... arguments) {
        MethodHandle handle = handles.computeIfAbsent(call, this::link);
        try {
            return (long) handle.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private MethodHandle link(Hdf5Call call) {
        MemoryLayout[] arguments = call.arguments()
                .chars()
                .mapToObj(letter -> layout((char) letter))
                .toArray(MemoryLayout[]::new);
        return Linker.nativeLinker()
                .downcallHandle(symbol(call.name()), FunctionDescriptor.of(layout(call.result()), arguments))
                .asSpreader(Object[].class, arguments.length)
                .asType(MethodType.methodType(long.class, Object[].class));
    }

    private static MemoryLayout layout(char letter) {
        return switch (letter) {
            case 'l' -> ValueLayout.JAVA_LONG;
            case 'i' -> ValueLayout.JAVA_INT;
            case 'd' -> ValueLayout.JAVA_DOUBLE;
            case 'p' -> ValueLayout.ADDRESS;
            default -> throw new IllegalArgumentException("signature letter " + letter);
        };
    }

    private MemorySegment symbol(String name) {
        return symbols.find(name).orElseThrow(() -> new IllegalArgumentException("the library has no " + name));
    }

    private RuntimeException failure(Hdf5Call call) {
        errors.clear();
        invoke(Hdf5Call.H5Ewalk2, DEFAULT_ERROR_STACK, WALK_INNERMOST_FIRST, errorCollector, MemorySegment.NULL);
        String explanation = errors.isEmpty() ? "no explanation" : errors.getFirst();
        Matcher system = SYSTEM_ERROR.matcher(explanation);
        if (system.find()) {
            return new UsageException("Writing " + system.group(1) + " failed (" + system.group(2)
                    + "): free some space or choose another output folder.");
        }
        return new Hdf5Exception(call.name() + " failed: " + String.join("; ", errors));
    }

    private MemorySegment errorCollector() {
        try {
            MethodHandle collect = MethodHandles.lookup()
                    .bind(
                            this,
                            "collect",
                            MethodType.methodType(int.class, int.class, MemorySegment.class, MemorySegment.class));
            return Linker.nativeLinker()
                    .upcallStub(
                            collect,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS),
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @SuppressWarnings("unused") // called by H5Ewalk2
    private int collect(int depth, MemorySegment error, MemorySegment data) {
        MemorySegment description = error.reinterpret(ERROR_DESCRIPTION_OFFSET + Long.BYTES)
                .get(ValueLayout.ADDRESS, ERROR_DESCRIPTION_OFFSET);
        if (!description.equals(MemorySegment.NULL)) {
            errors.add(description.reinterpret(Long.MAX_VALUE).getString(0));
        }
        return 0;
    }
}
