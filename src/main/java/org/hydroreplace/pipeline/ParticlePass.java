package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.Routing;
import org.hydroreplace.field.Source;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotHeader;
import org.hydroreplace.snapshot.StoredLength;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the particles of a run: every thread takes block after block, reads it, asks the router which fields
 * take each particle, deposits, and counts what lies in the profiled halos. Memory does not grow with the number of particles, and the result depends neither on
 * the number of threads nor on the order in which they take the blocks.
 */
final class ParticlePass implements Checkpoint.Part {
    /** Particles in a block: 1.5 MiB of float64 positions, enough to hide the cost of a block, few enough to stay in cache. */
    static final int BLOCK_ROWS = 1 << 16;

    private final Source source;
    private final Portion portion;
    private final Snapshot snapshot;
    private final FieldRouter router;
    private final MassScale scale;
    private final ClassTable classes;
    private final List<ProfileGroup> profiles;
    private final ProfileScales profileScales;
    private final AccumulatorPool pool;
    private final Progress progress;
    private final StopRequest stop;
    private final List<ParticleBlock> blocks;
    private final BlockLedger ledger;
    private final SavedAccumulators saved;
    private final AtomicLong total = new AtomicLong();

    /** @param blocks those of the snapshot that are to be read, each once */
    ParticlePass(
            Source source,
            Snapshot snapshot,
            List<ParticleBlock> blocks,
            FieldRouter router,
            ProfilePlan profiles,
            Portion portion,
            ClassTable classes,
            Progress progress,
            StopRequest stop) {
        this.source = source;
        this.portion = portion;
        this.snapshot = snapshot;
        this.router = router;
        this.progress = progress;
        this.scale = scaleOf(snapshot.origin());
        this.classes = classes;
        this.profiles = profiles.only(portion.profiles() & Portion.taking(source, router.fields()))
                .groups();
        this.profileScales = ProfileScales.of(snapshot.origin(), profiles);
        Accumulators.Shape shape = new Accumulators.Shape(
                portion.canvases(), snapshot.header().box().size(), profiles::emptySums);
        this.pool = new AccumulatorPool(portion.sets(), number -> new Accumulators(shape, number, portion.sets()));
        this.stop = stop;
        this.blocks = blocks;
        this.ledger = new BlockLedger(blocks.size(), stop);
        this.saved = new SavedAccumulators(pool, classes);
    }

    /** Particles in a block; tests make small snapshots of many blocks. */
    static int blockRows() {
        return Integer.getInteger("hydro-replace.block-rows", BLOCK_ROWS);
    }

    /**
     * The unit that makes the masses of a run exact: a power-of-two part of the dark-matter particle, or of the files'
     * unit of mass where every particle has its own (float32) mass.
     */
    private static MassScale scaleOf(SnapshotHeader header) {
        double reference = header.tableMasses()
                .getOrDefault(ParticleType.DARK_MATTER, header.output().units().mass());
        return MassScale.of(reference, expectedMass(header));
    }

    /** What the particles of a run weigh by its header, Msun/h; a pass refuses those that weigh over twice as much. */
    static double expectedMass(SnapshotHeader header) {
        double tabled = 0;
        for (ParticleType type : ParticleType.all()) {
            tabled += header.count(type) * header.tableMasses().getOrDefault(type, 0.0);
        }
        return Math.max(tabled, header.expectedMass());
    }

