package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Checkpointed;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of a run: what it belongs to, and for every pass that has begun which blocks are done and the
 * accumulators: {@code 1, name, part} for each, then 0. Written now and then while the threads of the pass wait, and when the run is asked to stop; read by
 * {@code --resume}; deleted once the products are there.
 *
 * <p>Nothing is copied: the file is written from the accumulators through a buffer of 1 MiB, and read into them.
 */
final class Checkpoint implements AutoCloseable {
    static final String NAME = ".checkpoint";

    /** A pass, in the order of the run. */
    interface Part extends Checkpointed {
        /** Tells one pass of a run from another. */
        String name();

        /** Particles in the accumulators. */
        long particlesDone();
    }

    private final Path file;
    private final Restart restart;
    private final Progress progress;
    private final List<Part> parts = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private CheckpointIdentity identity;
    private @Nullable CheckpointIdentity saved;
    /** The checkpoint to go on from, as long as some of it has not been taken up. */
    private @Nullable StateInput rest;

    private volatile long due;
    private volatile boolean frozen;
    private long resumed;
    private long bytes;
    private double seconds;

    /** The checkpoints of a run in its output folder; nothing is read or written yet. */
    Checkpoint(Path folder, String name, CheckpointIdentity identity, Restart restart, Progress progress) {
        this.file = folder.resolve(name);
        this.identity = identity;
        this.restart = restart;
        this.progress = progress;
    }

    /** Name of the file of one of several processes: each keeps what it has done itself. */
    static String name(int rank, int ranks) {
        return ranks == 1 ? NAME : NAME + "-" + rank + "of" + ranks;
    }

    /** Whether a folder holds one, of any rank. */
    static boolean isIn(Path folder) {
        return !all(folder).isEmpty();
    }

    private static List<Path> all(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().matches("\\.checkpoint(-\\d+of\\d+)?"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageException(
                    folder + " cannot be read (" + AtomicFile.reason(e) + "); check its permissions", e);
        }
    }

    /** Those of runs with another number of ranks. */
    private List<Path> ofOthers() {
        String suffix = file.getFileName().toString().replaceFirst("^\\.checkpoint(-\\d+)?", "");
        return all(file.resolveSibling(".")).stream()
                .filter(path -> !path.getFileName()
                        .toString()
                        .replaceFirst("^\\.checkpoint(-\\d+)?", "")
                        .equals(suffix))
                .toList();
    }

    /**
     * With {@code --resume}, looks whether there is a checkpoint, and one of the same settings.
     *
     * @throws UsageException if there is one of another configuration, or of another version of the program
     * @throws org.hydroreplace.io.InputException if there is one that is damaged
     */
    void find() {
        if (restart.resume()) {
            List<Path> others = ofOthers();
            if (!others.isEmpty()) {
                throw new UsageException(
                        "the checkpoint " + others.getFirst()
                                + " belongs to a run with another number of ranks; start as many as then, or run without --resume to start from the beginning");
            }
            if (Files.exists(file)) {
                readHeading();
            } else {
                progress.note("there is no checkpoint in " + file.getParent() + "; starting from the beginning");
            }
        }
    }

