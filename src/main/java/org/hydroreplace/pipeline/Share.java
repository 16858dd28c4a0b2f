package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.Snapshot;

/**
 * The blocks of a snapshot that one of several processes reads: a stretch of them, files one after the other, so that all
 * read about as many bytes. Every block has one reader, whatever their number.
 */
final class Share {
    private static final int COORDINATES = 3;

    private Share() {}

    /**
     * Deals out the blocks.
     *
     * @param rank whose share, from 0
     * @param ranks how many there are
     */
    static List<ParticleBlock> of(Snapshot snapshot, List<ParticleBlock> blocks, int rank, int ranks) {
        if (ranks == 1) {
            return blocks;
        }
        long all = 0;
        for (ParticleBlock block : blocks) {
            all += numbers(snapshot, block);
        }
        List<ParticleBlock> mine = new ArrayList<>();
        long before = 0;
        for (ParticleBlock block : blocks) {
            long numbers = numbers(snapshot, block);
            // Where its middle lies: of particles up to 2^36 and ranks up to 2^20 this is exact.
            double middle = before + 0.5 * numbers;
            if ((int) Math.min(ranks - 1.0, Math.floor(middle * ranks / all)) == rank) {
                mine.add(block);
            }
            before += numbers;
        }
        return List.copyOf(mine);
    }

    /** Numbers that a block is stored in: positions, and masses that are not in the table of the header. */
    private static long numbers(Snapshot snapshot, ParticleBlock block) {
        boolean tabled = snapshot.header().tableMasses().containsKey(block.type());
        return block.rows() * (tabled ? COORDINATES : COORDINATES + 1L);
    }
}
