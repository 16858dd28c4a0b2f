package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.io.InputException;
import org.hydroreplace.pipeline.RunConfiguration.Maps;

/**
 * How the memory budget is spent on maps.
 *
 * @param classesPerRun classes of particles of one run that get grids of their own before sets are split up
 * @param gridSets sets of grids that threads deposit into at the same time
 * @param bytes what grids and threads take at most
 */
record MapMemory(int classesPerRun, int gridSets, long bytes) {
    /** What the Java machine, the halos and the writing of files take beside grids and chunks. */
    private static final long OVERHEAD = 200L << 20;

    /**
     * Divides the budget.
     *
     * @param remedy how the user raises the budget, for the message
     * @throws InputException if not even one set of grids fits
     */
    static MapMemory plan(Maps maps, List<FieldSpec> fields, int threads, long budget, String remedy) {
        int replaced = (int)
                fields.stream().filter(FieldSpec.Replaced.class::isInstance).count();
        int recentred = (int) fields.stream().filter(MapMemory::isRecentred).count();
        int limit = replaced + 1;
        // Further combinations of fields are split into single ones: with one replace field there are none.
        int classes = replaced <= 1 ? limit : limit + fields.size();
        long set = (long) classes * maps.axes().size() * MassGrid.bytes(2, maps.grid());
        boolean bothRuns =
                fields.stream().anyMatch(FieldSpec::needsDmo) && fields.stream().anyMatch(FieldSpec::needsHydro);
        long finished = bothRuns ? set : 0;
        long fixed = OVERHEAD + finished + threads * ParticlePass.bytesPerThread(recentred);
        long sets = Math.min(threads, (budget - fixed) / set);
        if (sets < 1) {
            throw new InputException(
                    "maps of " + maps.grid() + "^2 cells along " + maps.axes().size() + " axes for "
                            + fields.size()
                            + " fields need " + MemorySize.format(fixed + set) + " of memory and "
                            + MemorySize.format(budget)
                            + " are allowed; " + remedy + ", or lower maps.grid, maps.axes or the number of fields");
        }
        return new MapMemory(limit, (int) sets, fixed + sets * set);
    }

    private static boolean isRecentred(FieldSpec field) {
        return field instanceof FieldSpec.Replaced replaced
                && replaced.replacement().centre() == Replacement.Centre.RECENTRED;
    }
}
