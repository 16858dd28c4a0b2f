package org.hydroreplace.grid;

/**
 * A real square or cubic grid, and in its place, after {@link #forward}, its Fourier transform: sum over cells of x
 * exp(-2 pi i n.j / side), unnormalised, for the modes 0 to side/2 of the last index and all of the others (those above
 * side/2 are the negative ones). The modes left out are complex conjugates of those kept.
 *
 * <p>Any side from 1 to 46340, even or odd: a slab for each first index, so that there may be more than 2^31 cells. A cubic
 * grid may be held by several processes together, each with some of its planes ({@link SlabExchange}); filling and
 * transforming are then collective. The bits depend on the cells alone, not on the number of threads or processes.
 *
 * <p>Transforms along the last two indices stay within a plane. One process goes across its planes for those along the first; where
 * there are several, the first two indices change places, so that what was along the first is within a plane: a process that
 * had the planes of some first indices has the modes of those second indices.
 */
public final class FourierGrid {
    /** A block of columns should stay in a core's second-level cache. */
    private static final int BLOCK_BYTES = 1 << 19;

    /** A column of a power of two would meet itself in the cache without something between two of them. */
    private static final int PADDING = 16;

    private final int dimensions;
    private final int side;
    private final int rowsPerSlab;
    private final int rowLength;
    private final Precision precision;
    private final FourierTransform transform;
    private final SlabExchange ranks;
    private final PlaneRange planes;
    private final Slabs slabs;

    /** A grid of zeros that one process has. */
    public FourierGrid(int dimensions, int side, Precision precision) {
        this(dimensions, side, precision, SlabExchange.ALONE);
    }

    /**
     * A grid of zeros.
     *
     * @param dimensions 2 or 3
     * @param side cells along each dimension
     * @param ranks who has it, one process alone in two dimensions
     */
    public FourierGrid(int dimensions, int side, Precision precision, SlabExchange ranks) {
        if (dimensions < 2 || dimensions > 3 || side < 1 || side > MassGrid.MAX_SIDE) {
            throw new IllegalArgumentException("a transform of " + side + "^" + dimensions
                    + " cells is not between 1^2 and " + MassGrid.MAX_SIDE + "^3");
        }
        if (dimensions == 2 && ranks.size() > 1) {
            throw new IllegalArgumentException("a plane is not shared among processes");
        }
        this.dimensions = dimensions;
        this.side = side;
        this.rowsPerSlab = dimensions == 2 ? 1 : side;
        this.rowLength = FourierTransform.halfComplex(side);
        this.precision = precision;
        this.transform = FourierTransform.of(side);
        this.ranks = ranks;
        this.planes = ranks.planes(side);
        this.slabs = Slabs.of(precision, planes.count(), rowsPerSlab * rowLength);
    }

    /** Bytes that a grid takes, with what threads take while they transform it. */
    public static long bytes(int dimensions, int side, Precision precision, int threads) {
        return bytes(dimensions, side, precision, threads, 1);
    }

    /** Bytes that the part of one of so many processes takes at most, with what threads, if there are any, take while they transform it. */
    public static long bytes(int dimensions, int side, Precision precision, int threads, int ranks) {
        long planes = PlaneRange.mostOfRank(side, ranks);
        long rows = dimensions == 2 ? side : planes * side;
        long grid = rows * FourierTransform.halfComplex(side) * precision.bytes() + 16L * side;
        grid += threads == 0 ? 0 : SlabTransposition.bytes(side, precision, ranks);
        long thread = Double.BYTES * ((long) blockWidth(side) * stride(side) + 10L * side);
        return grid + Double.BYTES * 20L * side + threads * thread;
    }

    public int dimensions() {
        return dimensions;
    }

    public int side() {
        return side;
    }

    /** Who has the grid. */
    public SlabExchange ranks() {
        return ranks;
    }

    /** Rows along the last index: side in two dimensions, side^2 in three. */
    public int rows() {
        return side * rowsPerSlab;
    }

