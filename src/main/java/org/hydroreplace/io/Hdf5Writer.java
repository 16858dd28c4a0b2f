package org.hydroreplace.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hydroreplace.io.Hdf5Native.Block;

/**
 * Writes one HDF5 file, which appears under its name only when {@link #commit} has succeeded; closed before that, it
 * leaves nothing. Equal calls give equal bytes, at any time and on any machine with the same HDF5 library. Paths are
 * absolute or relative to the root, with {@code /} between names.
 *
 * <p>For one thread at a time. Where the disk does not take the data, any method throws UsageException.
 */
public final class Hdf5Writer implements AutoCloseable {
    /** Object headers of the oldest format take messages of up to 64 KiB. */
    private static final int ATTRIBUTE_BYTES = 64_000;

    private static final int STRING_BLOCK_BYTES = 4 << 20;

    private final Path target;
    private final Path partial;
    private final Hdf5Objects objects;
    private final long file;
    private final Set<String> groups = new HashSet<>(Set.of("/"));
    private final Set<String> datasets = new HashSet<>();
    private final List<Hdf5Output> outputs = new ArrayList<>();
    private boolean open = true;

    private Hdf5Writer(Path target, Path partial, Hdf5Objects objects, long file) {
        this.target = target;
        this.partial = partial;
        this.objects = objects;
        this.file = file;
    }

    /**
     * Opens libhdf5 and links its functions, which the first writer would do.
     *
     * @throws UsageException if there is no usable library
     */
    public static void prepare() {
        Hdf5Native.get().linkAll();
    }

    /**
     * Begins a file beside {@code target} under a temporary name.
     *
     * @throws UsageException if the folder does not exist or takes no files, or if there is no HDF5 library
     */
    public static Hdf5Writer create(Path target) {
        Hdf5Objects objects = new Hdf5Objects();
        Path partial = AtomicFile.begin(target);
        try {
            return new Hdf5Writer(target, partial, objects, objects.createFile(partial));
        } catch (RuntimeException e) {
            AtomicFile.discard(partial);
            throw e;
        }
    }

    /** Creates a group and its parents; does nothing if it is there. */
    public void group(String path) {
        groupAt(Hdf5Path.normal(path));
    }

    /** Writes a scalar float64 attribute of a group or dataset that exists. */
    public void attribute(String object, String name, double value) {
        scalar(object, name, Hdf5Type.FLOAT64, new double[] {value});
    }

    /** Writes a scalar int64 attribute. */
    public void attribute(String object, String name, long value) {
        scalar(object, name, Hdf5Type.INT64, new long[] {value});
    }

    /** Writes a scalar int32 attribute. */
    public void attribute(String object, String name, int value) {
        scalar(object, name, Hdf5Type.INT32, new int[] {value});
    }

    /** Writes a scalar string attribute: UTF-8 of variable length. */
    public void attribute(String object, String name, String value) {
        requireNoNull(value, "attribute " + name);
        objects.attribute(file, existing(object), attributeName(name), value);
    }

    /** Writes a one-dimensional float64 attribute of at most 64 kB. */
    public void attribute(String object, String name, double[] values) {
        array(object, name, Hdf5Type.FLOAT64, values, values.length);
    }

    /** Writes a one-dimensional int64 attribute of at most 64 kB. */
    public void attribute(String object, String name, long[] values) {
        array(object, name, Hdf5Type.INT64, values, values.length);
    }

    /** Writes a one-dimensional int32 attribute of at most 64 kB. */
    public void attribute(String object, String name, int[] values) {
        array(object, name, Hdf5Type.INT32, values, values.length);
    }

    /** Writes a one-dimensional uint32 attribute with the bits of {@code values}. */
    public void unsignedAttribute(String object, String name, int[] values) {
        array(object, name, Hdf5Type.UINT32, values, values.length);
    }

    /** Writes a one-dimensional uint64 attribute with the bits of {@code values}. */
    public void unsignedAttribute(String object, String name, long[] values) {
        array(object, name, Hdf5Type.UINT64, values, values.length);
    }

    /** Creates a contiguous dataset, and its parent groups; its file space is taken at once, its values are zero. */
    public Hdf5Output dataset(String path, Hdf5Type type, long... shape) {
        return dataset(path, type, Hdf5Layout.contiguous(), shape);
    }

