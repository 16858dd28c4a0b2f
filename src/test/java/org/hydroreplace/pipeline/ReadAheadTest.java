package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hydroreplace.pipeline.ReadAhead.Stretch;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotHeader;
import org.hydroreplace.snapshot.StoredParticles;
import org.junit.jupiter.api.Test;

/** Which blocks are fetched, and when. */
final class ReadAheadTest {
    private static final int LEAD = 512;

    private final BlockingQueue<String> fetched = new LinkedBlockingQueue<>();

    private Snapshot snapshot(String name) {
        return new Told(name, fetched);
    }

    /** A snapshot, and its reader, that can do nothing but tell what is fetched. */
    private record Told(String name, BlockingQueue<String> fetched) implements Snapshot, ParticleReader {
        @Override
        public ParticleReader reader() {
            return this;
        }

        @Override
        public void fetch(ParticleBlock block) {
            fetched.add(name + block.firstRow());
        }

        @Override
        public void close() {}

        @Override
        public void read(ParticleBlock block, ParticleChunk chunk) {
            throw new AssertionError();
        }

        @Override
        public void readIds(ParticleBlock block, long[] ids) {
            throw new AssertionError();
        }

        @Override
        public void readStored(ParticleBlock block, StoredParticles particles) {
            throw new AssertionError();
        }

        @Override
        public SnapshotHeader header() {
            throw new AssertionError();
        }

        @Override
        public List<Path> files() {
            throw new AssertionError();
        }

        @Override
        public String formatName() {
            throw new AssertionError();
        }

        @Override
        public List<ParticleBlock> blocks(int rows) {
            throw new AssertionError();
        }

        @Override
        public long storedBytes() {
            throw new AssertionError();
        }

        @Override
        public long storedBytes(List<ParticleBlock> blocks) {
            throw new AssertionError();
        }

        @Override
        public long bytesPerReader() {
            throw new AssertionError();
        }
    }

    /** So few rows that no time is short enough for them to come from the cache, or so many that any is. */
    private static List<ParticleBlock> blocks(int count, int rows) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ParticleBlock(0, ParticleType.GAS, i, rows))
                .toList();
    }

    private List<String> next(int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(fetched.poll(10, TimeUnit.SECONDS));
        }
        return names;
    }

    private static List<String> names(String snapshot, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> snapshot + i).toList();
    }

    @Test
    void itKeepsAheadOfThePassesAndWaitsForThem() throws Exception {
        Snapshot dmo = snapshot("d");
        Snapshot hydro = snapshot("h");
        try (ReadAhead ahead =
                ReadAhead.begin(List.of(new Stretch(dmo, blocks(600, 1)), new Stretch(hydro, blocks(2000, 1))))) {
            assertThat(next(LEAD + 1)).isEqualTo(names("d", 0, LEAD + 1));
            assertThat(fetched.poll(50, TimeUnit.MILLISECONDS)).isNull();
            ahead.reached(dmo, 100);
            assertThat(next(87)).isEqualTo(names("d", LEAD + 1, 600));
            assertThat(next(13)).isEqualTo(names("h", 0, 13));
            ahead.reached(hydro, 1000);
            // Those that the pass has taken meanwhile are of no use.
            assertThat(next(LEAD + 1)).isEqualTo(names("h", 1000, 1000 + LEAD + 1));
        }
        assertThat(fetched.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whatIsInTheCacheIsOnlySampled() throws Exception {
        try (ReadAhead ahead = ReadAhead.begin(List.of(new Stretch(snapshot("s"), blocks(80, Integer.MAX_VALUE))))) {
            assertThat(next(10)).containsExactly("s0", "s8", "s16", "s24", "s32", "s40", "s48", "s56", "s64", "s72");
            ahead.reached(snapshot("other"), 5);
        }
    }
}
