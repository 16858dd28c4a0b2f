package org.hydroreplace.io;

/**
 * State of a long computation that a checkpoint keeps: an accumulator, or the list of what is done. Whatever is added to
 * a pass (grids, planes, sums) takes part by implementing this; the file keeps the parts in the order in which they are
 * written.
 */
public interface Checkpointed {
    /**
     * Writes the state. Nobody may change it meanwhile.
     *
     * @throws UsageException if the disk does not take it
     */
    void save(StateOutput out);

    /**
     * Adds a saved state to this one, which is usually empty. What was saved by several can be loaded into one, since
     * everything that is kept is a sum or a union.
     *
     * @throws InputException if the file is damaged or holds something else
     */
    void load(StateInput in);
}