    /**
     * Runs the pass, or what a checkpoint left of it.
     *
     * @param afterBlock called by each thread between blocks
     * @throws InputException if the files are damaged
     * @throws org.hydroreplace.io.StoppedException if the run is to stop; the pass can then be saved
     */
    PassResult run(int threads, Consumer<BlockLedger> afterBlock) throws InterruptedException {
        progress.begin(
                "particles of the " + source.label() + " run",
                blocks.stream().mapToLong(ParticleBlock::rows).sum(),
                "particles");
        progress.resumed(particlesDone());
        ExecutorService executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("pass-", 0).factory());
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> work(afterBlock)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
            // Nobody may touch the grids or read a file once the pass has ended, well or not.
            executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
        progress.end();
        if (!ledger.isComplete()) {
            stop.check();
            throw new IllegalStateException("blocks of the " + source.label() + " run were left out");
        }
        try {
            return new PassResult(
                    source, snapshot.part(), portion.fields(), scale, profileScales, classes, pool.sum(), stop);
        } catch (ArithmeticException e) {
            throw tooHeavyHalos(e);
        }
    }

    private InputException tooHeavyHalos(ArithmeticException e) {
        return new InputException(
                snapshot.files().getFirst().getParent() + ": a halo's surroundings weigh over " + ProfileScales.ROOM
                        + " times the heaviest M200c of the catalogue (" + e.getMessage()
                        + "); check the units of snapshot and catalogue, or lower profiles.edges.max",
                e);
    }

    @Override
    public String name() {
        return source.label() + (snapshot.part() == 0 ? "" : " " + snapshot.part());
    }

    @Override
    public void save(StateOutput out) {
        ledger.save(out);
        try {
            saved.save(out);
        } catch (ArithmeticException e) {
            throw tooHeavyHalos(e);
        }
    }

    @Override
    public void load(StateInput in) {
        ledger.load(in);
        saved.load(in);
        total.addAndGet(saved.units());
    }

    @Override
    public long particlesDone() {
        long rows = 0;
        for (int block = 0; block < blocks.size(); block++) {
            rows += ledger.isDone(block) ? blocks.get(block).rows() : 0;
        }
        return rows;
    }

    private @Nullable Void work(Consumer<BlockLedger> afterBlock) throws InterruptedException {
        try (ParticleReader reader = snapshot.reader()) {
            Worker worker = new Worker();
            int block;
            while ((block = ledger.take()) >= 0) {
                worker.read(reader, blocks.get(block));
                ledger.add(block, worker::add);
                worker.tell();
                afterBlock.accept(ledger);
            }
            return null;
        } catch (RuntimeException | Error e) {
            ledger.fail();
            throw e;
        }
    }

    /** What one thread uses again for block after block. */
    private final class Worker {
        private final ParticleChunk chunk = new ParticleChunk();
        private final Routing routing =
                new Routing(StoredLength.of(snapshot.header().output()));
        private final ChunkSorter inPlace = new ChunkSorter(classes);
        private final ChunkSorter moved = new ChunkSorter(classes);
        private final ProfileCollector profileCollector = new ProfileCollector(router, profiles, profileScales, pool);
        private long[] units = {};
        private long[] movedUnits = {};
        private double[] movedMass = {};
        private long sum;

        void read(ParticleReader reader, ParticleBlock block) {
            reader.read(block, chunk);
            sum = weigh();
        }

        void add() throws InterruptedException {
            try {
                route();
                addMoved();
            } catch (ArithmeticException e) {
                throw tooHeavyHalos(e);
            }
            inPlace.sort(routing.inPlace(), 0, chunk.size(), portion.fields());
            Accumulators sums = pool.borrow();
            try {
                sums.count(chunk.type(), chunk.size(), sum);
                inPlace.depositInto(sums, chunk.x(), chunk.y(), chunk.z(), units);
            } finally {
                pool.giveBack(sums);
            }
        }

        void tell() {
            progress.advance(chunk.size());
        }

        /** Masses in units, and their sum, which must stay below what a cell can hold. */
        private long weigh() {
            if (units.length < chunk.size()) {
                units = new long[chunk.size()];
            }
            double[] mass = chunk.mass();
            try {
                long sum = 0;
                double last = 0;
                long lastUnits = 0;
                for (int i = 0; i < chunk.size(); i++) {
                    if (mass[i] != last) {
                        last = mass[i];
                        lastUnits = scale.toUnits(last);
                    }
                    units[i] = lastUnits;
                    sum = Math.addExact(sum, lastUnits);
                }
                long add = sum;
                if (total.updateAndGet(before -> Math.addExact(before, add)) > MassScale.MAX_TOTAL) {
                    throw new ArithmeticException("total mass");
                }
                return sum;
            } catch (ArithmeticException e) {
                throw new InputException(
                        snapshot.files().getFirst().getParent() + ": the particles weigh more than "
                                + scale.toMass(MassScale.MAX_TOTAL)
                                + " Msun/h, over twice what Omega0, BoxSize and MassTable of the header imply;"
                                + " check the units and the header of the snapshot",
                        e);
            }
        }

        private void route() throws InterruptedException {
            router.begin(source, chunk, routing);
            for (int from = 0; from < chunk.size(); ) {
                from = router.route(source, chunk, from, routing);
                profileCollector.collect(chunk, routing);
            }
        }

        private void addMoved() throws InterruptedException {
            for (int from = 0; from < chunk.size(); ) {
                from = router.move(source, chunk, from, portion.fields(), routing);
                if (routing.moved() > 0) {
                    addBatch();
                }
            }
        }

        private void addBatch() throws InterruptedException {
            weighMoved();
            moved.sort(routing.movedFields(), 0, routing.moved(), portion.fields());
            Accumulators sums = pool.borrow();
            try {
                moved.depositInto(sums, routing.movedX(), routing.movedY(), routing.movedZ(), movedUnits);
            } finally {
                pool.giveBack(sums);
            }
            // Last: it looks the moved particles up, with the list of encounters that moved them.
            profileCollector.collectMoved(chunk, routing, movedMass);
        }

        private void weighMoved() {
            if (movedUnits.length < routing.moved()) {
                movedUnits = new long[routing.movedParticle().length];
                movedMass = new double[routing.movedParticle().length];
            }
            for (int i = 0; i < routing.moved(); i++) {
                movedUnits[i] = units[routing.movedParticle()[i]];
                movedMass[i] = chunk.mass()[routing.movedParticle()[i]];
            }
        }
    }
}
