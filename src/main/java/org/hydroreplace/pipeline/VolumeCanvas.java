package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;

/**
 * The density in three dimensions, of the box or of the box folded on itself: with x taken modulo L/fold the grid resolves
 * fold times larger wavenumbers, of which it keeps those whose numbers of waves in the box are multiples of fold
 * (Jenkins et al. 1998, ApJ 499, 20, section 3).
 *
 * @param side cells along a side
 * @param points where the points of each grid lie: of one grid, or of two interlaced ones
 * @param fold parts of the box along a side that are laid over each other; 1: none
 */
record VolumeCanvas(int side, MassAssignment assignment, List<GridPoints> points, int fold) implements Canvas {
    VolumeCanvas {
        points = List.copyOf(points);
    }

    @Override
    public int dimensions() {
        return 3;
    }

    @Override
    public int grids() {
        return points.size();
    }

    @Override
    public long brushBytes(long particles) {
        return fold == 1 ? 0 : 3 * Double.BYTES * particles;
    }

    @Override
    public Brush brush(double boxSize) {
        List<Deposit> deposits = new ArrayList<>();
        points.forEach(at -> deposits.add(Deposit.of(assignment, boxSize, at)));
        Brush whole = (grids, x, y, z, units, chosen, from, to) -> {
            for (int g = 0; g < deposits.size(); g++) {
                deposits.get(g).add(grids.get(g), x, y, z, units, chosen, from, to);
            }
        };
        return fold == 1 ? whole : new Folding(whole, boxSize, fold);
    }

    /** Stretches every part of the box over the whole of it before another brush deposits. */
    private static final class Folding implements Brush {
        private final Brush brush;
        private final double boxSize;
        private final int fold;
        private double[] x = {};
        private double[] y = {};
        private double[] z = {};

        Folding(Brush brush, double boxSize, int fold) {
            this.brush = brush;
            this.boxSize = boxSize;
            this.fold = fold;
        }

        @Override
        public void add(
                List<MassGrid> grids,
                double[] x,
                double[] y,
                double[] z,
                long[] units,
                int[] chosen,
                int from,
                int to) {
            this.x = fold(x, this.x, chosen, from, to);
            this.y = fold(y, this.y, chosen, from, to);
            this.z = fold(z, this.z, chosen, from, to);
            brush.add(grids, this.x, this.y, this.z, units, chosen, from, to);
        }

        private double[] fold(double[] at, double[] before, int[] chosen, int from, int to) {
            double[] folded = before.length < at.length ? new double[at.length] : before;
            for (int n = from; n < to; n++) {
                double stretched = at[chosen[n]] * fold;
                double rest = stretched - boxSize * Math.floor(stretched / boxSize);
                folded[chosen[n]] = Math.clamp(rest, 0.0, boxSize);
            }
            return folded;
        }
    }
}
