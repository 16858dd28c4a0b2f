package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.hydroreplace.pipeline.RunSummary;

/** Says in a few lines what a run found and where it is. */
final class Results {
    private Results() {}

    static void print(RunSummary summary, PrintWriter out) {
        summary.matches()
                .ifPresent(matches -> out.println("matched " + matches.pairs().size() + " pairs of halos; "
                        + matches.unmatchedDmo().size() + " DMO and "
                        + matches.unmatchedHydro().size() + " hydro halos above the minimum mass have no partner"));
        summary.score()
                .ifPresent(score -> out.println(String.format(
                        Locale.ROOT,
                        "truth: completeness %.4f, purity %.4f (%d true pairs, %d found)",
                        score.completeness(),
                        score.purity(),
                        score.truePairs(),
                        score.foundPairs())));
        if (summary.particles() > 0) {
            out.println(String.format(Locale.ROOT, "read %,d particles", summary.particles())
                    .replace(',', ' '));
        }
        summary.massRatio()
                .ifPresent(
                        ratio -> out.println(String.format(Locale.ROOT, "total mass of hydro over dmo: %.9f", ratio)));
        out.println("products in " + summary.folder());
    }
}
