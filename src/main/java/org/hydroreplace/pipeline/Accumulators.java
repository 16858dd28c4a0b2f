package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.Encounters;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.snapshot.ParticleType;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of a pass over one run: for every class of particles the grids of each canvas and the sums of mass and
 * its square, for every field with profiles their sums, and mass and number by type. One thread at a time; those of
 * several threads are added, exactly. A class takes its memory when its first particle comes, a field's profiles likewise.
 */
final class Accumulators {
    /**
     * What is accumulated.
     *
     * @param canvases grids of a class; none where only profiles are wanted
     * @param boxSize Mpc/h
     * @param profiles makes empty sums for the profiles of a field, by its place
     * @param shared grids that all sets of this shape deposit into
     */
    record Shape(List<Canvas> canvases, double boxSize, IntFunction<ProfileSums> profiles, SharedGrids shared) {
        Shape(List<Canvas> canvases, double boxSize, IntFunction<ProfileSums> profiles) {
            this(canvases, boxSize, profiles, new SharedGrids());
        }
    }

    private final Shape shape;
    private final List<Canvas> canvases;
    private final List<Canvas.Brush> brushes = new ArrayList<>();
    private final int first;
    private final List<@Nullable ClassSums> classes = new ArrayList<>();
    private final @Nullable ProfileSums[] profiles = new @Nullable ProfileSums[FieldRouter.MAX_FIELDS];
    final long[] unitsByType = new long[ParticleType.all().size()];
    final long[] countByType = new long[ParticleType.all().size()];

    Accumulators(Shape shape) {
        this(shape, 0, 1);
    }

    /**
     * One of several sets.
     *
     * @param number from 0; sets begin with different canvases, lest their threads wait for each other's shared grids
     */
    Accumulators(Shape shape, int number, int sets) {
        this.shape = shape;
        this.first = shape.canvases().size() * number / sets;
        this.canvases = shape.canvases();
        canvases.forEach(canvas -> brushes.add(canvas.brush(shape.boxSize())));
    }

    /** The sums of one class. */
    static final class ClassSums {
        /** Of one canvas after the other. */
        final List<MassGrid> grids = new ArrayList<>();

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
        for (int k = 0; k < canvases.size(); k++) {
            int i = (k + first) % canvases.size();
            int grid = gridsBefore(i);
            int end = grid + canvases.get(i).grids();
            brushes.get(i).add(sums.grids.subList(grid, end), x, y, z, units, chosen, from, to);
        }
        count(sums, units, chosen, from, to);
    }

