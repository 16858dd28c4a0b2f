package org.hydroreplace.spectrum;

/**
 * Multipoles of a power spectrum about a line of sight, bin by bin. Those above 0 do not vanish for an isotropic field in
 * bins of few modes, which are not spread evenly over the directions.
 *
 * @param k mean wavenumber of the modes of each bin, h/Mpc
 * @param monopole (Mpc/h)^3
 * @param quadrupole (Mpc/h)^3
 * @param hexadecapole (Mpc/h)^3
 * @param modes independent modes of each bin
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
public record Multipoles(double[] k, double[] monopole, double[] quadrupole, double[] hexadecapole, long[] modes) {}
