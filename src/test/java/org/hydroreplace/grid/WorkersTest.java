package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 200})
    void everyTaskIsDoneOnce(int threads) throws InterruptedException {
        AtomicIntegerArray done = new AtomicIntegerArray(100);
        AtomicInteger workers = new AtomicInteger();
        Workers.run(threads, 100, () -> {
            workers.incrementAndGet();
            return done::incrementAndGet;
        });
        int[] ones = new int[100];
        Arrays.fill(ones, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
        assertThat(workers.get()).isEqualTo(Math.min(threads, 100));
        Workers.run(threads, 0, () -> task -> done.incrementAndGet(0));
        assertThat(done.get(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anErrorOfATaskKeepsItsKind(int threads) {
        assertThatThrownBy(() -> Workers.run(threads, 10, () -> task -> {
                    if (task == 4) {
                        throw new ArithmeticException("four");
                    }
                }))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("four");
        assertThatThrownBy(() -> Workers.run(threads, 10, () -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> Workers.run(0, 1, () -> task -> {})).hasMessage("0 threads");
    }
}
