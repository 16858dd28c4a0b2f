package org.hydroreplace.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.hydroreplace.io.InputException;
import org.junit.jupiter.api.Test;

class OneProcessTest {
    private final Ranks ranks = Ranks.open(Map.of(), "/not/there.so");

    /** Complains and ends. */
    static final class Aborting {
        private Aborting() {}

        /** Entry point of the process. */
        public static void main(String[] arguments) {
            System.out.print("before ");
            new OneProcess().abort(5, "two\nlines");
        }
    }

    @Test
    void isAloneAndLoadsNoLibrary() {
        assertThat(ranks).isInstanceOf(OneProcess.class);
        assertThat(ranks.rank()).isZero();
        assertThat(ranks.size()).isEqualTo(1);
        assertThat(ranks.description()).isEqualTo("one process");
        ranks.barrier();
        ranks.close();
    }

    @Test
    void sumsAreWhatItHas() {
        long[] values = {1, -2, Long.MAX_VALUE};
        ranks.sum(MemorySegment.ofArray(values), 3);
        ranks.sumTo(0, MemorySegment.ofArray(values), 2);
        ranks.sum(new long[][] {values, {}});
        ranks.sumTo(0, new long[][] {values});
        assertThat(values).containsExactly(1, -2, Long.MAX_VALUE);
        assertThat(ranks.sum(values)).isEqualTo(values).isNotSameAs(values);
        assertThat(ranks.max(values)).isEqualTo(values).isNotSameAs(values);
    }

    @Test
    void bytesComeBack() {
        byte[] bytes = {3, 1, 2};
        assertThat(ranks.broadcast(0, bytes)).isEqualTo(bytes);
        assertThat(ranks.gather(bytes)).isDeepEqualTo(new byte[][] {bytes});
    }

    @Test
    void whatIsSentIsReceived() {
        double[] received = new double[3];
        ranks.exchange(
                new double[] {1, 2, 3, 4}, new long[] {1}, new long[] {2}, received, new long[] {1}, new long[] {2});
        assertThat(received).containsExactly(0, 2, 3);
    }

    @Test
    void refusesWhatNoRankCouldDo() {
        MemorySegment two = MemorySegment.ofArray(new long[2]);
        assertThatThrownBy(() -> ranks.sum(two, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 elements from 0 on were asked of a segment that has 2");
        assertThatThrownBy(() -> ranks.sum(two, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ranks.sumTo(1, two, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ranks.broadcast(0, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the root has no content");
        long[] none = {0};
        assertThatThrownBy(() -> ranks.exchange(two, none, new long[] {2}, two, none, new long[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rank 0 sends 2 elements to rank 0, which expects 1");
        assertThatThrownBy(() -> ranks.exchange(two, new long[] {1}, new long[] {2}, two, none, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 elements from 1 on were asked of a segment that has 2");
        assertThatThrownBy(() -> ranks.exchange(two, new long[2], none, two, none, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 offsets and 1 counts for 1 ranks");
    }

    @Test
    void letsExceptionsThrough() {
        assertThat(Ranks.supervise(ranks, () -> 4)).isEqualTo(4);
        assertThatThrownBy(() -> Ranks.supervise(ranks, () -> {
                    throw new InputException("damaged");
                }))
                .isInstanceOf(InputException.class)
                .hasMessage("damaged");
    }

    @Test
    void abortEndsTheProcessWithMessageAndCode() throws Exception {
        MpiJob job = MpiJob.run(MpiJob.java(Aborting.class.getName()), Map.of());
        assertThat(job.exitCode()).isEqualTo(5);
        assertThat(job.log()).isEqualTo("before hydro-replace: two lines" + System.lineSeparator());
    }
}
