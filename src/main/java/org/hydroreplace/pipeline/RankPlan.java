package org.hydroreplace.pipeline;

import org.hydroreplace.io.UsageException;

/**
 * The processes that a run is planned for.
 *
 * @param ranks all of them, at least 1
 * @param perNode how many share the memory of a node
 * @param elsewhere whether their memory is what the configuration says; otherwise it is their share of what this process may take
 */
public record RankPlan(int ranks, int perNode, boolean elsewhere) {
    /** This process alone. */
    public static final RankPlan ALONE = new RankPlan(1, 1, false);

    public RankPlan {
        if (ranks < 1) {
            throw new UsageException("--ranks must be at least 1 and is " + ranks + "; change it");
        }
        if (perNode < 1 || perNode > ranks) {
            throw new UsageException("--ranks-per-node must be from 1 to the " + ranks + " ranks there are and is "
                    + perNode + "; change it");
        }
    }

    /** What the heap of one of them will let it take. */
    long heap() {
        return elsewhere ? Long.MAX_VALUE / 2 : RunPlan.heapAllows(ranks) / perNode;
    }
}