    private int gridsBefore(int canvas) {
        int grids = 0;
        for (int i = 0; i < canvas; i++) {
            grids += canvases.get(i).grids();
        }
        return grids;
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

    /**
     * Adds particles of one component to the profiles of the fields that take them.
     *
     * @param near where they are among the halos of the group
     * @param fieldsOf the fields (bits) that take each
     * @param mass mass of each, Msun/h
     * @param scale the unit of the component
     */
    void addProfiles(
            ProfileGroup group, Encounters near, Component component, long[] fieldsOf, double[] mass, MassScale scale) {
        // By field; a field takes its memory with its first particle.
        ProfileSums.@Nullable Part[] sums = new ProfileSums.@Nullable Part[FieldRouter.MAX_FIELDS];
        double lastMass = Double.NaN;
        long units = 0;
        for (int n = 0; n < near.size(); n++) {
            int particle = near.particle(n);
            long rest = fieldsOf[particle] & group.fields();
            int row = group.row(near.sphere(n));
            int segment = rest == 0 ? -1 : group.segment(row, near.distanceSquared(n));
            if (segment < 0) {
                continue;
            }
            if (mass[particle] != lastMass) {
                lastMass = mass[particle];
                units = scale.toUnits(lastMass);
            }
            for (; rest != 0; rest &= rest - 1) {
                int field = Long.numberOfTrailingZeros(rest);
                ProfileSums.Part part = sums[field];
                if (part == null) {
                    part = profileSums(field).part(component);
                    sums[field] = part;
                }
                part.add(row, segment, units);
            }
        }
    }

    /** The profiles of a field, empty where they are new. */
    ProfileSums profileSums(int field) {
        ProfileSums sums = profiles[field];
        if (sums == null) {
            sums = shape.profiles().apply(field);
            profiles[field] = sums;
        }
        return sums;
    }

    /** The sums of a class, empty where it is new. */
    ClassSums classSums(int particleClass) {
        while (classes.size() <= particleClass) {
            classes.add(null);
        }
        ClassSums sums = classes.get(particleClass);
        if (sums == null) {
            sums = new ClassSums();
            List<List<MassGrid>> grids = new ArrayList<>(Collections.nCopies(canvases.size(), List.of()));
            for (int k = 0; k < canvases.size(); k++) {
                int i = (k + first) % canvases.size();
                Canvas canvas = canvases.get(i);
                grids.set(i, canvas.isShared() ? shape.shared().grids(particleClass, canvas) : emptyGrids(canvas));
            }
            grids.forEach(sums.grids::addAll);
            classes.set(particleClass, sums);
        }
        return sums;
    }

    /** Sums of the shape of a class, which belong to none. */
    ClassSums emptyClass() {
        ClassSums sums = new ClassSums();
        for (Canvas canvas : canvases) {
            sums.grids.addAll(emptyGrids(canvas));
        }
        return sums;
    }

    private static List<MassGrid> emptyGrids(Canvas canvas) {
        List<MassGrid> grids = new ArrayList<>();
        for (int g = 0; g < canvas.grids(); g++) {
            grids.add(canvas.newGrid());
        }
        return grids;
    }

    /** The grids of shared canvases, by class; made by the first thread that needs them, while others make others. Thread-safe. */
    static final class SharedGrids {
        private final Map<Integer, Map<Canvas, List<MassGrid>>> known = new ConcurrentHashMap<>();

        List<MassGrid> grids(int particleClass, Canvas canvas) {
            return known.computeIfAbsent(particleClass, c -> new ConcurrentHashMap<>())
                    .computeIfAbsent(canvas, Accumulators::emptyGrids);
        }

        /** Forgets them. */
        void clear() {
            known.clear();
        }
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
                for (int i = 0; i < ours.grids.size(); i++) {
                    if (!ours.grids.get(i).equals(theirs.grids.get(i))) {
                        ours.grids.get(i).add(theirs.grids.get(i));
                    }
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

    /**
     * A grid of a class, or null if the class has no particle or the canvas was not asked for.
     *
     * @param number which of the canvas's grids
     */
    @Nullable
    MassGrid grid(int particleClass, Canvas canvas, int number) {
        ClassSums sums = known(particleClass);
        int place = place(canvas);
        if (sums == null || place < 0) {
            return null;
        }
        return sums.grids.get(gridsBefore(place) + number);
    }

    /** Where a canvas, or some planes of it, is among those here; -1 if it was not asked for. */
    private int place(Canvas canvas) {
        for (int i = 0; i < canvases.size(); i++) {
            if (canvases.get(i).isOf(canvas)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the planes over that another pass over the same particles was for; classes have the same numbers in both. */
    void join(Accumulators next) {
        for (int c = 0; c < next.classes.size(); c++) {
            for (Canvas canvas : next.canvases) {
                for (int g = 0; g < canvas.grids(); g++) {
                    MassGrid planes = next.grid(c, canvas, g);
                    if (planes != null) {
                        Objects.requireNonNull(grid(c, canvas, g)).join(planes);
                    }
                }
            }
        }
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

    /** Forgets all grids, and all profiles but those of some fields (bits): what the products no longer need. */
    void release(long profilesToKeep) {
        shape.shared().clear();
        for (ClassSums sums : classes) {
            if (sums != null) {
                sums.grids.clear();
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
