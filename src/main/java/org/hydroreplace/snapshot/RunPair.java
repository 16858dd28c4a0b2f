package org.hydroreplace.snapshot;

import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.io.InputException;

/** The check that two outputs belong together: those of a pair of runs, or the snapshot and the catalogue of one run. */
public final class RunPair {
    private static final double BOX_TOLERANCE = 1e-6;

    /** Codes write the next synchronised step, not the time asked for. */
    private static final double TIME_TOLERANCE = 1e-3;

    private static final double COSMOLOGY_TOLERANCE = 1e-4;

    private final String whole;
    private final String first;
    private final String second;
    private final String remedy;

    private RunPair(String whole, String first, String second, String remedy) {
        this.whole = whole;
        this.first = first;
        this.second = second;
        this.remedy = remedy;
    }

    /**
     * Refuses outputs of a gravity-only and a full-physics run of different box, time or cosmology.
     *
     * @throws InputException naming what differs
     */
    public static void check(OutputHeader dmo, OutputHeader hydro) {
        new RunPair(
                        "the dmo and the hydro run",
                        "dmo",
                        "hydro",
                        "give two runs of the same initial conditions at the same snapshot")
                .compare(dmo, hydro);
    }

    /**
     * Refuses a snapshot and a group catalogue of different box, time or cosmology.
     *
     * @param run which run they should be of, for the message
     * @throws InputException naming what differs
     */
    public static void checkCatalogue(String run, OutputHeader snapshot, OutputHeader catalogue) {
        new RunPair(
                        "the snapshot and the group catalogue of the " + run + " run",
                        "snapshot",
                        "catalogue",
                        "check the files in the folders of both")
                .compare(snapshot, catalogue);
    }

    private void compare(OutputHeader one, OutputHeader other) {
        compare("box", " Mpc/h", one.box().size(), other.box().size(), BOX_TOLERANCE);
        if (differ(one.scaleFactor(), other.scaleFactor(), TIME_TOLERANCE)) {
            throw differing("redshift", "", one.redshift(), other.redshift());
        }
        Cosmology a = one.cosmology();
        Cosmology b = other.cosmology();
        compare("Omega0", "", a.omegaMatter(), b.omegaMatter(), COSMOLOGY_TOLERANCE);
        compare("OmegaLambda", "", a.omegaLambda(), b.omegaLambda(), COSMOLOGY_TOLERANCE);
        compare("HubbleParam", "", a.hubble(), b.hubble(), COSMOLOGY_TOLERANCE);
    }

    private void compare(String what, String unit, double one, double other, double tolerance) {
        if (differ(one, other, tolerance)) {
            throw differing(what, unit, one, other);
        }
    }

    private static boolean differ(double a, double b, double tolerance) {
        return Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b));
    }

    private InputException differing(String what, String unit, double one, double other) {
        return new InputException(whole + " do not belong together: their " + what + " is " + one + unit + " (" + first
                + ") and " + other + unit + " (" + second + "); " + remedy);
    }
}
