package org.hydroreplace.parallel;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.IntSupplier;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.io.UserException;
import org.jspecify.annotations.Nullable;

/**
 * The processes that do one job together, and what they tell each other.
 *
 * <p>All but {@link #rank}, {@link #size}, {@link #description} and {@link #abort} is collective: every rank calls the same
 * methods in the same order, with the same root and the same counts, or the job hangs. Only the thread that opened the
 * ranks may call them (MPI_THREAD_FUNNELED; another thread gets an IllegalStateException), {@link #abort} excepted.
 *
 * <p>Results do not depend on the number of ranks or on the order in which they are added: all sums are of int64, and wrap
 * like additions of long; who adds masses makes sure that they fit. Segments may lie on the heap or outside it, hold values
 * in the order of bytes of the machine, and may be of any length: what lies on the heap goes through buffers of
 * {@link #BUFFER_BYTES}, and no message is longer than they are.
 */
public interface Ranks extends AutoCloseable {
    /** Bytes of memory outside the heap that the methods here take at most, the library's own buffers not counted. */
    long BUFFER_BYTES = 2 * MpiRanks.SLICE_BYTES;

    /**
     * The ranks of which this process is one. Without a launcher, or where it started one process, there is only this one, and
     * no library is loaded.
     *
     * @param environment the variables of the environment
     * @param library path or name of the MPI library, or null to look for one
     * @throws UsageException if MPI cannot be used although a launcher started several processes
     */
    static Ranks open(Map<String, String> environment, @Nullable String library) {
        RankEnvironment started = RankEnvironment.of(environment);
        return started.mayHaveSeveralRanks() ? MpiRanks.open(started, library) : new OneProcess();
    }

    /**
     * Runs work of all ranks. A rank whose work throws ends all ranks with its message: the exit code of a
     * {@link UserException}, else 1 and a stack trace. A single process lets it through.
     *
     * <p>Do not catch outside what was thrown on one rank alone: {@link #close} waits for the others, and they for this one.
     *
     * @return what the work returned
     */
    static int supervise(Ranks ranks, IntSupplier work) {
        if (ranks.size() == 1) {
            return work.getAsInt();
        }
        try {
            return work.getAsInt();
        } catch (UserException e) {
            ranks.abort(e.exitCode(), String.valueOf(e.getMessage()));
            throw e;
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            ranks.abort(1, "internal error, a bug in the program (" + e + ")");
            throw e;
        }
    }

    /** This process among {@link #size}, from 0. */
    int rank();

    /** Processes in all, at least 1. */
    int size();

    /** Returns when all ranks are here. */
    void barrier();

    /**
     * Adds up blocks of int64 of all ranks, element by element; every rank has the sum in place.
     *
     * @param count elements, the same on all ranks, from the begin of the segment
     */
    void sum(MemorySegment int64s, long count);

    /** The same for rows of any lengths (the same on all ranks), which go into as few messages as possible. */
    void sum(long[][] rows);

    /** As {@link #sum(MemorySegment, long)}, but the root alone has the sum; what the others hold stays as it was. */
    void sumTo(int root, MemorySegment int64s, long count);

    /** As {@link #sum(long[][])}, but the root alone has the sum; what the others hold stays as it was. */
    void sumTo(int root, long[][] rows);

    /** Sums over ranks of few numbers; what is given stays as it is. */
    default long[] sum(long[] values) {
        long[] sums = values.clone();
        sum(MemorySegment.ofArray(sums), sums.length);
        return sums;
    }

    /** Largest values over ranks of few numbers; what is given stays as it is. */
    long[] max(long[] values);

    /**
     * Hands the content that the root has to all ranks.
     *
     * @param content of the root; that of others is not looked at and may be null
     * @return the root's content, a copy on the others
     */
    byte[] broadcast(int root, byte @Nullable [] content);

    /** What each rank gives, by rank, on every rank. Lengths may differ. */
    byte[][] gather(byte[] mine);

    /**
     * Every rank hands a block of 8-byte elements (double or int64, unchanged in every bit) to every rank, itself included:
     * what a transposition of slabs needs. Offsets and counts are elements of the segments, one for each rank.
     *
     * @param send may not overlap what is received
     * @throws IllegalArgumentException on all ranks, before anything is sent, if one rank does not expect what another sends
     */
    void exchange(
            MemorySegment send,
            long[] sendOffsets,
            long[] sendCounts,
            MemorySegment receive,
            long[] receiveOffsets,
            long[] receiveCounts);

    /** The same for arrays on the heap; offsets and counts are elements of them. */
    default void exchange(
            double[] send,
            long[] sendOffsets,
            long[] sendCounts,
            double[] receive,
            long[] receiveOffsets,
            long[] receiveCounts) {
        exchange(
                MemorySegment.ofArray(send),
                sendOffsets,
                sendCounts,
                MemorySegment.ofArray(receive),
                receiveOffsets,
                receiveCounts);
    }

    /**
     * Ends all ranks within seconds with this exit code and does not return. Prints the message with the rank. No shutdown
     * hooks run. Any thread may call it.
     *
     * @param exitCode 1 to 255
     */
    void abort(int exitCode, String message);

    /** Library, version and place, such as "Open MPI 4.1.4, rank 0 of 4"; "one process" without MPI. */
    String description();

    /** Ends the use of MPI when all ranks are here. MPI cannot be opened again in this process. */
    @Override
    void close();
}