    /**
     * Sets all cells of this process, reading each of their rows once. Returns the mean of all cells; its sum is formed in a
     * fixed order.
     */
    public double fill(CellRows cells, int threads) throws InterruptedException {
        double[] sums = new double[planes.count()];
        Workers.run(threads, planes.count(), () -> {
            double[] row = new double[side];
            return slab -> {
                for (int r = 0; r < rowsPerSlab; r++) {
                    cells.read((planes.from() + slab) * rowsPerSlab + r, row);
                    double sum = 0;
                    for (double cell : row) {
                        sum += cell;
                    }
                    sums[slab] += sum;
                    slabs.put(slab, r * rowLength, row, side);
                }
            };
        });
        double total = 0;
        for (double[] ofRank : ranks.gather(sums)) {
            for (double sum : ofRank) {
                total += sum;
            }
        }
        return total / rows() / side;
    }

    /** What a filter does to one row of modes. */
    @FunctionalInterface
    public interface ModeRows {
        /**
         * Changes one row of modes in place. Called from several threads, for every row once.
         *
         * @param row number in row order, of the indices but the last
         * @param modes real and imaginary parts of the modes 0 to side/2 of the last index in turn
         */
        void change(int row, double[] modes);
    }

    /** Transforms {@code scale} times each cell plus {@code shift}. */
    public void forward(double scale, double shift, int threads) throws InterruptedException {
        Workers.run(threads, planes.count(), () -> {
            double[] row = new double[rowLength];
            double[] block = new double[rowsPerSlab == 1 ? 0 : blockWidth(side) * stride(side)];
            return slab -> {
                for (int r = 0; r < rowsPerSlab; r++) {
                    slabs.get(slab, r * rowLength, row, side);
                    for (int i = 0; i < side; i++) {
                        row[i] = row[i] * scale + shift;
                    }
                    transform.real(row, 0);
                    slabs.put(slab, r * rowLength, row, rowLength);
                }
                if (rowsPerSlab > 1) {
                    alongSecondIndex(slab, block, transform::complex);
                }
            };
        });
        if (ranks.size() == 1) {
            alongFirstIndex(threads, transform::complex);
        } else {
            new SlabTransposition(slabs, side, rowLength, precision, ranks).run(threads);
            Workers.run(threads, planes.count(), () -> {
                double[] block = new double[blockWidth(side) * stride(side)];
                return slab -> alongSecondIndex(slab, block, transform::complex);
            });
        }
    }

    /** Changes all modes, row by row. */
    public void change(ModeRows filter, int threads) throws InterruptedException {
        copyTo(this, filter, threads);
    }

    /** Other modes made from these: the same grid over again, which takes as many bytes. */
    public FourierGrid changed(ModeRows filter, int threads) throws InterruptedException {
        FourierGrid copy = new FourierGrid(dimensions, side, precision);
        copyTo(copy, filter, threads);
        return copy;
    }

    private void copyTo(FourierGrid target, ModeRows filter, int threads) throws InterruptedException {
        Workers.run(threads, side, () -> {
            double[] row = new double[rowLength];
            return slab -> {
                for (int r = 0; r < rowsPerSlab; r++) {
                    slabs.get(slab, r * rowLength, row, rowLength);
                    filter.change(slab * rowsPerSlab + r, row);
                    target.slabs.put(slab, r * rowLength, row, rowLength);
                }
            };
        });
    }

    /**
     * Transforms back, unnormalised: after it, {@link #cells} are side^dimensions times what the modes were made from. The
     * modes are gone.
     */
    public void inverse(int threads) throws InterruptedException {
        inverseAlongColumns(threads);
        Workers.run(threads, side, () -> {
            double[] row = new double[rowLength];
            return slab -> {
                for (int r = 0; r < rowsPerSlab; r++) {
                    slabs.get(slab, r * rowLength, row, rowLength);
                    transform.realInverse(row, 0);
                    slabs.put(slab, r * rowLength, row, side);
                }
            };
        });
    }

    /**
     * Transforms back along all indices but the last: what {@link #modes} then gives of a row, transformed by
     * {@link FourierTransform#realInverse}, are its cells. Products of one grid with functions of the last index alone
     * share this part of the work.
     */
    public void inverseAlongColumns(int threads) throws InterruptedException {
        alongFirstIndex(threads, transform::complexInverse);
        if (rowsPerSlab > 1) {
            Workers.run(threads, side, () -> {
                double[] block = new double[blockWidth(side) * stride(side)];
                return slab -> alongSecondIndex(slab, block, transform::complexInverse);
            });
        }
    }

