package org.hydroreplace.grid;

/**
 * Planes of a cubic grid, by their first index: [from, to).
 *
 * @param from first plane
 * @param to end of the planes, not below {@code from}
 */
public record PlaneRange(int from, int to) {
    /** Planes are dealt out, and what is computed of them is added, in this many parts, whoever has them. */
    private static final int PARTS = 256;

    public PlaneRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("planes " + from + " to " + to);
        }
    }

    /** One of several ranges of about the same size that make up a grid. */
    public static PlaneRange of(int side, int number, int count) {
        return new PlaneRange((int) ((long) side * number / count), (int) (side * (number + 1L) / count));
    }

    /** All planes. */
    public static PlaneRange all(int side) {
        return new PlaneRange(0, side);
    }

    /** In how many parts a grid is dealt out. */
    public static int parts(int side) {
        return Math.min(PARTS, side);
    }

    /** The parts that a process has: beyond {@value #PARTS} processes, or a process for each plane, some have none. */
    public static PlaneRange partsOf(int side, int rank, int ranks) {
        return of(parts(side), rank, ranks);
    }

    /** The planes that a process has. */
    public static PlaneRange ofRank(int side, int rank, int ranks) {
        PlaneRange parts = partsOf(side, rank, ranks);
        return new PlaneRange(
                (int) ((long) side * parts.from / parts(side)), (int) ((long) side * parts.to / parts(side)));
    }

    /** The most planes that a process has. */
    public static int mostOfRank(int side, int ranks) {
        int most = 0;
        for (int rank = 0; rank < ranks; rank++) {
            most = Math.max(most, ofRank(side, rank, ranks).count());
        }
        return most;
    }

    /** How many planes. */
    public int count() {
        return to - from;
    }

    /** Whether a plane is among them. */
    public boolean has(int plane) {
        return plane >= from && plane < to;
    }

    /** Those that are in another range, too. */
    public PlaneRange and(PlaneRange other) {
        int begin = Math.max(from, other.from);
        return new PlaneRange(begin, Math.max(begin, Math.min(to, other.to)));
    }
}
