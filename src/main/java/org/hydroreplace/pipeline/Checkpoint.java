package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hydroreplace.io.Checkpointed;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of a portion of a run: what it belongs to, and for every pass that has begun which blocks are done and the
 * accumulators: {@code 1, name, part} for each, then 0. Written now and then while the threads of the pass wait, and when the run is asked to stop; read by
 * {@code --resume}; deleted once the products are there.
 *
 * <p>Nothing is copied: the file is written from the accumulators through a buffer of 1 MiB, and read into them.
 */
final class Checkpoint implements AutoCloseable {
    /** Of the interval: what took less is done again rather than kept. */
    private static final int WORTH_KEEPING = 10;

    /** A pass, in the order of the run. */
    interface Part extends Checkpointed {
        /** Tells one pass of a run from another. */
        String name();

        /** Particles in the accumulators. */
        long particlesDone();
    }

    private final Path file;
    private final CheckpointIdentity identity;
    private final Restart restart;
    private final Progress progress;
    private final List<Part> parts = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final long begun = System.nanoTime();
    /** The checkpoint to go on from, as long as some of it has not been taken up. */
    private @Nullable StateInput rest;

    private volatile long due;
    private volatile boolean frozen;
    private long resumed;
    private long bytes;
    private double seconds;

    /**
     * The checkpoint of passes that begin now; nothing is written yet.
     *
     * @param rest what follows the identity in an earlier one, null to start from the beginning
     */
    Checkpoint(Path file, CheckpointIdentity identity, Restart restart, Progress progress, @Nullable StateInput rest) {
        this.file = file;
        this.identity = identity;
        this.restart = restart;
        this.progress = progress;
        this.rest = rest;
        this.due = nextDue();
        if (rest != null) {
            endIfLast(rest);
        }
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
            sayThereIsNone(e);
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

    /**
     * All passes are done, and those of other portions follow: writes them down, unless that costs more than to make them again.
     */
    void keep() {
        Optional<Duration> interval = restart.interval();
        if (interval.isPresent() && System.nanoTime() - begun > interval.get().toNanos() / WORTH_KEEPING) {
            try {
                write();
            } catch (UsageException e) {
                sayThereIsNone(e);
            }
        }
    }

    private void sayThereIsNone(UsageException e) {
        progress.note("no checkpoint, and the run goes on without: " + e.getMessage());
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

    /** Seconds that writing took. */
    double seconds() {
        return seconds;
    }

    /** Bytes that were written last; 0 if nothing was. */
    long bytes() {
        return bytes;
    }

    /** Whether it holds passes, and not only those of an earlier run. */
    boolean hasBegun() {
        return rest == null && !parts.isEmpty();
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        if (rest != null) {
            rest.close();
        }
    }
}