    /** The cells, before {@link #forward} or after {@link #inverse}; reads the grid, holds no copy. */
    public CellRows cells() {
        return (row, cells) -> slabs.get(row / rowsPerSlab, row % rowsPerSlab * rowLength, cells, side);
    }

    /** A transform of the complex numbers from a place of an array on. */
    @FunctionalInterface
    private interface Columns {
        void transform(double[] values, int offset);
    }

    private void alongSecondIndex(int slab, double[] block, Columns direction) {
        int stride = stride(side);
        int width = blockWidth(side);
        for (int first = 0; first < rowLength / 2; first += width) {
            int columns = Math.min(width, rowLength / 2 - first);
            for (int r = 0; r < side; r++) {
                slabs.gather(slab, r * rowLength + 2 * first, columns, block, 2 * r, stride);
            }
            for (int c = 0; c < columns; c++) {
                direction.transform(block, c * stride);
            }
            for (int r = 0; r < side; r++) {
                slabs.scatter(slab, r * rowLength + 2 * first, columns, block, 2 * r, stride);
            }
        }
    }

    private void alongFirstIndex(int threads, Columns direction) throws InterruptedException {
        int stride = stride(side);
        int width = blockWidth(side);
        int all = rowsPerSlab * (rowLength / 2);
        Workers.run(threads, (all + width - 1) / width, () -> {
            double[] block = new double[width * stride];
            return task -> {
                int first = task * width;
                int columns = Math.min(width, all - first);
                for (int i = 0; i < side; i++) {
                    slabs.gather(i, 2 * first, columns, block, 2 * i, stride);
                }
                for (int c = 0; c < columns; c++) {
                    direction.transform(block, c * stride);
                }
                for (int i = 0; i < side; i++) {
                    slabs.scatter(i, 2 * first, columns, block, 2 * i, stride);
                }
            };
        });
    }

    /**
     * Averages this transform with that of the same particles on a grid of {@link GridPoints#HALF_CELL_BELOW}. Modes of side/2 of an even side are taken as positive.
     *
     * @throws IllegalArgumentException if the other grid has another shape
     */
    public void interlace(FourierGrid between, int threads) throws InterruptedException {
        if (between.dimensions != dimensions || between.side != side) {
            throw new IllegalArgumentException("transforms of " + side + "^" + dimensions + " and " + between.side + "^"
                    + between.dimensions + " cells");
        }
        HalfCellPhases phases = new HalfCellPhases(side);
        Workers.run(threads, planes.count(), () -> {
            double[] here = new double[rowLength];
            double[] there = new double[rowLength];
            return slab -> {
                // Of the first index or, where these have changed places, of the second; r is the other one.
                int mode = FourierTransform.mode(planes.from() + slab, side);
                for (int r = 0; r < rowsPerSlab; r++) {
                    int offset = r * rowLength;
                    slabs.get(slab, offset, here, rowLength);
                    between.slabs.get(slab, offset, there, rowLength);
                    phases.average(here, there, mode + FourierTransform.mode(r, side));
                    slabs.put(slab, offset, here, rowLength);
                }
            };
        });
    }

    /**
     * Copies one row of modes, real and imaginary parts of the modes 0 to side/2 of the last index in turn.
     *
     * @param row number in row order, of the other indices; in three dimensions this process has the rows whose second index is
     *     among its {@link SlabExchange#planes}
     * @param modes at least side + 2 long
     */
    public void modes(int row, double[] modes) {
        if (ranks.size() == 1) {
            slabs.get(row / rowsPerSlab, row % rowsPerSlab * rowLength, modes, rowLength);
        } else {
            slabs.get(row % side - planes.from(), row / side * rowLength, modes, rowLength);
        }
    }

    /** Complex columns that are transformed side by side: at least two cache lines of each slab. */
    private static int blockWidth(int side) {
        return Math.clamp(BLOCK_BYTES / (16L * side), 8, 64);
    }

    private static int stride(int side) {
        return 2 * side + PADDING;
    }
}
