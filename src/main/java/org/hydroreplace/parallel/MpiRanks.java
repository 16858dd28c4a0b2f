package org.hydroreplace.parallel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The ranks of MPI_COMM_WORLD. Counts of MPI are C int, and most of a library's algorithms take as much memory of their own
 * as a message is long: so messages are cut into slices.
 */
public final class MpiRanks implements Ranks {
    /** Longest message in bytes: from 1 to 4 MiB a sum is about twice as fast as with 8 or 16, which leave the cache. */
    static final long SLICE_BYTES = 2L << 20;

    private static final int THREAD_FUNNELED = 1;
    private static final int TAG = 0;
    private static final long ABORT_MILLISECONDS = 5000;
    /** Launchers drop what they have not read of a rank that they end. */
    private static final long DRAIN_MILLISECONDS = 200;

    private final MpiNative mpi;
    private final Thread owner = Thread.currentThread();
    private final long sliceBytes;
    private final int rank;
    private final int size;
    private final Arena arena = Arena.ofConfined();
    private @Nullable MemorySegment outgoing;
    private @Nullable MemorySegment incoming;
    private volatile boolean closed;

    /**
     * Opens MPI; once in a process.
     *
     * @param library path or name of the library, or null to look for one
     * @throws UsageException if there is no usable library, or it does not see the processes that were started
     */
    static MpiRanks open(RankEnvironment started, @Nullable String library) {
        return open(started, library, SLICE_BYTES);
    }

    static MpiRanks open(RankEnvironment started, @Nullable String library, long sliceBytes) {
        started.checkLauncher();
        MpiRanks ranks = new MpiRanks(MpiLibrary.find(library, started, MpiNative::new), sliceBytes);
        try {
            started.checkSize(MpiAbi.shortName(ranks.mpi.version()), ranks.size);
        } catch (UsageException e) {
            ranks.close();
            throw e;
        }
        return ranks;
    }