    private void readHeading() {
        StateInput in = StateInput.open(file);
        try {
            CheckpointIdentity found = CheckpointIdentity.load(in);
            found.requireSettings(identity, file);
            saved = found;
            rest = in;
            endIfLast(in);
        } catch (RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Notes the inputs, which a checkpoint to go on from must have been made from; without {@code --resume} an earlier
     * checkpoint is deleted here.
     *
     * @throws org.hydroreplace.io.InputException if an input is another than it was
     */
    void inputs(List<Path> files) {
        identity = identity.withInputs(files);
        if (saved != null) {
            saved.requireInputs(identity, file);
        } else if (Files.exists(file) || !ofOthers().isEmpty()) {
            progress.note("the checkpoint of an interrupted run in " + file.getParent()
                    + " is discarded, since --resume was not given; starting from the beginning");
            delete();
            ofOthers().forEach(Checkpoint::delete);
        }
        due = nextDue();
    }

    /** Whether there is a checkpoint that a pass is to go on from. */
    boolean isToBeResumed() {
        return rest != null;
    }

    /**
     * A pass begins: it takes up what an earlier run did of it.
     *
     * @return whether there was anything
     */
    boolean begin(Part part) {
        StateInput in = rest;
        if (in != null) {
            String name = in.readText();
            if (!name.equals(part.name())) {
                throw in.damaged("a pass over " + name + " where one over " + part.name() + " is expected");
            }
            part.load(in);
            resumed += part.particlesDone();
            endIfLast(in);
        }
        parts.add(part);
        return in != null;
    }

    private void endIfLast(StateInput in) {
        if (in.readCount(1, "passes that follow") == 0) {
            in.end();
            in.close();
            rest = null;
        }
    }

    /** Writes a checkpoint if it is time to. Called by the threads of the pass that this ledger belongs to, between blocks. */
    void writeIfDue(BlockLedger ledger) {
        if (restart.interval().isEmpty() || System.nanoTime() - due < 0 || !writing.tryLock()) {
            return;
        }
        try {
            if (System.nanoTime() - due >= 0) {
                ledger.exclusively(this::write);
                due = nextDue();
            }
        } catch (UsageException e) {
            due = nextDue();
            progress.note("no checkpoint, and the run goes on without: " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    private long nextDue() {
        return System.nanoTime() + restart.interval().map(Duration::toNanos).orElse(0L);
    }

    /**
     * Writes a checkpoint now; nobody may add to the accumulators meanwhile.
     *
     * @throws UsageException if the disk does not take it; an earlier one is then untouched
     */
    void write() {
        if (rest != null || parts.isEmpty() || frozen) {
            // What is in the folder, if anything, knows more than this run does by now, or other things.
            return;
        }
        long begin = System.nanoTime();
        try (StateOutput out = StateOutput.create(file)) {
            identity.save(out);
            for (Part part : parts) {
                out.writeLong(1);
                out.writeText(part.name());
                part.save(out);
            }
            out.writeLong(0);
            bytes = out.commit();
        }
        seconds += (System.nanoTime() - begin) * 1e-9;
    }

    /** From now on the accumulators hold what other ranks have done: no checkpoint is written any more. */
    void freeze() {
        frozen = true;
    }

    /** Particles in the accumulators of all passes. */
    long particlesDone() {
        return parts.stream().mapToLong(Part::particlesDone).sum();
    }

    /** Particles that were taken up from an earlier run. */
    long resumed() {
        return resumed;
    }

    /** Seconds that writing took, if anything was written. */
    Optional<Double> seconds() {
        return bytes == 0 ? Optional.empty() : Optional.of(seconds);
    }

    /**
     * What to tell the user of a run that was stopped.
     *
     * @param particles that there are in all passes
     */
    StoppedException stopped(long particles) {
        String by = "stopped by " + restart.stop().reason();
        if (!Files.exists(file)) {
            return new StoppedException(by + " before any particle was counted; give the same command again");
        }
        if (rest != null || parts.isEmpty()) {
            return new StoppedException(by + " before it went on from the checkpoint " + file
                    + "; give the same command again, with --resume");
        }
        boolean alone = file.endsWith(NAME);
        return new StoppedException(by + " after " + particlesDone()
                + (alone
                        ? " of " + particles + " particles, which are in the checkpoint "
                        : " particles of this rank, which are in its checkpoint ")
                + file + " (" + MemorySize.format(bytes)
                + "); give the same command again with --resume to go on");
    }

    /** Deletes the file: the products are there, or the run starts from the beginning. */
    void delete() {
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UsageException(
                    "the checkpoint " + file + " cannot be deleted (" + AtomicFile.reason(e) + "); delete it", e);
        }
    }

    @Override
    public void close() {
        if (rest != null) {
            rest.close();
        }
    }
}
