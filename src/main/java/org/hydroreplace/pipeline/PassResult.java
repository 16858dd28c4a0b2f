package org.hydroreplace.pipeline;

import org.hydroreplace.field.Source;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.snapshot.ParticleType;
import org.jspecify.annotations.Nullable;

/** What a pass over the particles of one run has accumulated. */
final class PassResult {
    private final Source source;
    private final long fields;
    private final MassScale scale;
    private final ProfileScales profileScales;
    private final ClassTable classes;
    private final Accumulators sums;
    private final StopRequest stop;

    /**
     * A result.
     *
     * @param fields the fields whose particles were accumulated, as bits
     */
    PassResult(
            Source source,
            long fields,
            MassScale scale,
            ProfileScales profileScales,
            ClassTable classes,
            Accumulators sums,
            StopRequest stop) {
        this.source = source;
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

    /** Whether the pass served a field. */
    boolean covers(int field) {
        return (fields >>> field & 1) != 0;
    }

    /** Forgets all maps, and all profiles but those of some fields (bits); masses and numbers remain. */
    void release(long profilesToKeep) {
        sums.release(profilesToKeep);
    }

    /**
     * Adds this run's part of one row of a field's map to {@code row}, as mass in Msun/h.
     *
     * @throws org.hydroreplace.io.StoppedException if the run is to stop
     */
    void addRow(int field, Axis axis, int first, double[] row) {
        stop.check();
        long[] units = new long[row.length];
        boolean any = false;
        for (int c = 0; c < classes.size(); c++) {
            int times = classes.times(field, c);
            MassGrid map = times == 0 ? null : sums.map(c, axis);
            if (map != null) {
                any = true;
                long[] cells = map.slab(first);
                for (int j = 0; j < units.length; j++) {
                    units[j] += times * cells[j];
                }
            }
        }
        for (int j = 0; any && j < row.length; j++) {
            row[j] += scale.toMass(units[j]);
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
