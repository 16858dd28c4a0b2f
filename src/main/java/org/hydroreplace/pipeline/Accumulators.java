package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.snapshot.ParticleType;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of a pass over one run: for every class of particles a map along each axis and the sums of mass and
 * its square, for every field with profiles their sums, and mass and number by type. One thread at a time; those of
 * several threads are added, exactly. A class takes its memory when its first particle comes, a field's profiles likewise.
 */
final class Accumulators {
    /**
     * What is accumulated.
     *
     * @param axes directions of the maps; none where only profiles are wanted
     * @param side cells along a side of a map
     * @param profiles makes empty sums for the profiles of one field
     */
    record Shape(List<Axis> axes, int side, Deposit deposit, Supplier<ProfileSums> profiles) {}

    /** Says which fields (bits) take a particle. */
    interface FieldsOf {
        long of(int particle);
    }

    private final Shape shape;
    private final List<Axis> axes;
    private final List<@Nullable ClassSums> classes = new ArrayList<>();
    private final @Nullable ProfileSums[] profiles = new @Nullable ProfileSums[FieldRouter.MAX_FIELDS];
    final long[] unitsByType = new long[ParticleType.all().size()];
    final long[] countByType = new long[ParticleType.all().size()];

    Accumulators(Shape shape) {
        this.shape = shape;
        this.axes = shape.axes();
    }

    /** The sums of one class. */
    static final class ClassSums {
        final List<MassGrid> maps = new ArrayList<>();
        final SquareSum squares = new SquareSum();
        long units;
    }

    /** Counts particles of a type, whether or not a field takes them. */
    void count(ParticleType type, long particles, long units) {
        countByType[type.number()] += particles;
        unitsByType[type.number()] += units;
    }

    /** Deposits the particles {@code chosen[from..to)} into one class. */
    void add(int particleClass, double[] x, double[] y, double[] z, long[] units, int[] chosen, int from, int to) {
        ClassSums sums = classSums(particleClass);
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            shape.deposit()
                    .add(
                            sums.maps.get(i),
                            along(axis.first(), x, y, z),
                            along(axis.second(), x, y, z),
                            units,
                            chosen,
                            from,
                            to);
        }
        count(sums, units, chosen, from, to);
    }

    /** Sums units and their squares, equal ones at once: all particles of a type may have the same mass. */
    private static void count(ClassSums sums, long[] units, int[] chosen, int from, int to) {
        long sum = 0;
        long last = 0;
        long times = 0;
        for (int n = from; n < to; n++) {
            long one = units[chosen[n]];
            if (one == last) {
                times++;
            } else {
                sums.squares.add(last, times);
                sum += last * times;
                last = one;
                times = 1;
            }
        }
        sums.squares.add(last, times);
        sums.units += sum + last * times;
    }

    /** Adds particles of one component to the profiles of the fields that take them. */
    void addProfiles(HitList hits, Component component, FieldsOf fieldsOf) {
        for (int n = 0; n < hits.size(); n++) {
            for (long rest = fieldsOf.of(hits.particle(n)); rest != 0; rest &= rest - 1) {
                int field = Long.numberOfTrailingZeros(rest);
                profileSums(field).add(hits.halo(n), component, hits.segment(n), hits.units(n));
            }
        }
    }

    /** The profiles of a field, empty where they are new. */
    ProfileSums profileSums(int field) {
        ProfileSums sums = profiles[field];
        if (sums == null) {
            sums = shape.profiles().get();
            profiles[field] = sums;
        }
        return sums;
    }

    private static double[] along(Axis axis, double[] x, double[] y, double[] z) {
        return switch (axis) {
            case X -> x;
            case Y -> y;
            case Z -> z;
        };
    }

    /** The sums of a class, empty where it is new. */
    ClassSums classSums(int particleClass) {
        while (classes.size() <= particleClass) {
            classes.add(null);
        }
        ClassSums sums = classes.get(particleClass);
        if (sums == null) {
            sums = new ClassSums();
            for (int i = 0; i < axes.size(); i++) {
                sums.maps.add(new MassGrid(2, shape.side()));
            }
            classes.set(particleClass, sums);
        }
        return sums;
    }

    /** Adds other sums, which are not to be used any more: what only they have changes hands. */
    void absorb(Accumulators other) {
        while (classes.size() < other.classes.size()) {
            classes.add(null);
        }
        for (int c = 0; c < other.classes.size(); c++) {
            ClassSums ours = classes.get(c);
            ClassSums theirs = other.classes.get(c);
            if (ours == null) {
                classes.set(c, theirs);
            } else if (theirs != null) {
                for (int i = 0; i < axes.size(); i++) {
                    ours.maps.get(i).add(theirs.maps.get(i));
                }
                ours.units += theirs.units;
                ours.squares.add(theirs.squares);
            }
            other.classes.set(c, null);
        }
        for (int f = 0; f < profiles.length; f++) {
            ProfileSums ours = profiles[f];
            ProfileSums theirs = other.profiles[f];
            if (ours == null) {
                profiles[f] = theirs;
            } else if (theirs != null) {
                ours.add(theirs);
            }
            other.profiles[f] = null;
        }
        for (int t = 0; t < countByType.length; t++) {
            countByType[t] += other.countByType[t];
            unitsByType[t] += other.unitsByType[t];
            other.countByType[t] = 0;
            other.unitsByType[t] = 0;
        }
    }

    /** The map of a class along an axis, or null if the class has no particle or the axis was not asked for. */
    @Nullable
    MassGrid map(int particleClass, Axis axis) {
        ClassSums sums = known(particleClass);
        return sums == null || !axes.contains(axis) ? null : sums.maps.get(axes.indexOf(axis));
    }

    /** The profiles of a field, or null if none of its particles lies in a halo. */
    @Nullable
    ProfileSums profiles(int field) {
        return profiles[field];
    }

    /** Mass of all particles of a class, in units. */
    long units(int particleClass) {
        ClassSums sums = known(particleClass);
        return sums == null ? 0 : sums.units;
    }

    /** Adds the squares of the masses of all particles of a class, in units squared, or takes them away. */
    void addSquares(int particleClass, int times, SquareSum to) {
        ClassSums sums = known(particleClass);
        if (sums != null && times > 0) {
            to.add(sums.squares);
        } else if (sums != null && times < 0) {
            to.subtract(sums.squares);
        }
    }

    /** Forgets all maps, and all profiles but those of some fields (bits): what the products no longer need. */
    void release(long profilesToKeep) {
        for (ClassSums sums : classes) {
            if (sums != null) {
                sums.maps.clear();
            }
        }
        for (int f = 0; f < profiles.length; f++) {
            if ((profilesToKeep >>> f & 1) == 0) {
                profiles[f] = null;
            }
        }
    }

    /** The sums of a class, or null if it has no particle here. */
    @Nullable
    ClassSums known(int particleClass) {
        return particleClass < classes.size() ? classes.get(particleClass) : null;
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
