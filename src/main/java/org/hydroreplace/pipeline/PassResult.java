package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.hydroreplace.field.Source;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.snapshot.ParticleType;
import org.jspecify.annotations.Nullable;

/** What a pass over the particles of one run has accumulated. */
final class PassResult {
    /** Cells that are added up at once: what that takes is not worth collecting. */
    private static final int STRETCH = 256;

    private final Source source;
    private final int part;
    private final long fields;
    private final MassScale scale;
    private final ProfileScales profileScales;
    private final ClassTable classes;
    private final Accumulators sums;
    private final StopRequest stop;
    private final Map<Integer, int[]> timesOfFields = new ConcurrentHashMap<>();
    /** Whether the volumes are shared among ranks: those stop together. */
    private boolean shared;

    /**
     * A result.
     *
     * @param part of the snapshot that was read
     * @param fields the fields whose particles were accumulated, as bits
     */
    PassResult(
            Source source,
            int part,
            long fields,
            MassScale scale,
            ProfileScales profileScales,
            ClassTable classes,
            Accumulators sums,
            StopRequest stop) {
        this.source = source;
        this.part = part;
        this.fields = fields;
        this.scale = scale;
        this.profileScales = profileScales;
        this.classes = classes;
        this.sums = sums;
        this.stop = stop;
    }

    Source source() {
        return source;
    }

    /** Which part of the run's snapshot was read. */
    int part() {
        return part;
    }

    /**
     * Adds the sums of all ranks: of volumes each rank has its planes then, of all else the first rank. Collective.
     *
     * @return bytes of the grids and tables that each rank handed on
     */
    long addRanks(Ranks ranks) {
        shared = ranks.size() > 1;
        timesOfFields.clear();
        return new RankSums(ranks, classes, sums).add();
    }

    /** Takes the planes over that another pass over the same particles was for. */
    void join(PassResult next) {
        sums.join(next.sums);
    }

    /** Whether the pass served a field. */
    boolean covers(int field) {
        return (fields >>> field & 1) != 0;
    }

    /** Forgets all grids, and all profiles but those of some fields (bits); masses and numbers remain. */
    void release(long profilesToKeep) {
        sums.release(profilesToKeep);
    }

    /**
     * Adds this run's part of a stretch of cells of a field's grid to {@code cells}, as mass in Msun/h.
     *
     * @param number which of the canvas's grids
     * @param row number of the row in row order, of the indices before the last
     * @param from first cell in the row
     * @throws org.hydroreplace.io.StoppedException if the run is to stop
     */
    void addCells(int field, Canvas canvas, int number, int row, int from, double[] cells) {
        if (!shared || canvas.dimensions() == 2) {
            stop.check();
        }
        int side = canvas.side();
        int begin = row % side * side + from;
        int[] times = times(field);
        List<long[]> slabs = new ArrayList<>();
        List<Integer> factors = new ArrayList<>();
        for (int c = 0; c < times.length; c++) {
            MassGrid grid = times[c] == 0 ? null : sums.grid(c, canvas, number);
            if (grid != null) {
                slabs.add(grid.slab(row / side));
                factors.add(times[c]);
            }
        }
        long[] units = new long[slabs.isEmpty() ? 0 : STRETCH];
        for (int stretch = 0; stretch < cells.length && !slabs.isEmpty(); stretch += STRETCH) {
            int count = Math.min(STRETCH, cells.length - stretch);
            Arrays.fill(units, 0);
            for (int s = 0; s < factors.size(); s++) {
                long[] slab = slabs.get(s);
                int factor = factors.get(s);
                for (int j = 0; j < count; j++) {
                    units[j] += factor * slab[begin + stretch + j];
                }
            }
            for (int j = 0; j < count; j++) {
                cells[stretch + j] += scale.toMass(units[j]);
            }
        }
    }

    /** How often each class counts for a field. The table takes a lock, and asks for each class. */
    private int[] times(int field) {
        return timesOfFields.computeIfAbsent(
                field,
                f -> IntStream.range(0, classes.size())
                        .map(c -> classes.times(f, c))
                        .toArray());
    }

    /** Sets {@code cells} to a stretch of cells of a field's grid, over all runs, as mass in Msun/h. */
    static void cells(
            List<PassResult> passes, int field, Canvas canvas, int number, int row, int from, double[] cells) {
        Arrays.fill(cells, 0);
        for (PassResult pass : passes) {
            pass.addCells(field, canvas, number, row, from, cells);
        }
    }

    /** Mass of this run that a field takes, Msun/h. */
    double mass(int field) {
        return scale.toMass(units(field));
    }

    /** Mass of this run that a field does not take, Msun/h. */
    double massLeftOut(int field) {
        return scale.toMass(totalUnits() - units(field));
    }

    /** Sum of the squared masses of the particles of this run that a field takes, (Msun/h)^2. */
    double squaredMass(int field) {
        SquareSum squares = new SquareSum();
        for (int c = 0; c < classes.size(); c++) {
            sums.addSquares(c, classes.times(field, c), squares);
        }
        return squares.value() * scale.unit() * scale.unit();
    }

    /** The profile sums of a field from this run, or null if none of its particles lies in a halo. */
    @Nullable
    ProfileSums profiles(int field) {
        return sums.profiles(field);
    }

    /** The units of the profile sums. */
    ProfileScales profileScales() {
        return profileScales;
    }

    private long units(int field) {
        long units = 0;
        for (int c = 0; c < classes.size(); c++) {
            units += classes.times(field, c) * sums.units(c);
        }
        return units;
    }

    /** Mass of all matter read, Msun/h. */
    double totalMass() {
        return scale.toMass(totalUnits());
    }

    private long totalUnits() {
        long units = 0;
        for (ParticleType type : ParticleType.all()) {
            units += sums.units(type);
        }
        return units;
    }

    /** Mass of the particles of a type, Msun/h. */
    double mass(ParticleType type) {
        return scale.toMass(sums.units(type));
    }

    long particles(ParticleType type) {
        return sums.particles(type);
    }
}
