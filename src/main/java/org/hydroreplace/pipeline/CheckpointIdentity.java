package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.hydroreplace.io.UsageException;

/**
 * What a checkpoint belongs to: the physics of a configuration and the products wanted, the program, and the input files
 * with their sizes and times. Kept in plain words, so that a run that does not belong to it can say what differs.
 *
 * @param settings keys of the configuration, and of the program
 * @param inputs files, each with its size and time
 */
record CheckpointIdentity(Map<String, String> settings, Map<String, String> inputs) {
    private static final int MAX_ENTRIES = 1 << 24;

    CheckpointIdentity {
        settings = new TreeMap<>(settings);
        inputs = new TreeMap<>(inputs);
    }

    /** The settings of a run; its inputs are not known yet. */
    static CheckpointIdentity of(RunConfiguration configuration, Set<Product> products, int blockRows) {
        Map<String, String> settings = new LinkedHashMap<>();
        EffectiveConfiguration.flatten("", EffectiveConfiguration.physics(configuration))
                .forEach((key, value) -> settings.put(key, String.valueOf(value)));
        settings.put("the list of products", new TreeSet<>(products).toString());
        settings.put("the version of the program", Program.version() + " (commit " + Program.commit() + ")");
        settings.put("the number of particles in a block", Integer.toString(blockRows));
        return new CheckpointIdentity(settings, Map.of());
    }

    CheckpointIdentity withInputs(List<Path> files) {
        Map<String, String> described = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                described.put(
                        file.toAbsolutePath().normalize().toString(),
                        Files.size(file) + " bytes of "
                                + Files.getLastModifiedTime(file).toInstant());
            } catch (IOException e) {
                throw new InputException(
                        file + " has vanished while it was used (" + e.getMessage() + "); run again", e);
            }
        }
        return new CheckpointIdentity(settings, described);
    }

    void save(StateOutput out) {
        save(settings, out);
        save(inputs, out);
    }

    static CheckpointIdentity load(StateInput in) {
        Map<String, String> settings = loadEntries(in);
        return new CheckpointIdentity(settings, loadEntries(in));
    }

    private static void save(Map<String, String> entries, StateOutput out) {
        out.writeLong(entries.size());
        entries.forEach((key, value) -> {
            out.writeText(key);
            out.writeText(value);
        });
    }

    private static Map<String, String> loadEntries(StateInput in) {
        Map<String, String> entries = new LinkedHashMap<>();
        int size = in.readCount(MAX_ENTRIES, "entries of the heading");
        for (int i = 0; i < size; i++) {
            String key = in.readText();
            entries.put(key, in.readText());
        }
        return entries;
    }

    /**
     * Makes sure that a run with my settings may go on from a checkpoint of this identity.
     *
     * @throws UsageException if it may not
     */
    void requireSettings(CheckpointIdentity mine, Path file) {
        for (String key : union(settings, mine.settings)) {
            String was = settings.getOrDefault(key, "not set");
            String is = mine.settings.getOrDefault(key, "not set");
            if (!was.equals(is)) {
                throw new UsageException("the checkpoint " + file + " belongs to another run (" + key + " was " + was
                        + " and is now " + is + "); set it back, or run without --resume to start from the beginning");
            }
        }
    }

    /**
     * Makes sure that my inputs are those of the checkpoint.
     *
     * @throws InputException if they are not
     */
    void requireInputs(CheckpointIdentity mine, Path file) {
        for (String input : union(inputs, mine.inputs)) {
            String was = inputs.getOrDefault(input, "not an input");
            String is = mine.inputs.getOrDefault(input, "not an input");
            if (!was.equals(is)) {
                throw new InputException(input + " is not what the checkpoint " + file + " was made from (it was " + was
                        + " and is now " + is
                        + "); bring the old file back, or run without --resume to start from the beginning");
            }
        }
    }

    private static Set<String> union(Map<String, String> a, Map<String, String> b) {
        Set<String> keys = new TreeSet<>(a.keySet());
        keys.addAll(b.keySet());
        return keys;
    }
}
