package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.io.Checkpointed;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.hydroreplace.pipeline.Accumulators.ClassSums;

/**
 * The sets of accumulators of a pass as a part of a checkpoint: their sum is written, added up on the way, so that no copy
 * is made and the number of sets may differ when it is read. Classes of particles are kept by the fields that take them,
 * since their numbers depend on the order in which they were met; a class that the limit of the reading run does not
 * allow is loaded into those of its fields, as its particles would be deposited.
 */
final class SavedAccumulators implements Checkpointed {
    private final AccumulatorPool pool;
    private final ClassTable classes;

    SavedAccumulators(AccumulatorPool pool, ClassTable classes) {
        this.pool = pool;
        this.classes = classes;
    }

    @Override
    public void save(StateOutput out) {
        List<Accumulators> sets = pool.sets();
        out.writeSum(sets.stream().map(set -> set.countByType).toList());
        out.writeSum(sets.stream().map(set -> set.unitsByType).toList());
        for (int c = 0; c < classes.size(); c++) {
            List<ClassSums> parts = new ArrayList<>();
            for (Accumulators set : sets) {
                ClassSums part = set.known(c);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (!parts.isEmpty()) {
                out.writeLong(classes.fields(c));
                save(parts, out);
            }
        }
        out.writeLong(0);
        for (int f = 0; f < FieldRouter.MAX_FIELDS; f++) {
            List<ProfileSums> parts = new ArrayList<>();
            for (Accumulators set : sets) {
                ProfileSums part = set.profiles(f);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (!parts.isEmpty()) {
                out.writeLong(f);
                ProfileSums.saveSum(parts, out);
            }
        }
        out.writeLong(-1);
    }

    private static void save(List<ClassSums> parts, StateOutput out) {
        long units = 0;
        SquareSum squares = new SquareSum();
        for (ClassSums part : parts) {
            units += part.units;
            squares.add(part.squares);
        }
        out.writeLong(units);
        squares.save(out);
        int grids = parts.getFirst().grids.size();
        out.writeLong(grids);
        for (int g = 0; g < grids; g++) {
            int grid = g;
            // Shared grids are the same ones in every set.
            MassGrid.saveSum(
                    parts.stream().map(part -> part.grids.get(grid)).distinct().toList(), out);
        }
    }

    @Override
    public void load(StateInput in) {
        Accumulators set = pool.sets().getFirst();
        in.addTo(List.of(set.countByType));
        in.addTo(List.of(set.unitsByType));
        for (long fields = in.readLong(); fields != 0; fields = in.readLong()) {
            List<ClassSums> targets = new ArrayList<>();
            for (int c : classes.classes(fields)) {
                targets.add(set.classSums(c));
            }
            load(targets, in);
        }
        for (long field = in.readLong(); field != -1; field = in.readLong()) {
            if (field < 0 || field >= FieldRouter.MAX_FIELDS) {
                throw in.damaged("profiles of field " + field);
            }
            set.profileSums((int) field).load(in);
        }
    }

    private static void load(List<ClassSums> targets, StateInput in) {
        long units = in.readLong();
        SquareSum squares = new SquareSum();
        squares.load(in);
        for (ClassSums target : targets) {
            target.units += units;
            target.squares.add(squares);
        }
        int grids = targets.getFirst().grids.size();
        in.expect(grids, "grids of a class");
        for (int g = 0; g < grids; g++) {
            int grid = g;
            MassGrid.load(targets.stream().map(target -> target.grids.get(grid)).toList(), in);
        }
    }

    /** Mass of all particles in the sets, in units. */
    long units() {
        long units = 0;
        for (Accumulators set : pool.sets()) {
            for (long ofType : set.unitsByType) {
                units = Math.addExact(units, ofType);
            }
        }
        return units;
    }
}
