package org.hydroreplace.snapshot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** A small HDF5 file in the making: header attributes and datasets that a test may set, replace and remove. */
public final class TestFile {
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final Map<String, Data> datasets = new LinkedHashMap<>();
    private final Set<String> removed = new HashSet<>();

    private record Data(Hdf5Type type, int columns, Object values) {}

    /** Sets a Header attribute: an int, long, double, String, int[], long[] or double[] (int[] is written unsigned). */
    public TestFile header(String name, Object value) {
        return attribute("Header/" + name, value);
    }

    /** Sets an attribute by its path, such as {@code Parameters/Omega0}. */
    public TestFile attribute(String path, Object value) {
        attributes.put(path, value);
        return this;
    }

    /** Sets a Header attribute unless it is there or was removed. */
    public TestFile headerIfAbsent(String name, Object value) {
        if (!removed.contains("Header/" + name)) {
            attributes.putIfAbsent("Header/" + name, value);
        }
        return this;
    }

    /** Sets a dataset of floats, row after row. */
    public TestFile floats(String path, Hdf5Type type, int columns, double... values) {
        datasets.put(path, new Data(type, columns, values));
        return this;
    }

    /** Sets a dataset of unsigned 64-bit numbers in one column. */
    public TestFile longs(String path, long... values) {
        datasets.put(path, new Data(Hdf5Type.UINT64, 1, values));
        return this;
    }

    /** Removes an attribute ({@code Header/Time}) or a dataset; it does not come back by itself. */
    public TestFile without(String path) {
        attributes.remove(path);
        datasets.remove(path);
        removed.add(path);
        return this;
    }

    /** The particles, or groups, of every type in this file. */
    public int[] counts(String name) {
        return attributes.get("Header/" + name) instanceof int[] counts ? counts.clone() : new int[6];
    }

    /** Writes the file, replacing one of that name. */
    public Path write(Path path) {
        try (Hdf5Writer writer = Hdf5Writer.create(path)) {
            attributes.forEach((name, value) -> attribute(writer, name, value));
            datasets.forEach((name, data) -> dataset(writer, name, data));
            writer.commit();
        }
        return path;
    }

    private static void attribute(Hdf5Writer writer, String path, Object value) {
        String group = path.substring(0, path.indexOf('/'));
        String name = path.substring(path.indexOf('/') + 1);
        writer.group(group);
        switch (value) {
            case Integer number -> writer.attribute(group, name, (int) number);
            case Long number -> writer.attribute(group, name, (long) number);
            case Double number -> writer.attribute(group, name, (double) number);
            case String text -> writer.attribute(group, name, text);
            case int[] numbers -> writer.unsignedAttribute(group, name, numbers);
            case long[] numbers -> writer.attribute(group, name, numbers);
            case double[] numbers -> writer.attribute(group, name, numbers);
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        }
    }

    private static void dataset(Hdf5Writer writer, String name, Data data) {
        int length = data.values instanceof double[] numbers ? numbers.length : ((long[]) data.values).length;
        int rows = length / data.columns;
        long[] shape = data.columns == 1 ? new long[] {rows} : new long[] {rows, data.columns};
        try (Hdf5Output output = writer.dataset(name, data.type, shape)) {
            if (data.values instanceof double[] numbers) {
                output.write(0, rows, numbers, 0);
            } else {
                output.write(0, rows, (long[]) data.values, 0);
            }
        }
    }

    @Override
    public String toString() {
        return attributes.keySet() + " " + Arrays.toString(datasets.keySet().toArray());
    }
}
