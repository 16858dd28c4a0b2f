package org.hydroreplace.snapshot;

/**
 * Units in which a snapshot or catalogue states lengths and masses.
 *
 * @param lengthsPerMpc how many units of length make 1 comoving Mpc/h: 1000 for files in kpc/h
 * @param mass unit of mass, Msun/h
 */
public record FileUnits(double lengthsPerMpc, double mass) {
    /** ckpc/h and 1e10 Msun/h, the units of IllustrisTNG and of most GADGET runs. */
    public static final FileUnits KPC_1E10 = new FileUnits(1000, 1e10);

    static final double TNG_LENGTH_CM = 3.085678e21;
    static final double TNG_MASS_GRAM = 1.989e43;

    /** Centimetres in a megaparsec and grams in a solar mass as the GADGET family rounds them. */
    private static final double MPC_CM = 3.085678e24;

    private static final double SUN_GRAM = 1.989e33;

    /**
     * From the lengths and masses in cgs (per h) that headers state. A value within 1e-3 of a power of ten times Mpc or
     * the solar mass is meant to be it: codes differ in how they round the two constants, the solar mass by 3e-4.
     */
    public static FileUnits fromCgs(double lengthCm, double massGram) {
        return new FileUnits(1 / nearPowerOfTen(lengthCm / MPC_CM), nearPowerOfTen(massGram / SUN_GRAM));
    }

    private static double nearPowerOfTen(double value) {
        double power = Double.parseDouble("1e" + Math.round(Math.log10(value)));
        return Math.abs(value / power - 1) < 1e-3 ? power : value;
    }
}
