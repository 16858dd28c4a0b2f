package org.hydroreplace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hydroreplace.io.UsageException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The snapshots of a light cone, {@code simulation.snapshots}, as far as an array of jobs needs them. */
final class SnapshotList {
    private SnapshotList() {}

    /** The numbers in a configuration, near to far; empty where it has one snapshot. What is wrong elsewhere is not its matter. */
    static List<Integer> of(Path configuration) {
        List<Integer> numbers = new ArrayList<>();
        try {
            Object document = new Load(
                            LoadSettings.builder().setSchema(new CoreSchema()).build())
                    .loadFromString(Files.readString(configuration));
            if (document instanceof Map<?, ?> root
                    && root.get("simulation") instanceof Map<?, ?> simulation
                    && simulation.get("snapshots") instanceof List<?> list) {
                list.forEach(item -> numbers.add(number(String.valueOf(item))));
            }
        } catch (IOException | YamlEngineException e) {
            return List.of();
        }
        return List.copyOf(numbers);
    }

    /**
     * Some of the snapshots of a light cone.
     *
     * @param list as in {@code 99,96,90}
     */
    static List<Integer> some(String list, List<Integer> all) {
        List<Integer> some = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            int number = number(item);
            if (!all.contains(number)) {
                throw new UsageException("--array " + list + ": " + number
                        + " is not among the simulation.snapshots " + all + "; give some of these");
            }
            some.add(number);
        }
        return some;
    }

    private static int number(String text) {
        if (!text.strip().matches("\\d{1,8}")) {
            throw new UsageException("snapshots are whole numbers such as 99,96,90 and one is '" + text.strip()
                    + "'; change it");
        }
        return Integer.parseInt(text.strip());
    }
}
