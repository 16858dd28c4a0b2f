package org.hydroreplace.bench;

/** How particles follow each other in memory. */
public enum Order {
    /** Anywhere in the box: what a deposit or a look-up can meet at worst. */
    RANDOM,
    /** Halo by halo, 500 at a time, as in a snapshot that is ordered by group. */
    CLUSTERED
}
