package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.spectrum.Mesh;
import org.hydroreplace.spectrum.Window;

/**
 * Power spectra to measure.
 *
 * @param window what is done about the window of the mass assignment
 * @param fields names of the fields, of all where it is empty
 * @param planes whether the maps get spectra
 * @param volume spectra in three dimensions; empty: none
 */
public record Power(Window window, List<String> fields, boolean planes, Optional<Volume> volume) {
    public Power {
        fields = List.copyOf(fields);
    }

    /** Whether a field is among those chosen. */
    boolean covers(String field) {
        return fields.isEmpty() || fields.contains(field);
    }

    /**
     * Spectra in three dimensions.
     *
     * @param grid cells along a side
     * @param interlaced whether two grids half a cell apart are averaged
     * @param precision of the transforms
     * @param folds how often the box is folded for larger wavenumbers, each a measurement of its own
     * @param jackknife sub-boxes along a side for the errors; 0: none
     * @param multipoles lines of sight of the multipoles
     * @param cross names of the fields that all others are correlated with; their transforms stay in memory
     */
    public record Volume(
            int grid,
            MassAssignment assignment,
            boolean interlaced,
            Precision precision,
            List<Integer> folds,
            int jackknife,
            List<Axis> multipoles,
            List<String> cross) {
        public Volume {
            folds = List.copyOf(folds);
            multipoles = List.copyOf(multipoles);
            cross = List.copyOf(cross);
        }

        /** The grids: of the whole box first, then of each folding. */
        List<VolumeCanvas> canvases() {
            List<GridPoints> points = interlaced
                    ? List.of(GridPoints.ON_ORIGIN, GridPoints.HALF_CELL_BELOW)
                    : List.of(GridPoints.ON_ORIGIN);
            List<VolumeCanvas> canvases = new ArrayList<>();
            canvases.add(new VolumeCanvas(grid, assignment, points, 1));
            folds.forEach(fold -> canvases.add(new VolumeCanvas(grid, assignment, points, fold)));
            return canvases;
        }

        Mesh mesh(double boxSize) {
            return new Mesh(3, grid, boxSize, assignment);
        }
    }
}
