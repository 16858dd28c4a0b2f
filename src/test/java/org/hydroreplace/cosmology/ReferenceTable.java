package org.hydroreplace.cosmology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table of reference/bcm: CSV with comments, and a header whose names end in [unit]. */
final class ReferenceTable {
    private final List<String> names;
    private final List<double[]> rows;

    private ReferenceTable(List<String> names, List<double[]> rows) {
        this.names = names;
        this.rows = rows;
    }

    static ReferenceTable read(String file) {
        List<double[]> rows = new ArrayList<>();
        List<String> names = List.of();
        for (String line : text(file).lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (names.isEmpty()) {
                names = Arrays.stream(cells)
                        .map(cell -> cell.substring(0, cell.indexOf('[')))
                        .toList();
            } else {
                rows.add(Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray());
            }
        }
        return new ReferenceTable(names, rows);
    }

    private static String text(String file) {
        try (InputStream in =
                Objects.requireNonNull(ReferenceTable.class.getResourceAsStream("/reference/bcm/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] column(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(name + " is not among " + names);
        }
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }
}
