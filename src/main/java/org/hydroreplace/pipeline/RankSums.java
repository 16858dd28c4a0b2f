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
import org.hydroreplace.grid.PlaneRange;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.ProfileSums;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.pipeline.Accumulators.ClassSums;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the accumulators of one pass over all ranks: volumes plane by plane where each is at home ({@link PlaneRange#ofRank}),
 * masses on all ranks, all else at the first. Classes of particles are known to each rank by the
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

    /** A class of other ranks that is none here, summed up apart, and those that its particles would be deposited into here. */
    private record Apart(ClassSums sums, List<Integer> targets) {}

    /**
     * Adds; grids are then where they are at home only.
     *
     * @return bytes of the grids and tables that each rank handed on
     * @throws ArithmeticException on all ranks, if the sums could overflow
     */
    long add() {
        ranks.sum(new long[][] {sums.countByType});
        addMasses();
        List<Apart> apart = new ArrayList<>();
        for (long code : codes()) {
            addClass(code, apart);
        }
        // Last, when every class has been summed over ranks: else these would be counted by all of them.
        apart.forEach(this::addApart);
        for (int f = 0; f < FieldRouter.MAX_FIELDS; f++) {
            addProfiles(f);
        }
        return bytes;
    }

    private void sumTo(int root, long[][] rows) {
        ranks.sumTo(root, rows);
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

    private void addClass(long code, List<Apart> apart) {
        ClassSums mine = known(code);
        if (mine == null) {
            List<Integer> targets = Arrays.stream(classes.classes(code)).boxed().toList();
            if (targets.size() == 1 && classes.fields(targets.getFirst()) == code) {
                mine = sums.classSums(targets.getFirst());
            } else {
                mine = sums.emptyClass();
                apart.add(new Apart(mine, targets));
            }
        }
        long[] limbs = Arrays.copyOf(mine.squares.limbs(), SquareSum.LIMBS + 1);
        limbs[SquareSum.LIMBS] = mine.units;
        ranks.sum(new long[][] {limbs});
        mine.units = limbs[SquareSum.LIMBS];
        mine.squares.set(SquareSum.ofLimbs(limbs));
        for (MassGrid grid : mine.grids) {
            if (grid.dimensions() == 2) {
                sumTo(0, grid.slabs(grid.planes()));
            } else {
                addPlanes(grid);
            }
            keep(grid);
        }
    }

    private void addPlanes(MassGrid grid) {
        for (int rank = 0; rank < ranks.size(); rank++) {
            sumTo(rank, grid.slabs(PlaneRange.ofRank(grid.side(), rank, ranks.size())));
        }
    }

    /** Forgets what is at home elsewhere. */
    private void keep(MassGrid grid) {
        int side = grid.side();
        boolean all = grid.dimensions() == 2 && ranks.rank() == 0;
        PlaneRange none = new PlaneRange(0, 0);
        PlaneRange home = grid.dimensions() == 2 ? none : PlaneRange.ofRank(side, ranks.rank(), ranks.size());
        grid.keep(all ? PlaneRange.all(side) : home);
    }

    private void addApart(Apart apart) {
        for (int target : apart.targets) {
            boolean isNew = sums.known(target) == null;
            ClassSums into = sums.classSums(target);
            if (isNew) {
                into.grids.forEach(this::keep);
            }
            into.units += apart.sums.units;
            into.squares.add(apart.sums.squares);
            for (int g = 0; g < into.grids.size(); g++) {
                into.grids.get(g).add(apart.sums.grids.get(g));
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
                sumTo(0, all.rows(component));
            }
        }
    }
}