    private MpiRanks(MpiNative mpi, long sliceBytes) {
        this.mpi = mpi;
        this.sliceBytes = sliceBytes;
        int provided = mpi.query(MpiCall.MPI_Init_thread, MemorySegment.NULL, MemorySegment.NULL, THREAD_FUNNELED);
        // Else the library would end the process with words of its own.
        mpi.call(MpiCall.MPI_Comm_set_errhandler, MpiHandle.COMM_WORLD, MpiHandle.ERRORS_RETURN);
        rank = mpi.query(MpiCall.MPI_Comm_rank, MpiHandle.COMM_WORLD);
        size = mpi.query(MpiCall.MPI_Comm_size, MpiHandle.COMM_WORLD);
        if (provided < THREAD_FUNNELED) {
            throw new UsageException(MpiAbi.shortName(mpi.version())
                    + " does not allow threads besides its own (MPI_THREAD_FUNNELED): use a build that does.");
        }
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String description() {
        return MpiAbi.shortName(mpi.version()) + ", rank " + rank + " of " + size;
    }

    @Override
    public void barrier() {
        call(MpiCall.MPI_Barrier, MpiHandle.COMM_WORLD);
    }

    @Override
    public void sum(MemorySegment int64s, long count) {
        reduce(-1, MpiHandle.SUM, Blocks.part(int64s, 0, count));
    }

    @Override
    public void sum(long[][] rows) {
        reduce(-1, MpiHandle.SUM, Blocks.of(rows));
    }

    @Override
    public void sumTo(int root, MemorySegment int64s, long count) {
        reduce(Objects.checkIndex(root, size), MpiHandle.SUM, Blocks.part(int64s, 0, count));
    }

    @Override
    public void sumTo(int root, long[][] rows) {
        reduce(Objects.checkIndex(root, size), MpiHandle.SUM, Blocks.of(rows));
    }

    @Override
    public long[] max(long[] values) {
        long[] largest = values.clone();
        reduce(-1, MpiHandle.MAX, MemorySegment.ofArray(largest));
        return largest;
    }

    /**
     * Reduces segments in place; -1 as root means all. Segments on the heap are packed together.
     *
     * <p>The library gets two buffers on every rank, and never MPI_IN_PLACE or NULL: within one node MPICH 3.4 to 4.1 reads and
     * writes there in an MPI_Reduce to another rank than 0 (its issues 5700 and 6540). The copy costs little beside the rest.
     */
    private void reduce(int root, MpiHandle operation, MemorySegment... parts) {
        boolean receives = root < 0 || root == rank;
        MemorySegment result = incoming();
        if (parts.length == 1 && parts[0].isNative()) {
            long bytes = parts[0].byteSize();
            for (long begin = 0; begin < bytes; begin += sliceBytes) {
                MemorySegment slice = slice(parts[0], begin);
                reduceSlice(root, operation, slice, result);
                if (receives) {
                    MemorySegment.copy(result, 0, slice, 0, slice.byteSize());
                }
            }
            return;
        }
        MemorySegment buffer = outgoing();
        Cursor from = new Cursor(parts);
        Cursor to = new Cursor(parts);
        for (long bytes = from.read(buffer); bytes > 0; bytes = from.read(buffer)) {
            reduceSlice(root, operation, buffer.asSlice(0, bytes), result);
            if (receives) {
                to.write(result.asSlice(0, bytes));
            }
        }
    }

    private void reduceSlice(int root, MpiHandle operation, MemorySegment slice, MemorySegment result) {
        int count = Math.toIntExact(slice.byteSize() / Long.BYTES);
        if (root < 0) {
            call(MpiCall.MPI_Allreduce, slice, result, count, MpiHandle.INT64, operation, MpiHandle.COMM_WORLD);
        } else {
            call(MpiCall.MPI_Reduce, slice, result, count, MpiHandle.INT64, operation, root, MpiHandle.COMM_WORLD);
        }
    }

    @Override
    public byte[] broadcast(int root, byte @Nullable [] content) {
        Objects.checkIndex(root, size);
        if (root == rank) {
            Objects.requireNonNull(content, "the root has no content");
        }
        long[] length = {root == rank && content != null ? content.length : 0};
        byte[] result = new byte[(int) sum(length)[0]];
        if (root == rank && content != null) {
            result = content;
        }
        broadcastInto(root, result);
        return result;
    }

    private void broadcastInto(int root, byte[] content) {
        MemorySegment buffer = outgoing();
        MemorySegment all = MemorySegment.ofArray(content);
        for (long begin = 0; begin < content.length; begin += sliceBytes) {
            long bytes = Math.min(sliceBytes, content.length - begin);
            if (root == rank) {
                MemorySegment.copy(all, begin, buffer, 0, bytes);
            }
            call(MpiCall.MPI_Bcast, buffer, (int) bytes, MpiHandle.BYTE, root, MpiHandle.COMM_WORLD);
            if (root != rank) {
                MemorySegment.copy(buffer, 0, all, begin, bytes);
            }
        }
    }

    @Override
    public byte[][] gather(byte[] mine) {
        long[] lengths = new long[size];
        lengths[rank] = mine.length;
        lengths = sum(lengths);
        byte[][] all = new byte[size][];
        for (int r = 0; r < size; r++) {
            all[r] = r == rank ? mine.clone() : new byte[(int) lengths[r]];
            broadcastInto(r, all[r]);
        }
        return all;
    }

    @Override
    public void exchange(
            MemorySegment send,
            long[] sendOffsets,
            long[] sendCounts,
            MemorySegment receive,
            long[] receiveOffsets,
            long[] receiveCounts) {
        MemorySegment[] from = Blocks.parts(send, sendOffsets, sendCounts, size);
        MemorySegment[] to = Blocks.parts(receive, receiveOffsets, receiveCounts, size);
        checkExpected(sendCounts, receiveCounts);
        to[rank].copyFrom(from[rank]);
        for (int step = 1; step < size; step++) {
            int next = (rank + step) % size;
            int previous = (rank - step + size) % size;
            sendReceive(from[next], next, to[previous], previous);
        }
    }

    /** Says on all ranks that one of them expects something else than another sends: the job would hang. */
    private void checkExpected(long[] sent, long[] expected) {
        long[] announced = new long[size];
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocateFrom(ValueLayout.JAVA_LONG, sent);
            MemorySegment in = scratch.allocate(ValueLayout.JAVA_LONG, size);
            call(MpiCall.MPI_Alltoall, out, 1, MpiHandle.INT64, in, 1, MpiHandle.INT64, MpiHandle.COMM_WORLD);
            MemorySegment.copy(in, ValueLayout.JAVA_LONG, 0, announced, 0, size);
        }
        int wrong = -1;
        for (int r = 0; r < size; r++) {
            wrong = announced[r] == expected[r] ? wrong : r;
        }
        long[] worst = max(new long[] {wrong < 0 ? -1 : (long) rank});
        if (worst[0] >= 0) {
            throw new IllegalArgumentException(
                    wrong < 0
                            ? "rank " + worst[0] + " does not expect what it is sent"
                            : "rank " + wrong + " sends " + announced[wrong] + " elements to rank " + rank
                                    + ", which expects " + expected[wrong]);
        }
    }

