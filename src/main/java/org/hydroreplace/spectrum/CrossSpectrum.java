package org.hydroreplace.spectrum;

/**
 * The cross spectrum of two fields, bin by bin.
 *
 * @param k mean wavenumber of the modes of each bin, h/Mpc
 * @param power real part of the mean of one amplitude times the conjugate of the other, (Mpc/h)^2 or (Mpc/h)^3
 * @param first power of the first field
 * @param second power of the second field
 * @param modes independent modes of each bin
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, never compared as values
public record CrossSpectrum(double[] k, double[] power, double[] first, double[] second, long[] modes) {
    /** Correlation coefficient of each bin, from -1 to 1; NaN where a field has no power. */
    public double[] correlation() {
        double[] correlation = new double[k.length];
        for (int b = 0; b < k.length; b++) {
            correlation[b] = power[b] / Math.sqrt(first[b]) / Math.sqrt(second[b]);
        }
        return correlation;
    }
}
