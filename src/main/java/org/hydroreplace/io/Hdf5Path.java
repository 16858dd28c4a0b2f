package org.hydroreplace.io;

import java.util.Arrays;
import java.util.List;

/** Paths of objects inside an HDF5 file. */
final class Hdf5Path {
    private Hdf5Path() {}

    /** The path with a leading and no trailing or double slash; {@code /} is the root. */
    static String normal(String path) {
        List<String> names =
                Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
        if (path.isEmpty() || names.contains(".") || names.contains("..") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + path + "' is not a path of an HDF5 object");
        }
        return "/" + String.join("/", names);
    }

    /** The group that holds an object other than the root. */
    static String parent(String normalPath) {
        return normalPath.substring(0, Math.max(1, normalPath.lastIndexOf('/')));
    }
}