    /**
     * Creates a dataset, and its parent groups. One without values (a dimension of 0) is contiguous whatever the layout.
     *
     * @param shape the length along each dimension, slowest first; one dimension at least
     */
    public Hdf5Output dataset(String path, Hdf5Type type, Hdf5Layout layout, long... shape) {
        String normal = newDataset(path);
        if (shape.length == 0 || Arrays.stream(shape).anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException(
                    "dataset " + normal + " cannot have the shape " + Arrays.toString(shape));
        }
        long[] own = shape.clone();
        long id = objects.createDataset(file, normal, type, layout, own);
        datasets.add(normal);
        Hdf5Output output = new Hdf5Output(objects, id, normal, type, own);
        outputs.add(output);
        return output;
    }

    /**
     * Writes a one-dimensional dataset of strings in UTF-8, all padded with zero bytes to the length of the longest (at
     * least 1).
     */
    public void strings(String path, List<String> values) {
        String normal = newDataset(path);
        byte[][] encoded = new byte[values.size()][];
        int length = 1;
        for (int i = 0; i < encoded.length; i++) {
            requireNoNull(values.get(i), "value " + i + " of " + normal);
            encoded[i] = values.get(i).getBytes(StandardCharsets.UTF_8);
            length = Math.max(length, encoded[i].length);
        }
        objects.writeStrings(file, normal, length, encoded, Math.max(1, STRING_BLOCK_BYTES / length));
        datasets.add(normal);
    }

    /** Closes the datasets and the file, syncs it to disk and gives it its name, replacing an earlier file. */
    public void commit() {
        requireOpen();
        try {
            open = false;
            for (Hdf5Output output : outputs) {
                output.close();
            }
            objects.closeFile(file);
            AtomicFile.commit(partial, target);
        } finally {
            AtomicFile.discard(partial);
        }
    }

    /** Without a {@link #commit} before it, abandons the file: nothing remains of it, nor of its temporary name. */
    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                for (Hdf5Output output : outputs) {
                    output.close();
                }
                objects.closeFile(file);
            } catch (Hdf5Exception | UsageException e) {
                // The file is thrown away; what made it fail has been reported by the call that failed.
            } finally {
                AtomicFile.discard(partial);
            }
        }
    }

    private void scalar(String object, String name, Hdf5Type type, Object value) {
        objects.attribute(file, existing(object), attributeName(name), type, new long[0], new Block(value, 0, 1));
    }

    private void array(String object, String name, Hdf5Type type, Object values, int length) {
        if ((long) length * type.bytes() > ATTRIBUTE_BYTES) {
            throw new IllegalArgumentException("attribute " + name + " of " + object + " has " + length
                    + " values, more than " + ATTRIBUTE_BYTES / type.bytes() + ": write a dataset");
        }
        objects.attribute(
                file, existing(object), attributeName(name), type, new long[] {length}, new Block(values, 0, length));
    }

    private void groupAt(String path) {
        requireOpen();
        if (datasets.contains(path)) {
            throw new IllegalArgumentException(path + " is a dataset, not a group");
        }
        if (!groups.contains(path)) {
            groupAt(Hdf5Path.parent(path));
            objects.createGroup(file, path);
            groups.add(path);
        }
    }

    private String newDataset(String path) {
        String normal = Hdf5Path.normal(path);
        if (groups.contains(normal) || datasets.contains(normal)) {
            throw new IllegalArgumentException(normal + " is already in the file");
        }
        groupAt(Hdf5Path.parent(normal));
        return normal;
    }

    private String existing(String object) {
        requireOpen();
        String path = Hdf5Path.normal(object);
        if (!groups.contains(path) && !datasets.contains(path)) {
            throw new IllegalArgumentException("no group or dataset " + path + " to give an attribute to");
        }
        return path;
    }

    private static String attributeName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute needs a name");
        }
        requireNoNull(name, "attribute name");
        return name;
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the writer of " + target + " is closed");
        }
    }

    private static void requireNoNull(String text, String what) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " contains a zero character, which ends an HDF5 string");
        }
    }
}
