package org.hydroreplace.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.pipeline.Accumulators.ClassSums;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the accumulators of one pass over all ranks, at the first. Classes of particles are known to each rank by the
 * fields that take them: ranks meet them in different orders, and some not at all. All sums are of int64, so the order of
 * adding does not matter. Collective.
 */
final class RankSums {
    private final Ranks ranks;
    private final ClassTable classes;
    private final Accumulators sums;
    private long bytes;

    RankSums(Ranks ranks, ClassTable classes, Accumulators sums) {
        this.ranks = ranks;
        this.classes = classes;
        this.sums = sums;
    }

    private boolean isRoot() {
        return ranks.rank() == 0;
    }

    /**
     * Adds; what ranks but the first hold is then worth nothing.
     *
     * @return bytes of the grids and tables that each rank handed on
     * @throws ArithmeticException on all ranks, if the sums could overflow
     */
    long add() {
        ranks.sum(new long[][] {sums.countByType});
        addMasses();
        for (long code : codes()) {
            addClass(code);
        }
        for (int f = 0; f < FieldRouter.MAX_FIELDS; f++) {
            addProfiles(f);
        }
        return bytes;
    }

    private void sumToRoot(long[][] rows) {
        ranks.sumTo(0, rows);
        for (long[] row : rows) {
            bytes += (long) row.length * Long.BYTES;
        }
    }

    /** No cell of a grid can hold more than all particles together. */
    private void addMasses() {
        long mine = Arrays.stream(sums.unitsByType).sum();
        long total = 0;
        for (byte[] bytes :
                ranks.gather(ByteBuffer.allocate(Long.BYTES).putLong(mine).array())) {
            total = Math.addExact(total, ByteBuffer.wrap(bytes).getLong());
        }
        if (total > MassScale.MAX_TOTAL) {
            throw new ArithmeticException("total mass of all ranks");
        }
        ranks.sum(new long[][] {sums.unitsByType});
    }

    /** What every class of any rank is known by, in the same order everywhere. */
    private SortedSet<Long> codes() {
        ByteBuffer mine = ByteBuffer.allocate(classes.size() * Long.BYTES);
        for (int c = 0; c < classes.size(); c++) {
            if (sums.known(c) != null) {
                mine.putLong(classes.fields(c));
            }
        }
        byte[] codes = Arrays.copyOf(mine.array(), mine.position());
        SortedSet<Long> all = new TreeSet<>();
        for (byte[] bytes : ranks.gather(codes)) {
            for (ByteBuffer theirs = ByteBuffer.wrap(bytes); theirs.hasRemaining(); ) {
                all.add(theirs.getLong());
            }
        }
        return all;
    }

    private void addClass(long code) {
        ClassSums mine = known(code);
        if (mine == null && isRoot()) {
            mine = begun(code);
        }
        List<ClassSums> targets = isRoot() ? targets(code) : List.of();
        // Where the first rank has such a class in several pieces only, it is summed up apart and then added.
        ClassSums into = mine == null ? sums.emptyClass() : mine;
        long[] limbs = Arrays.copyOf(into.squares.limbs(), SquareSum.LIMBS + 1);
        limbs[SquareSum.LIMBS] = into.units;
        ranks.sumTo(0, new long[][] {limbs});
        for (MassGrid grid : into.grids) {
            sumToRoot(grid.rows());
        }
        if (isRoot()) {
            SquareSum squares = SquareSum.ofLimbs(limbs);
            if (mine != null) {
                into.units = limbs[SquareSum.LIMBS];
                into.squares.set(squares);
            } else {
                for (ClassSums target : targets) {
                    target.units += limbs[SquareSum.LIMBS];
                    target.squares.add(squares);
                    for (int g = 0; g < into.grids.size(); g++) {
                        target.grids.get(g).add(into.grids.get(g));
                    }
                }
            }
        }
    }

    private @Nullable ClassSums known(long code) {
        for (int c = 0; c < classes.size(); c++) {
            if (classes.fields(c) == code) {
                return sums.known(c);
            }
        }
        return null;
    }

    /** A class that the first rank has not met: empty, unless its particles go into classes that it has. */
    private @Nullable ClassSums begun(long code) {
        int[] found = classes.classes(code);
        return found.length == 1 && sums.known(found[0]) == null ? sums.classSums(found[0]) : null;
    }

    private List<ClassSums> targets(long code) {
        List<ClassSums> targets = new ArrayList<>();
        for (int c : classes.classes(code)) {
            targets.add(sums.classSums(c));
        }
        return targets;
    }

    private void addProfiles(int field) {
        ProfileSums mine = sums.profiles(field);
        List<Component> components = Component.OF_PARTICLES;
        long[] present = new long[components.size()];
        for (int c = 0; c < present.length; c++) {
            present[c] = mine == null || mine.isEmpty(components.get(c)) ? 0 : 1;
        }
        long[] anywhere = ranks.sum(present);
        for (int c = 0; c < present.length; c++) {
            if (anywhere[c] > 0) {
                Component component = components.get(c);
                ProfileSums all = sums.profileSums(field);
                long most = ranks.max(new long[] {all.largest(component)})[0];
                if (most > Long.MAX_VALUE / ranks.size()) {
                    throw new ArithmeticException("mass in a segment of a halo, over all ranks");
                }
                sumToRoot(all.rows(component));
            }
        }
    }
}
