package org.hydroreplace.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HDF5 file open for reading. Structure and attributes are read by jHDF, which is pure Java: a damaged file ends in
 * an {@link InputException} that names it, never in a crash of the process.
 *
 * <p>Not thread-safe: a thread that reads a file opens its own.
 */
public final class Hdf5File implements AutoCloseable {
    private final Path path;
    private final HdfFile file;

    private Hdf5File(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file and checks that it is whole as far as its own header tells.
     *
     * @throws InputException if it is missing, not HDF5, or shorter than its header says
     */
    public static Hdf5File open(Path path) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            String reason = Files.isDirectory(path) ? "it is a folder" : "permission denied";
            throw new InputException(path + " cannot be read: " + (Files.exists(path) ? reason : "no such file")
                    + "; check the path and its permissions");
        }
        HdfFile file;
        try {
            file = new HdfFile(path);
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            throw unreadable(path, e);
        }
        try {
            long expected = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
            long actual = Files.size(path);
            if (actual < expected) {
                throw new InputException(path + " is truncated: its header promises " + expected + " bytes and it has "
                        + actual + "; copy or download it again");
            }
            return new Hdf5File(path, file);
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            file.close();
            throw e instanceof InputException known ? known : unreadable(path, e);
        }
    }

    private static InputException unreadable(Path path, Throwable cause) {
        boolean foreign = String.valueOf(cause.getMessage()).contains("No valid HDF5 signature");
        String what = foreign ? " is not an HDF5 file" : " is damaged or uses an HDF5 feature that cannot be read";
        return new InputException(path + what + "; check the path, or copy or download the file again", cause);
    }

    public Path path() {
        return path;
    }

    /** Whether a group or dataset of this path ("Header", "PartType1/Coordinates") exists. */
    public boolean has(String object) {
        return find(object).isPresent();
    }

    /** Names of what a group holds, in the order of the file; empty if the group is absent. */
    public List<String> children(String group) {
        return guarded(
                "the list of objects in " + group,
                () -> find(group)
                        .filter(Group.class::isInstance)
                        .map(node -> List.copyOf(((Group) node).getChildren().keySet()))
                        .orElse(List.of()));
    }

    /** Whether the object exists and is a group. */
    public boolean isGroup(String object) {
        return find(object).filter(Group.class::isInstance).isPresent();
    }

    /** Names of the attributes of an object, empty if it is absent. */
    public List<String> attributeNames(String object) {
        return guarded(
                "the list of attributes of " + object,
                () -> find(object)
                        .map(node -> List.copyOf(node.getAttributes().keySet()))
                        .orElse(List.of()));
    }

    /**
     * A dataset, ready to be read by rows.
     *
     * @throws InputException if it is absent or not readable
     */
    public Hdf5Dataset dataset(String name) {
        Node node = find(name)
                .orElseThrow(() -> new InputException(
                        path + " has no dataset " + name + "; it is not of a layout that can be read"));
        if (!(node instanceof Dataset dataset)) {
            throw new InputException(
                    path + ": " + name + " is a group, not a dataset; it is not of a layout that can be read");
        }
        return new Hdf5Dataset(this, name, dataset);
    }

    /** A one-dimensional dataset of strings, for small ones: it is read whole. */
    public List<String> strings(String name) {
        try {
            Dataset dataset =
                    (Dataset) find(name).orElseThrow(() -> new InputException(path + " has no dataset " + name));
            return dataset.getSize() == 0 ? List.of() : List.of((String[]) dataset.getDataFlat());
        } catch (ClassCastException e) {
            throw damaged(name, e);
        }
    }

    /** A numeric attribute of any width as doubles (a scalar has length 1), or empty where it is absent. */
    public Optional<double[]> doubles(String object, String attribute) {
        return attribute(object, attribute).map(data -> {
            double[] values = new double[length(data)];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(data, i, object, attribute).doubleValue();
            }
            return values;
        });
    }

    /** An integer attribute of any width as longs (a scalar has length 1), or empty where it is absent. */
    public Optional<long[]> longs(String object, String attribute) {
        return attribute(object, attribute).map(data -> {
            long[] values = new long[length(data)];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(data, i, object, attribute).longValue();
            }
            return values;
        });
    }

    /** An attribute as text, whatever its type, or empty where it is absent. */
    public Optional<String> text(String object, String attribute) {
        return attribute(object, attribute).map(data -> {
            if (!data.getClass().isArray()) {
                return data.toString();
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < Array.getLength(data); i++) {
                text.append(i == 0 ? "" : " ").append(Array.get(data, i));
            }
            return text.toString();
        });
    }

    private Optional<Object> attribute(String object, String name) {
        return guarded("attribute " + name + " of " + object, () -> {
            Attribute attribute =
                    find(object).map(node -> node.getAttribute(name)).orElse(null);
            return attribute == null ? Optional.empty() : Optional.ofNullable(attribute.getData());
        });
    }

    private Number number(Object data, int i, String object, String attribute) {
        Object value = data.getClass().isArray() ? Array.get(data, i) : data;
        if (value instanceof Number number) {
            return number;
        }
        throw new InputException(path + ": attribute " + attribute + " of " + object + " should be a number and is '"
                + value + "'; it is not of a layout that can be read");
    }

    private static int length(Object data) {
        return data.getClass().isArray() ? Array.getLength(data) : 1;
    }

    private Optional<Node> find(String object) {
        return guarded(object, () -> {
            Node node = file;
            for (String part : object.split("/")) {
                if (part.isEmpty()) {
                    continue;
                }
                if (!(node instanceof Group group) || (node = group.getChild(part)) == null) {
                    return Optional.empty();
                }
                if (node instanceof Link link) {
                    node = link.getTarget();
                }
            }
            return Optional.of(node);
        });
    }

    /**
     * Calls jHDF, which lets damaged structures end in any exception, in a stack overflow (cycles) or in an attempt to
     * allocate an array of a senseless length.
     */
    private <T> T guarded(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            throw damaged(what, e);
        }
    }

    /** The channel that the file is read through; reading at a position moves nothing. */
    FileChannel channel() {
        return file.getHdfBackingStorage().getFileChannel();
    }

    /** Size of the file on disk. */
    long bytes() {
        try {
            return channel().size();
        } catch (IOException e) {
            throw damaged("its size", e);
        }
    }

    long userBlockBytes() {
        return file.getUserBlockSize();
    }

    InputException damaged(String what, Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof UnsupportedHdfException || e instanceof HdfFilterException) {
                return new InputException(
                        path + ": " + what + " cannot be read because of the HDF5 feature that it uses ("
                                + e.getMessage() + "); rewrite the file (h5repack)",
                        cause);
            }
        }
        return new InputException(
                path + ": " + what + " cannot be read (" + reason(cause) + "); copy or download the file again", cause);
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case StackOverflowError e -> "it refers to itself";
            case OutOfMemoryError e -> "a size in it is beyond all memory";
            default -> Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
