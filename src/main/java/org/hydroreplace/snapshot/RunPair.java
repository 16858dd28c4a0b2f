package org.hydroreplace.snapshot;

import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.io.InputException;

/** The check that a gravity-only and a full-physics output belong together. */
public final class RunPair {
    private static final double BOX_TOLERANCE = 1e-6;

    /** Codes write the next synchronised step, not the time asked for. */
    private static final double TIME_TOLERANCE = 1e-3;

    private static final double COSMOLOGY_TOLERANCE = 1e-4;

    private RunPair() {}

    /**
     * Refuses two outputs of different box, time or cosmology.
     *
     * @throws InputException naming what differs
     */
    public static void check(OutputHeader dmo, OutputHeader hydro) {
        compare("box", "Mpc/h", dmo.box().size(), hydro.box().size(), BOX_TOLERANCE);
        if (differ(dmo.scaleFactor(), hydro.scaleFactor(), TIME_TOLERANCE)) {
            throw differing("redshift", dmo.redshift() + " (dmo) and " + hydro.redshift() + " (hydro)");
        }
        Cosmology a = dmo.cosmology();
        Cosmology b = hydro.cosmology();
        compare("Omega0", "", a.omegaMatter(), b.omegaMatter(), COSMOLOGY_TOLERANCE);
        compare("OmegaLambda", "", a.omegaLambda(), b.omegaLambda(), COSMOLOGY_TOLERANCE);
        compare("HubbleParam", "", a.hubble(), b.hubble(), COSMOLOGY_TOLERANCE);
    }

    private static void compare(String what, String unit, double dmo, double hydro, double tolerance) {
        if (differ(dmo, hydro, tolerance)) {
            String suffix = unit.isEmpty() ? "" : " " + unit;
            throw differing(what, dmo + suffix + " (dmo) and " + hydro + suffix + " (hydro)");
        }
    }

    private static boolean differ(double a, double b, double tolerance) {
        return Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b));
    }

    private static InputException differing(String what, String values) {
        return new InputException("the dmo and the hydro run do not belong together: their " + what + " is " + values
                + "; give two runs of the same initial conditions at the same snapshot");
    }
}
