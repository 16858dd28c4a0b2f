package org.hydroreplace.pipeline;

import java.util.List;
import java.util.Optional;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.io.InputException;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.spectrum.PlaneSpectrum;

/**
 * How the memory budget is spent on the accumulators of the passes.
 *
 * @param classesPerRun classes of particles of one run that get grids of their own before sets are split up
 * @param sets sets of accumulators that threads add to at the same time
 * @param bytes what accumulators, threads and what is computed from them take at most
 */
record PassMemory(int classesPerRun, int sets, long bytes) {
    /** What the Java machine, the halos and the writing of files take beside grids and chunks. */
    private static final long OVERHEAD = 200L << 20;

    /**
     * Divides the budget.
     *
     * @param spectra whether spectra of the maps are computed, once the passes are done
     * @param remedy how the user raises the budget, for the message
     * @throws InputException if not even one set of accumulators fits
     */
    static PassMemory plan(
            Optional<Maps> maps,
            boolean spectra,
            ProfilePlan profiles,
            List<FieldSpec> fields,
            int threads,
            long budget,
            String remedy) {
        int replaced = (int)
                fields.stream().filter(FieldSpec.Replaced.class::isInstance).count();
        int recentred = (int) fields.stream().filter(PassMemory::isRecentred).count();
        int limit = replaced + 1;
        // Further combinations of fields are split into single ones: with one replace field there are none.
        int classes = replaced <= 1 ? limit : limit + fields.size();
        long grids = maps.map(m -> (long) classes * m.axes().size() * MassGrid.bytes(2, m.grid()))
                .orElse(0L);
        long set = grids + profiles.bytes();
        boolean bothRuns =
                fields.stream().anyMatch(FieldSpec::needsDmo) && fields.stream().anyMatch(FieldSpec::needsHydro);
        long finished = bothRuns ? set : 0;
        long fixed = OVERHEAD + profiles.indexBytes() + finished;
        long working = threads
                * ParticlePass.bytesPerThread(recentred, profiles.groups().size());
        long spectrum =
                spectra ? maps.map(m -> PlaneSpectrum.bytes(m.grid(), threads)).orElse(0L) : 0;
        long sets = set == 0 ? threads : Math.min(threads, (budget - fixed - working) / set);
        long needed = fixed + Math.max(working + set * Math.max(1, sets), set + spectrum);
        if (sets < 1 || needed > budget) {
            throw new InputException(needs(maps, profiles, fields) + " need "
                    + MemorySize.format(fixed + Math.max(working + set, set + spectrum))
                    + " of memory and " + MemorySize.format(budget) + " are allowed; " + remedy + ", or lower "
                    + levers(maps, profiles));
        }
        return new PassMemory(limit, (int) sets, needed);
    }

    private static String needs(Optional<Maps> maps, ProfilePlan profiles, List<FieldSpec> fields) {
        String of = " for " + fields.size() + " fields";
        String grids = maps.map(m ->
                        "maps of " + m.grid() + "^2 cells along " + m.axes().size() + " axes" + of)
                .orElse("");
        if (profiles.groups().isEmpty()) {
            return grids;
        }
        ProfileGroup group = profiles.groups().getFirst();
        String halos = "profiles of " + group.spheres().size() + " halos in "
                + (group.bins().edges().length - 1) + " bins";
        return grids.isEmpty() ? halos + of : grids + " and " + halos;
    }

    private static String levers(Optional<Maps> maps, ProfilePlan profiles) {
        String grids = maps.isPresent() ? "maps.grid, maps.axes or " : "";
        String bins = profiles.groups().isEmpty() ? "" : "profiles.edges.bins or ";
        return grids + bins + "the number of fields";
    }

    private static boolean isRecentred(FieldSpec field) {
        return field instanceof FieldSpec.Replaced replaced
                && replaced.replacement().centre() == Replacement.Centre.RECENTRED;
    }
}
