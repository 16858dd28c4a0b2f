package org.hydroreplace.parallel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hydroreplace.io.InputException;

/**
 * What {@link MpiRanksTest} starts on several ranks: {@code RanksProgram MODE SEED [LIBRARY]}. Ranks draw from generators that every
 * rank can repeat, so that each knows the answer from all ranks' numbers.
 */
final class RanksProgram {
    static final int EXIT_OF_ABORT = 7;

    /** With more ranks than cores a library that waits by polling is slow. */
    private static final int RANK_ROUNDS = 12;

    private final MpiRanks ranks;
    private final long seed;
    private final Arena arena = Arena.ofAuto();
    private int round;

    private RanksProgram(MpiRanks ranks, long seed) {
        this.ranks = ranks;
        this.seed = seed;
    }

    /** Entry point of each rank. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[1]);
        RankEnvironment started = RankEnvironment.of(System.getenv());
        // Short slices, of a whole number of elements, so that few numbers make many messages.
        long slice = 8L * (100 + new Random(seed).nextInt(300));
        MpiRanks ranks = MpiRanks.open(started, arguments.length > 2 ? arguments[2] : null, slice);
        System.out.println("This is " + ranks.description());
        System.out.flush();
        MpiJob.register();
        ranks.barrier();
        RanksProgram program = new RanksProgram(ranks, seed);
        switch (arguments[0]) {
            case "check" -> program.check(started);
            case "throw" -> program.throwOnOne();
            case "supervised" -> program.throwSupervised(false);
            case "bug" -> program.throwSupervised(true);
            case "kill" -> program.killOne();
            case "abort" -> program.abortFromAnotherThread();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        ranks.close();
        ranks.close();
        System.out.println("rank " + ranks.rank() + " done");
    }

    private void check(RankEnvironment started) throws Exception {
        require(started.size() == ranks.size() && started.rank() == ranks.rank(), "the environment says " + started);
        checkThread();
        checkSignals();
        for (round = 0; round < Math.max(3, RANK_ROUNDS / ranks.size()); round++) {
            checkSums();
            checkRows();
            checkFew();
            checkBytes();
            checkExchange();
            ranks.barrier();
        }
        checkMismatch();
        int code = Ranks.supervise(ranks, () -> 4);
        require(code == 4, "supervised work returns its value");
    }

    /** A generator that all ranks can ask for any rank's numbers. */
    private Random random(int rank, int purpose) {
        return new Random(seed + 1_000_003L * round + 7919L * rank + 104_729L * purpose);
    }

    private int common(int purpose, int bound) {
        return random(-1, purpose).nextInt(bound);
    }

    private long[] numbers(int rank, int purpose, int count) {
        return random(rank, purpose).longs(count).toArray();
    }

    private long[] total(int purpose, int count) {
        long[] total = new long[count];
        for (int r = 0; r < ranks.size(); r++) {
            long[] part = numbers(r, purpose, count);
            for (int i = 0; i < count; i++) {
                total[i] += part[i];
            }
        }
        return total;
    }

