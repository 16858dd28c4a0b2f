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
    private static final String PASS = "the pass";

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

    /** That of one of the portions that a run is split into. How many sets of accumulators it has may change. */
    CheckpointIdentity ofPass(int number, List<Portion> portions) {
        Portion portion = portions.get(number);
        Map<String, String> settings = new TreeMap<>(this.settings);
        settings.put(
                PASS,
                number + 1 + " of " + portions.size() + ": fields " + Long.toBinaryString(portion.fields())
                        + ", profiles " + Long.toBinaryString(portion.profiles()) + " and "
                        + Long.toBinaryString(portion.written()) + ", " + portion.canvases());
        return new CheckpointIdentity(settings, inputs);
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
            if (key.equals(PASS)) {
                // The split is not known yet.
                continue;
            }
            String was = settings.getOrDefault(key, "not set");
            String is = mine.settings.getOrDefault(key, "not set");
            if (!was.equals(is)) {
                throw new UsageException("the checkpoint " + file + " belongs to another run (" + key + " was " + was
                        + " and is now " + is + "); set it back, or run without --resume to start from the beginning");
            }
        }
    }

    /**
     * Makes sure that my pass is that of the checkpoint.
     *
     * @throws UsageException if it is not
     */
    void requirePass(CheckpointIdentity mine, Path file) {
        if (!settings.getOrDefault(PASS, "").equals(mine.settings.get(PASS))) {
            throw ofOtherPasses(file);
        }
    }

    /** What to say where the work is split into other passes than it was. */
    static UsageException ofOtherPasses(Path file) {
        return new UsageException(
                "the checkpoint " + file
                        + " is of other passes than this memory budget and number of threads lead to; set memory (or --memory) and --threads back, or run without --resume to start from the beginning");
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
