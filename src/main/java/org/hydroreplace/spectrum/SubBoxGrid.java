package org.hydroreplace.spectrum;

/**
 * Where the sub-boxes of a grid lie, the third index fastest.
 *
 * @param whole cells along a side of the grid
 * @param parts sub-boxes along it, which divide it
 */
record SubBoxGrid(int whole, int parts) {
    /** Cells along a side of a sub-box. */
    int side() {
        return whole / parts;
    }

    /** How many sub-boxes. */
    int count() {
        return parts * parts * parts;
    }

    /** The first index of the first plane of a sub-box. */
    int firstPlane(int box) {
        return box / (parts * parts) * side();
    }

    /** Sets {@code line} to a row of a sub-box; plane and row are counted within it. */
    void read(SubBoxSpectra.Stretches cells, int box, int plane, int row, double[] line) {
        int second = box / parts % parts * side();
        cells.read((firstPlane(box) + plane) * whole + second + row, box % parts * side(), line);
    }
}
