package org.hydroreplace.spectrum;

/**
 * A power spectrum, bin by bin from wavenumbers of one fundamental upwards. Shot noise is not subtracted.
 *
 * @param k mean wavenumber of the modes of each bin, h/Mpc
 * @param power mean power, (Mpc/h)^2 of a plane and (Mpc/h)^3 of a volume
 * @param modes independent modes of each bin
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
public record Spectrum(double[] k, double[] power, long[] modes) {}
