package org.hydroreplace.grid;

/** The cells of a square or cubic grid, row by row along its last index. */
@FunctionalInterface
public interface CellRows {
    /**
     * Sets {@code cells} to one row. Called from several threads, for every row once.
     *
     * @param row in row order: i in two dimensions, i times side plus j in three
     * @param cells as long as the side; what it holds before is to be overwritten
     */
    void read(int row, double[] cells);
}
