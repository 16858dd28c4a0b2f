package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks and accumulators belong together whenever somebody looks. */
final class BlockLedgerTest {
    @TempDir
    private Path folder;

    @Test
    void sumAndMarksAgreeAtEveryLook() throws Exception {
        int blocks = 20_000;
        BlockLedger ledger = new BlockLedger(blocks, new StopRequest());
        AtomicLong sum = new AtomicLong();
        AtomicInteger looks = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger wrong = new AtomicInteger();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                int block;
                while ((block = ledger.take()) >= 0) {
                    try {
                        ledger.add(block, sum::incrementAndGet);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    if (block % 100 == 0) {
                        ledger.exclusively(() -> {
                            looks.incrementAndGet();
                            wrong.addAndGet(sum.get() == marked(ledger, blocks) ? 0 : 1);
                        });
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(looks).hasValue(blocks / 100);
        assertThat(wrong).hasValue(0);
        assertThat(ledger.isComplete()).isTrue();
        assertThat(sum).hasValue(blocks);
    }

    @Test
    void aBlockThatFailedHalfWayIsNeverSaved() {
        BlockLedger ledger = new BlockLedger(3, new StopRequest());
        int block = ledger.take();
        assertThatThrownBy(() -> ledger.add(block, () -> {
                    throw new IllegalStateException("half");
                }))
                .hasMessage("half");
        AtomicInteger saved = new AtomicInteger();
        ledger.exclusively(saved::incrementAndGet);
        assertThat(saved).hasValue(0);
        assertThat(ledger.take()).isEqualTo(-1);
    }

    @Test
    void aStoppedPassHandsOutNoMore() {
        StopRequest stop = new StopRequest();
        BlockLedger ledger = new BlockLedger(3, stop);
        assertThat(ledger.take()).isZero();
        stop.request("SIGTERM");
        stop.request("SIGINT");
        assertThat(ledger.take()).isEqualTo(-1);
        assertThat(stop.reason()).isEqualTo("SIGTERM");
    }

    @Test
    void onlyTheOthersAreDoneAfterResuming() throws Exception {
        BlockLedger first = new BlockLedger(130, new StopRequest());
        for (int i = 0; i < 130; i++) {
            int block = first.take();
            if (block % 3 != 0) {
                first.add(block, () -> {});
            }
        }
        save(first);
        BlockLedger second = new BlockLedger(130, new StopRequest());
        load(second);
        for (int block = 0; block < 130; block += 3) {
            assertThat(second.take()).isEqualTo(block);
            assertThat(second.isDone(block)).isFalse();
            second.add(block, () -> {});
        }
        assertThat(second.take()).isEqualTo(-1);
        assertThat(second.isComplete()).isTrue();
    }

    @Test
    void marksOfOtherBlocksAreRefused() throws Exception {
        BlockLedger first = new BlockLedger(130, new StopRequest());
        first.add(0, () -> {});
        save(first);
        assertThatThrownBy(() -> load(new BlockLedger(129, new StopRequest())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("blocks of particles 130 where it must be 129");
        assertThatThrownBy(() -> load(first))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("blocks that are not there, or twice");
    }

    private void save(BlockLedger ledger) {
        try (StateOutput out = StateOutput.create(folder.resolve("state"))) {
            ledger.save(out);
            out.commit();
        }
    }

    private void load(BlockLedger ledger) {
        try (StateInput in = StateInput.open(folder.resolve("state"))) {
            ledger.load(in);
            in.end();
        }
    }

    private static int marked(BlockLedger ledger, int blocks) {
        int marked = 0;
        for (int i = 0; i < blocks; i++) {
            marked += ledger.isDone(i) ? 1 : 0;
        }
        return marked;
    }
}
