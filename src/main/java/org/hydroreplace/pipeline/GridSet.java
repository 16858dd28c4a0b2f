package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.snapshot.ParticleType;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of a pass over one run: for every class of particles a map along each axis, and the sums of mass and
 * particles. One thread at a time; sets of several threads are added, exactly. A class takes its memory when its first
 * particle comes.
 */
final class GridSet {
    private final List<Axis> axes;
    private final int side;
    private final Deposit deposit;
    private final List<@Nullable List<MassGrid>> grids = new ArrayList<>();
    private final List<Long> classUnits = new ArrayList<>();
    private final long[] unitsByType = new long[ParticleType.all().size()];
    private final long[] countByType = new long[ParticleType.all().size()];

    GridSet(List<Axis> axes, int side, Deposit deposit) {
        this.axes = axes;
        this.side = side;
        this.deposit = deposit;
    }

    /** Counts particles of a type, whether or not a field takes them. */
    void count(ParticleType type, long particles, long units) {
        countByType[type.number()] += particles;
        unitsByType[type.number()] += units;
    }

    /** Deposits the particles {@code chosen[from..to)} into one class. */
    void add(int particleClass, double[] x, double[] y, double[] z, long[] units, int[] chosen, int from, int to) {
        List<MassGrid> maps = grids(particleClass);
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            deposit.add(
                    maps.get(i), along(axis.first(), x, y, z), along(axis.second(), x, y, z), units, chosen, from, to);
        }
        long sum = 0;
        for (int n = from; n < to; n++) {
            sum += units[chosen[n]];
        }
        classUnits.set(particleClass, classUnits.get(particleClass) + sum);
    }

    private static double[] along(Axis axis, double[] x, double[] y, double[] z) {
        return switch (axis) {
            case X -> x;
            case Y -> y;
            case Z -> z;
        };
    }

    private List<MassGrid> grids(int particleClass) {
        while (grids.size() <= particleClass) {
            grids.add(null);
            classUnits.add(0L);
        }
        List<MassGrid> maps = grids.get(particleClass);
        if (maps == null) {
            maps = new ArrayList<>();
            for (int i = 0; i < axes.size(); i++) {
                maps.add(new MassGrid(2, side));
            }
            grids.set(particleClass, maps);
        }
        return maps;
    }

    /** Adds the sums of another set, which is not to be used any more: a class that only it has changes hands. */
    void absorb(GridSet other) {
        for (int c = 0; c < other.grids.size(); c++) {
            List<MassGrid> theirs = other.grids.get(c);
            if (theirs == null) {
                continue;
            }
            if (c < grids.size() && grids.get(c) != null) {
                List<MassGrid> ours = grids(c);
                for (int i = 0; i < axes.size(); i++) {
                    ours.get(i).add(theirs.get(i));
                }
            } else {
                while (grids.size() <= c) {
                    grids.add(null);
                    classUnits.add(0L);
                }
                grids.set(c, theirs);
            }
            classUnits.set(c, classUnits.get(c) + other.classUnits.get(c));
            other.grids.set(c, null);
        }
        for (int t = 0; t < countByType.length; t++) {
            countByType[t] += other.countByType[t];
            unitsByType[t] += other.unitsByType[t];
        }
    }

    /** The map of a class along an axis, or null if the class has no particle or the axis was not asked for. */
    @Nullable
    MassGrid map(int particleClass, Axis axis) {
        List<MassGrid> maps = particleClass < grids.size() ? grids.get(particleClass) : null;
        return maps == null || !axes.contains(axis) ? null : maps.get(axes.indexOf(axis));
    }

    /** Mass of all particles of a class, in units. */
    long units(int particleClass) {
        return particleClass < classUnits.size() ? classUnits.get(particleClass) : 0;
    }

    /** Mass of all particles of a type, in units. */
    long units(ParticleType type) {
        return unitsByType[type.number()];
    }

    /** Particles of a type. */
    long particles(ParticleType type) {
        return countByType[type.number()];
    }
}
