package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.parallel.Ranks;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run in its output folder: a file for each portion and rank. A portion that is done keeps its own until the
 * products are there, since those of several portions share files that are whole only at the end: a resumed run makes
 * them again from the sums.
 */
final class Checkpoints implements AutoCloseable {
    private static final String NAME = ".checkpoint";
    private static final Pattern NAMES = Pattern.compile("\\.checkpoint(-pass(\\d+))?(-(\\d+)of(\\d+))?");

    private final Path folder;
    private final Ranks ranks;
    private final Restart restart;
    private final Progress progress;
    private final List<Checkpoint> begun = new ArrayList<>();
    private CheckpointIdentity identity;
    /** Those of an earlier run that no portion has taken up yet, by name. */
    private final Map<String, Found> found = new HashMap<>();

    private List<Portion> portions = List.of();

    private record Found(CheckpointIdentity identity, StateInput rest) {}

    /** Nothing is read or written yet. */
    Checkpoints(Path folder, Ranks ranks, CheckpointIdentity identity, Restart restart, Progress progress) {
        this.folder = folder;
        this.ranks = ranks;
        this.identity = identity;
        this.restart = restart;
        this.progress = progress;
    }

    /** Whether a folder holds one, of any rank. */
    static boolean areIn(Path folder) {
        return !all(folder).isEmpty();
    }

    private static List<Path> all(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            path -> NAMES.matcher(path.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageException(
                    folder + " cannot be read (" + AtomicFile.reason(e) + "); check its permissions", e);
        }
    }

    /** Whether a file is of a run with as many ranks, and which of them wrote it; -1 if it is of another. */
    private int rankOf(Path file) {
        Matcher name = NAMES.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return -1;
        }
        boolean alone = name.group(3) == null;
        int size = alone ? 1 : Integer.parseInt(name.group(5));
        return size != ranks.size() ? -1 : alone ? 0 : Integer.parseInt(name.group(4));
    }

    /**
     * With {@code --resume}, looks whether there are checkpoints, and those of the same settings.
     *
     * @throws UsageException if there is one of another configuration, or of another version of the program
     * @throws org.hydroreplace.io.InputException if there is one that is damaged
     */
    void find() {
        if (!restart.resume()) {
            return;
        }
        for (Path file : all(folder)) {
            if (rankOf(file) < 0) {
                throw new UsageException(
                        "the checkpoint " + file
                                + " belongs to a run with another number of ranks; start as many as then, or run without --resume to start from the beginning");
            }
            if (rankOf(file) == ranks.rank()) {
                open(file);
            }
        }
        if (found.isEmpty()) {
            progress.note("there is no checkpoint in " + folder + "; starting from the beginning");
        }
    }

    private void open(Path file) {
        StateInput in = StateInput.open(file);
        try {
            CheckpointIdentity of = CheckpointIdentity.load(in);
            of.requireSettings(identity, file);
            found.put(file.getFileName().toString(), new Found(of, in));
        } catch (RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Notes the inputs and the portions, which checkpoints to go on from must have been made from; without {@code --resume} earlier
     * checkpoints are deleted here.
     *
     * @throws org.hydroreplace.io.InputException if an input is another than it was
     * @throws UsageException if the portions are
     */
    void begin(List<Path> inputs, List<Portion> ofRun) {
        portions = List.copyOf(ofRun);
        identity = identity.withInputs(inputs);
        found.forEach((name, earlier) -> earlier.identity.requireInputs(identity, folder.resolve(name)));
        List<String> names = new ArrayList<>();
        for (int number = 0; number < portions.size(); number++) {
            names.add(name(number));
            Found earlier = found.get(name(number));
            if (earlier != null) {
                earlier.identity.requirePass(identity(number), folder.resolve(name(number)));
            }
        }
        for (String name : found.keySet()) {
            if (!names.contains(name)) {
                throw CheckpointIdentity.ofOtherPasses(folder.resolve(name));
            }
        }
        if (!restart.resume() && areIn(folder)) {
            progress.note("the checkpoint of an interrupted run in " + folder
                    + " is discarded, since --resume was not given; starting from the beginning");
            delete();
        }
    }

    private String name(int portion) {
        return NAME
                + (portions.size() == 1 ? "" : "-pass" + (portion + 1))
                + (ranks.size() == 1 ? "" : "-" + ranks.rank() + "of" + ranks.size());
    }

    private CheckpointIdentity identity(int portion) {
        return identity.ofPass(portion, portions);
    }

    /** That of a portion, which begins now. */
    Checkpoint of(int portion) {
        Found earlier = found.remove(name(portion));
        Checkpoint checkpoint = new Checkpoint(
                folder.resolve(name(portion)),
                identity(portion),
                restart,
                progress,
                earlier == null ? null : earlier.rest);
        begun.add(checkpoint);
        return checkpoint;
    }

    /** Writes down what has been accumulated of the portion that has begun; nobody adds to it any more. */
    void write() {
        if (!begun.isEmpty()) {
            begun.getLast().write();
        }
    }

    /** Particles that were taken up from an earlier run. */
    long resumed() {
        return begun.stream().mapToLong(Checkpoint::resumed).sum();
    }

    /** Seconds that writing took, if anything was written. */
    Optional<Double> seconds() {
        return begun.stream().allMatch(one -> one.bytes() == 0)
                ? Optional.empty()
                : Optional.of(begun.stream().mapToDouble(Checkpoint::seconds).sum());
    }

    /**
     * What to tell the user of a run that was stopped.
     *
     * @param particles that there are in all passes
     */
    StoppedException stopped(long particles) {
        String by = "stopped by " + restart.stop().reason();
        Checkpoint last = begun.isEmpty() ? null : begun.getLast();
        if (last == null || !last.hasBegun() || !Files.exists(last.file())) {
            Path earlier = earlier(last);
            return new StoppedException(
                    earlier == null
                            ? by + " before any particle was counted; give the same command again"
                            : by + " before it went on from the checkpoint " + earlier
                                    + "; give the same command again, with --resume");
        }
        boolean whole = portions.size() == 1 && ranks.size() == 1;
        return new StoppedException(by + " after " + last.particlesDone()
                + (whole ? " of " + particles : "") + " particles"
                + (portions.size() == 1 ? "" : " of pass " + begun.size() + " of " + portions.size())
                + (ranks.size() == 1 ? ", which are in the checkpoint " : " of this rank, which are in its checkpoint ")
                + last.file() + " (" + MemorySize.format(last.bytes())
                + "); give the same command again with --resume to go on");
    }

    private @Nullable Path earlier(@Nullable Checkpoint last) {
        if (last != null && Files.exists(last.file())) {
            return last.file();
        }
        return all(folder).stream()
                .filter(file -> rankOf(file) == ranks.rank())
                .findFirst()
                .orElse(null);
    }

    /** Deletes the files of this rank and of runs with other numbers of ranks: the products are there, or the run starts from the beginning. */
    void delete() {
        for (Path file : all(folder)) {
            if (rankOf(file) == ranks.rank() || rankOf(file) < 0) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UsageException(
                            "the checkpoint " + file + " cannot be deleted (" + AtomicFile.reason(e) + "); delete it",
                            e);
                }
            }
        }
    }

    @Override
    public void close() {
        begun.forEach(Checkpoint::close);
        found.values().forEach(earlier -> earlier.rest.close());
    }
}
