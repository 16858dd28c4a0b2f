package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjLongConsumer;
import org.hydroreplace.field.Source;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.Snapshot;

/**
 * The passes over the particles, portion by portion, each rank over its share of them. Only when all passes of a portion
 * are done the sums of all ranks are added: until then what a rank has done is its own, and so is its
 * checkpoint. A portion whose volumes are made stretch by stretch keeps none, and ranks are added after each stretch.
 */
final class Accumulation {
    private final RunPlan plan;
    private final RunConfiguration configuration;
    private final Inputs inputs;
    private final Run.Options options;
    private final Ranks ranks;
    private final Checkpoints checkpoints;
    private final ReadAhead readAhead;
    private final Progress progress;
    private final ObjLongConsumer<String> note;
    private long moved;

    /**
     * Nothing is read yet.
     *
     * @param readAhead is told how far the passes are
     * @param note told what a stage was and the nanosecond at which it began
     */
    Accumulation(
            RunPlan plan,
            RunConfiguration configuration,
            Inputs inputs,
            Run.Options options,
            Checkpoints checkpoints,
            ReadAhead readAhead,
            Progress progress,
            ObjLongConsumer<String> note) {
        this.plan = plan;
        this.configuration = configuration;
        this.inputs = inputs;
        this.options = options;
        this.ranks = options.ranks();
        this.checkpoints = checkpoints;
        this.readAhead = readAhead;
        this.progress = progress;
        this.note = note;
    }

    /** How many portions there are. */
    int portions() {
        return plan.portions().size();
    }

    /** Bytes that each rank has handed on so far to have the sums added. */
    long moved() {
        return moved;
    }

    /**
     * Makes the passes of a portion.
     *
     * @return for each run, or each part of its snapshot, the sums of all ranks: volumes in the planes of this rank, all else
     *     on the first one
     * @throws StoppedException on all ranks, if one of them was asked to stop
     */
    List<PassResult> portion(int number) throws InterruptedException {
        Portion portion = plan.portions().get(number);
        Checkpoint checkpoint = checkpoints.of(number);
        List<PassResult> results = new ArrayList<>();
        try {
            long live = plan.memory().halos() + plan.split().kept(number);
            for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
                Source source = entry.getKey();
                boolean read = portion.reads(source, configuration.fields());
                for (Snapshot part : read ? entry.getValue().parts() : List.<Snapshot>of()) {
                    Heap.trim(live);
                    boolean whole = portion.stretches() == 1;
                    ClassTable classes = plan.memory().classes(source, portion);
                    if (whole) {
                        ParticlePass pass = pass(portion, source, part, classes);
                        checkpoint.begin(pass);
                        results.add(run(source, part, pass, checkpoint));
                    } else {
                        results.add(stretches(portion, source, part, classes, checkpoint));
                    }
                    live += whole
                            ? plan.memory().accumulators(source, portion, 1)
                            : plan.memory().held(source, portion);
                }
            }
            Heap.trim(live);
        } catch (StoppedException e) {
            agree(ranks, true);
            throw e;
        }
        agree(ranks, false);
        if (portions() > 1) {
            checkpoint.keep();
        }
        if (ranks.size() > 1) {
            checkpoint.freeze();
            if (portion.stretches() == 1) {
                results.forEach(this::addRanks);
            }
            Heap.trim(plan.memory().halos() + plan.split().kept(number) + held(portion, results));
        }
        return results;
    }

    private long held(Portion portion, List<PassResult> results) {
        return results.stream()
                .mapToLong(result -> plan.memory().held(result.source(), portion))
                .sum();
    }

    private void addRanks(PassResult result) {
        long begin = System.nanoTime();
        try {
            moved += result.addRanks(ranks);
        } catch (ArithmeticException e) {
            throw new InputException(
                    "the particles of the " + result.source().label() + " run weigh too much (" + e.getMessage()
                            + "); check the units and the header of the snapshot",
                    e);
        }
        note.accept("sums over ranks", begin);
    }

    /** A pass for each stretch of the planes of volumes. There is no checkpoint of it: the planes of earlier ones are elsewhere. */
    private PassResult stretches(Portion portion, Source source, Snapshot snapshot, ClassTable classes, Checkpoint none)
            throws InterruptedException {
        PassResult first = null;
        for (int stretch = 0; stretch < portion.stretches(); stretch++) {
            Portion some = portion.stretch(stretch);
            if (!some.reads(source, configuration.fields())) {
                continue;
            }
            PassResult next = run(source, snapshot, pass(some, source, snapshot, classes), none);
            agree(ranks, false);
            addRanks(next);
            if (first == null) {
                first = next;
            } else {
                first.join(next);
            }
        }
        return Objects.requireNonNull(first);
    }

    /**
     * Makes sure that all ranks go on, or none. Collective.
     *
     * @throws StoppedException where this rank goes on and another stops
     */
    static void agree(Ranks ranks, boolean stopping) {
        if (ranks.size() > 1 && ranks.max(new long[] {stopping ? 1 : 0})[0] == 1 && !stopping) {
            throw new StoppedException("stopped, as another rank was asked to");
        }
    }

    /** Begins to bring the blocks of all snapshots that a rank reads, in the order in which it does, into the page cache. */
    static ReadAhead readAhead(Inputs inputs, Ranks ranks) {
        return ReadAhead.begin(inputs.snapshots().values().stream()
                .flatMap(snapshot -> snapshot.parts().stream())
                .map(part -> new ReadAhead.Stretch(part, blocks(part, ranks)))
                .toList());
    }

    private static List<ParticleBlock> blocks(Snapshot snapshot, Ranks ranks) {
        return Share.of(snapshot, snapshot.blocks(ParticlePass.blockRows()), ranks.rank(), ranks.size());
    }

    private ParticlePass pass(Portion portion, Source source, Snapshot snapshot, ClassTable classes) {
        return new ParticlePass(
                source,
                snapshot,
                blocks(snapshot, ranks),
                plan.router(),
                plan.profiles(),
                portion,
                classes,
                progress,
                options.restart().stop());
    }

    private PassResult run(Source source, Snapshot snapshot, ParticlePass pass, Checkpoint checkpoint)
            throws InterruptedException {
        long begin = System.nanoTime();
        PassResult result = pass.run(options.threads(), ledger -> {
            readAhead.reached(snapshot, ledger.taken());
            checkpoint.writeIfDue(ledger);
        });
        note.accept("pass over the " + source.label() + " particles", begin);
        return result;
    }
}
