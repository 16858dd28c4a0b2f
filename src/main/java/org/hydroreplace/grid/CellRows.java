package org.hydroreplace.grid;

import java.util.List;

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

    /**
     * The sum of grids of one shape and one unit of mass, as mass in Msun/h: the units are added exactly first.
     *
     * @param grids at least one
     */
    static CellRows of(MassScale scale, List<MassGrid> grids) {
        int side = grids.getFirst().side();
        return (row, cells) -> {
            int offset = row % side * side;
            for (int k = 0; k < cells.length; k++) {
                long units = 0;
                for (MassGrid grid : grids) {
                    units += grid.slab(row / side)[offset + k];
                }
                cells[k] = scale.toMass(units);
            }
        };
    }

    /** The sum of two sources, such as the masses of two runs. */
    default CellRows plus(CellRows other) {
        return (row, cells) -> {
            read(row, cells);
            double[] more = new double[cells.length];
            other.read(row, more);
            for (int k = 0; k < cells.length; k++) {
                cells[k] += more[k];
            }
        };
    }
}
