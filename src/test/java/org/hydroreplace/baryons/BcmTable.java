package org.hydroreplace.baryons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of numbers that another program computed: lines of # comments, names of columns with units in brackets, values.
 * The full file where the folder of shared data is there, else the thinned copy in the project.
 */
final class BcmTable {
    private final List<String> names = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    private BcmTable(String text) {
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (names.isEmpty()) {
                Arrays.stream(line.split(",", -1))
                        .map(name -> name.replaceAll("[=\\[].*", ""))
                        .forEach(names::add);
            } else {
                rows.add(line.split(",", -1));
            }
        }
    }

    static BcmTable read(String name) {
        try {
            Path full = shared().resolve("reference/bcm").resolve(name);
            if (Files.exists(full)) {
                return new BcmTable(Files.readString(full));
            }
            try (InputStream copy = BcmTable.class.getResourceAsStream("/reference/bcm/" + name)) {
                if (copy == null) {
                    throw new IllegalStateException("no reference file " + name);
                }
                return new BcmTable(new String(copy.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path shared() {
        String environment = System.getenv("HYDRO_REPLACE_SHARED");
        return Path.of(System.getProperty("hydroreplace.shared", environment == null ? "../shared" : environment));
    }

    int size() {
        return rows.size();
    }

    List<String> columns() {
        return names;
    }

    String text(int row, String column) {
        return rows.get(row)[index(column)].strip();
    }

    double value(int row, String column) {
        return Double.parseDouble(text(row, column).replace("nan", "NaN"));
    }

    private int index(String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " among " + names);
        }
        return index;
    }
}
