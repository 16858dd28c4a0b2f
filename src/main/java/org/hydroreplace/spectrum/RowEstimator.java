package org.hydroreplace.spectrum;

/** Quantities of modes whose means over bins are asked for. Each thread has one of its own. */
interface RowEstimator {
    /**
     * Works out the quantities of one row.
     *
     * @param row number of the row of modes
     * @param values for every quantity the values of the modes 0 to side/2 of the last index, to be set
     */
    void row(int row, double[][] values);
}