    /** In slices; whoever has nothing more to send, or to receive, takes no part in that half. */
    private void sendReceive(MemorySegment send, int next, MemorySegment receive, int previous) {
        long longest = Math.max(send.byteSize(), receive.byteSize());
        for (long begin = 0; begin < longest; begin += sliceBytes) {
            MemorySegment out = slice(send, begin);
            MemorySegment in = slice(receive, begin);
            MemorySegment outBuffer = out;
            if (!out.isNative()) {
                outBuffer = outgoing().asSlice(0, out.byteSize()).copyFrom(out);
            }
            MemorySegment inBuffer = in.isNative() ? in : incoming().asSlice(0, in.byteSize());
            call(
                    MpiCall.MPI_Sendrecv,
                    outBuffer,
                    (int) (out.byteSize() / Long.BYTES),
                    MpiHandle.INT64,
                    out.byteSize() > 0 ? next : mpi.abi().procNull(),
                    TAG,
                    inBuffer,
                    (int) (in.byteSize() / Long.BYTES),
                    MpiHandle.INT64,
                    in.byteSize() > 0 ? previous : mpi.abi().procNull(),
                    TAG,
                    MpiHandle.COMM_WORLD,
                    mpi.abi().statusIgnore());
            if (!in.isNative()) {
                in.copyFrom(inBuffer);
            }
        }
    }

    private MemorySegment slice(MemorySegment segment, long begin) {
        long from = Math.min(begin, segment.byteSize());
        return segment.asSlice(from, Math.min(sliceBytes, segment.byteSize() - from));
    }

    private MemorySegment outgoing() {
        if (outgoing == null) {
            outgoing = arena.allocate(sliceBytes, Long.BYTES);
        }
        return outgoing;
    }

    private MemorySegment incoming() {
        if (incoming == null) {
            incoming = arena.allocate(sliceBytes, Long.BYTES);
        }
        return incoming;
    }

    private void call(MpiCall call, Object... arguments) {
        if (closed || Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    closed
                            ? call + " after close"
                            : call + " on another thread than the one that opened MPI, " + owner);
        }
        try {
            mpi.call(call, arguments);
        } catch (MpiException e) {
            throw new MpiException(e.getMessage() + " (" + description() + ")");
        }
    }

    @Override
    public void abort(int exitCode, String message) {
        Complaint.print(message, " (rank " + rank + " of " + size + ")");
        Thread.ofPlatform().daemon().start(() -> {
            // MPI_Abort may itself wait for what is broken; a launcher ends the others when one process ends without
            // MPI_Finalize.
            pause(ABORT_MILLISECONDS);
            Runtime.getRuntime().halt(exitCode);
        });
        pause(DRAIN_MILLISECONDS);
        if (!closed) {
            mpi.call(MpiCall.MPI_Abort, MpiHandle.COMM_WORLD, exitCode);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            call(MpiCall.MPI_Finalize);
            closed = true;
            arena.close();
        }
    }
}
