package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.PlaneRange;

/**
 * The density in three dimensions, of the box or of the box folded on itself: with x taken modulo L/fold the grid resolves
 * fold times larger wavenumbers, of which it keeps those whose numbers of waves in the box are multiples of fold
 * (Jenkins et al. 1998, ApJ 499, 20, section 3).
 *
 * @param side cells along a side
 * @param points where the points of each grid lie: of one grid, or of two interlaced ones
 * @param fold parts of the box along a side that are laid over each other; 1: none
 * @param planes those that particles are deposited into
 */
record VolumeCanvas(int side, MassAssignment assignment, List<GridPoints> points, int fold, PlaneRange planes)
        implements Canvas {
    VolumeCanvas {
        points = List.copyOf(points);
    }

    /** All planes. */
    VolumeCanvas(int side, MassAssignment assignment, List<GridPoints> points, int fold) {
        this(side, assignment, points, fold, PlaneRange.all(side));
    }

    /** One of so many stretches of the planes. */
    VolumeCanvas stretch(int number, int stretches) {
        return new VolumeCanvas(side, assignment, points, fold, PlaneRange.of(side, number, stretches));
    }

    @Override
    public VolumeCanvas whole() {
        return stretch(0, 1);
    }

    @Override
    public MassGrid newGrid() {
        return new MassGrid(side, planes);
    }

    @Override
    public long bytes() {
        return grids() * MassGrid.bytes(side, planes);
    }

    @Override
    public long bytesOfRank(int ranks) {
        return grids() * MassGrid.bytes(side, new PlaneRange(0, PlaneRange.mostOfRank(side, ranks)));
    }

    private boolean isWhole() {
        return planes.count() == side;
    }

    @Override
    public VolumeCanvas resized(int cells) {
        return new VolumeCanvas(cells, assignment, points, fold);
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
        return (fold == 1 ? 0 : 3 * Double.BYTES * particles) + (isWhole() ? 0 : Integer.BYTES * particles);
    }

    @Override
    public Brush brush(double boxSize) {
        List<Deposit> deposits = new ArrayList<>();
        points.forEach(at -> deposits.add(Deposit.of(assignment, boxSize, at)));
        Brush all = (grids, x, y, z, units, chosen, from, to) -> {
            for (int g = 0; g < deposits.size(); g++) {
                deposits.get(g).add(grids.get(g), x, y, z, units, chosen, from, to);
            }
        };
        Brush some = isWhole() ? all : new Sieve(all, boxSize);
        return fold == 1 ? some : new Folding(some, boxSize, fold);
    }

    /** Lets those particles through that may reach one of the planes; the grids leave out the rest of what they deposit. */
    private final class Sieve implements Brush {
        /** Cells that a particle reaches, on either side of its own, on either of two interlaced grids, and one to spare. */
        private static final int REACH = 4;

        private final Brush brush;
        private final double cells;
        private int[] near = {};

        Sieve(Brush brush, double boxSize) {
            this.brush = brush;
            this.cells = side / boxSize;
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
            if (near.length < to - from) {
                near = new int[to - from];
            }
            int count = 0;
            for (int n = from; n < to; n++) {
                int above = Math.floorMod((int) (x[chosen[n]] * cells) - planes.from() + REACH, side);
                if (above < planes.count() + 2 * REACH) {
                    near[count++] = chosen[n];
                }
            }
            brush.add(grids, x, y, z, units, near, 0, count);
        }
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