    private void checkSums() {
        int count = round == 0 ? 0 : common(1, 3000);
        long[] mine = numbers(ranks.rank(), 2, count);
        long[] total = total(2, count);

        long[] heap = Arrays.copyOf(mine, count + 1);
        ranks.sum(MemorySegment.ofArray(heap), count);
        require(Arrays.equals(heap, Arrays.copyOf(total, count + 1)), "sum on the heap");

        MemorySegment outside = arena.allocateFrom(ValueLayout.JAVA_LONG, Arrays.copyOf(mine, count + 1));
        ranks.sum(outside, count);
        require(
                Arrays.equals(outside.toArray(ValueLayout.JAVA_LONG), Arrays.copyOf(total, count + 1)),
                "sum outside the heap");

        for (int root = 0; root < ranks.size(); root++) {
            long[] expected = root == ranks.rank() ? total : mine;
            long[] values = mine.clone();
            ranks.sumTo(root, MemorySegment.ofArray(values), count);
            require(Arrays.equals(values, expected), "sum on the heap to one");
            MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_LONG, mine);
            ranks.sumTo(root, segment, count);
            require(Arrays.equals(segment.toArray(ValueLayout.JAVA_LONG), expected), "sum outside the heap to one");
        }
    }

    private void checkRows() {
        int[] lengths = random(-1, 3).ints(1 + common(4, 9), 0, 400).toArray();
        long[][] mine =
                rows(lengths, numbers(ranks.rank(), 5, Arrays.stream(lengths).sum()));
        long[][] total = rows(lengths, total(5, Arrays.stream(lengths).sum()));
        int root = common(6, ranks.size());
        ranks.sumTo(root, new long[0][]);
        long[][] values = Arrays.stream(mine).map(long[]::clone).toArray(long[][]::new);
        ranks.sumTo(root, values);
        require(Arrays.deepEquals(values, root == ranks.rank() ? total : mine), "sum of rows to one");
        values = Arrays.stream(mine).map(long[]::clone).toArray(long[][]::new);
        ranks.sum(values);
        require(Arrays.deepEquals(values, total), "sum of rows");
    }

    private static long[][] rows(int[] lengths, long[] values) {
        long[][] rows = new long[lengths.length][];
        int begin = 0;
        for (int i = 0; i < lengths.length; i++) {
            rows[i] = Arrays.copyOfRange(values, begin, begin + lengths[i]);
            begin += lengths[i];
        }
        return rows;
    }

    private void checkFew() {
        long[] mine = numbers(ranks.rank(), 7, 5);
        long[] largest = mine.clone();
        for (int r = 0; r < ranks.size(); r++) {
            long[] other = numbers(r, 7, 5);
            for (int i = 0; i < 5; i++) {
                largest[i] = Math.max(largest[i], other[i]);
            }
        }
        require(Arrays.equals(ranks.max(mine), largest), "max");
        require(Arrays.equals(ranks.sum(mine), total(7, 5)), "sum of few");
        require(Arrays.equals(mine, numbers(ranks.rank(), 7, 5)), "the arguments stay");
    }

    private byte[] bytes(int rank, int purpose) {
        Random random = random(rank, purpose);
        byte[] bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(9000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private void checkBytes() {
        for (int root = 0; root < ranks.size(); root++) {
            byte[] content = bytes(root, 8);
            byte[] got = ranks.broadcast(root, root == ranks.rank() ? content : null);
            require(Arrays.equals(got, content), "broadcast");
        }
        byte[][] all = ranks.gather(bytes(ranks.rank(), 9));
        require(all.length == ranks.size(), "gather");
        for (int r = 0; r < ranks.size(); r++) {
            require(Arrays.equals(all[r], bytes(r, 9)), "gather from " + r);
        }
    }

    private int block(int from, int to) {
        Random random = random(from * 64 + to, 10);
        return random.nextInt(5) == 0 ? 0 : random.nextInt(1200);
    }

    private double[] content(int from, int to) {
        return random(from * 64 + to, 11).doubles(block(from, to)).toArray();
    }

    /** Blocks lie in descending order of ranks, with gaps, where they are sent, and ascending where they are received. */
    private void checkExchange() {
        int size = ranks.size();
        int me = ranks.rank();
        long[] sendCounts = new long[size];
        long[] sendOffsets = new long[size];
        long[] receiveCounts = new long[size];
        long[] receiveOffsets = new long[size];
        int sent = 0;
        int received = 0;
        for (int r = size - 1; r >= 0; r--) {
            sendOffsets[r] = sent + 3L;
            sendCounts[r] = block(me, r);
            sent += block(me, r) + 3;
        }
        for (int r = 0; r < size; r++) {
            receiveOffsets[r] = received;
            receiveCounts[r] = block(r, me);
            received += block(r, me) + 1;
        }
        double[] send = new double[sent];
        double[] expected = new double[received];
        for (int r = 0; r < size; r++) {
            System.arraycopy(content(me, r), 0, send, (int) sendOffsets[r], block(me, r));
            System.arraycopy(content(r, me), 0, expected, (int) receiveOffsets[r], block(r, me));
        }
        double[] heap = new double[received];
        ranks.exchange(send, sendOffsets, sendCounts, heap, receiveOffsets, receiveCounts);
        require(Arrays.equals(heap, expected), "exchange on the heap");
        MemorySegment outside = arena.allocate(ValueLayout.JAVA_DOUBLE, received);
        ranks.exchange(
                arena.allocateFrom(ValueLayout.JAVA_DOUBLE, send),
                sendOffsets,
                sendCounts,
                outside,
                receiveOffsets,
                receiveCounts);
        require(Arrays.equals(outside.toArray(ValueLayout.JAVA_DOUBLE), expected), "exchange outside the heap");
    }

    private void checkMismatch() {
        int size = ranks.size();
        long[] none = new long[size];
        long[] counts = new long[size];
        counts[0] = ranks.rank() == size - 1 ? 2 : 1;
        long[] expected = new long[size];
        if (ranks.rank() == 0) {
            Arrays.fill(expected, 1);
        }
        try {
            ranks.exchange(new double[2], none, counts, new double[size], none, expected);
            require(false, "a mismatch was not noticed");
        } catch (IllegalArgumentException e) {
            String said = ranks.rank() == 0
                    ? "rank " + (size - 1) + " sends 2 elements to rank 0, which expects 1"
                    : "rank 0 does not expect what it is sent";
            require(said.equals(e.getMessage()), "the message of a mismatch: " + e.getMessage());
        }
        try {
            ranks.sumTo(size, new long[][] {{1}});
            require(false, "there is no such root");
        } catch (IndexOutOfBoundsException e) {
            ranks.barrier();
        }
    }

    private void checkThread() throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                ranks.barrier();
            } catch (IllegalStateException e) {
                thrown[0] = e;
            }
        });
        other.join();
        require(
                String.valueOf(thrown[0]).contains("MPI_Barrier on another thread"),
                "calls of other threads: " + thrown[0]);
    }

    /** The Java machine finds null dereferences and divisions by zero, and stops threads, by signals: MPI must leave them to it. */
    private void checkSignals() {
        List<int[]> nothing = Arrays.asList(null, new int[] {0});
        int caught = 0;
        for (int i = 0; i < 60_000; i++) {
            try {
                caught += 10 / nothing.get(i & 1)[0];
            } catch (NullPointerException | ArithmeticException e) {
                caught++;
            }
            if (i % 20_000 == 0) {
                System.gc();
                ranks.barrier();
            }
        }
        require(caught == 60_000, "exceptions by signals: " + caught);
    }

    private void throwOnOne() {
        if (ranks.rank() == ranks.size() - 1) {
            throw new IllegalStateException("thrown on purpose");
        }
        ranks.barrier();
    }

    private void throwSupervised(boolean bug) {
        Ranks.supervise(ranks, () -> {
            if (ranks.rank() == ranks.size() - 1) {
                throw bug
                        ? new IllegalStateException("a bug on purpose")
                        : new InputException("The file x.hdf5 is damaged: copy it again.");
            }
            ranks.barrier();
            return 0;
        });
    }

    private void killOne() throws Exception {
        if (ranks.rank() == ranks.size() - 1) {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
            Thread.sleep(60_000);
        }
        ranks.barrier();
    }

    private void abortFromAnotherThread() {
        if (ranks.rank() == ranks.size() - 1) {
            Thread.ofPlatform().start(() -> ranks.abort(EXIT_OF_ABORT, "aborted on\npurpose"));
        }
        // All but the other thread wait for a rank that never comes.
        if (ranks.rank() != 0) {
            ranks.barrier();
        } else {
            ranks.broadcast(ranks.size() - 1, null);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + " is wrong on rank " + ranks.rank() + " of " + ranks.size() + ", seed "
                    + seed + ", round " + round);
        }
    }
}
