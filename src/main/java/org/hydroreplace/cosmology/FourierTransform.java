package org.hydroreplace.cosmology;

/** A complex discrete Fourier transform of a power-of-two length, in place: X_j = sum x_n exp(-2 pi i jn/N). */
final class FourierTransform {
    private FourierTransform() {}

    static void forward(double[] re, double[] im) {
        int n = re.length;
        if (Integer.bitCount(n) != 1 || im.length != n) {
            throw new IllegalArgumentException("a length of " + n + " is not a power of two");
        }
        reverseBits(re, im);
        double[] cos = new double[n / 2];
        double[] sin = new double[n / 2];
        for (int i = 0; i < n / 2; i++) {
            cos[i] = StrictMath.cos(2 * Math.PI * i / n);
            sin[i] = StrictMath.sin(2 * Math.PI * i / n);
        }
        for (int half = 1; half < n; half *= 2) {
            int stride = n / (2 * half);
            for (int block = 0; block < n; block += 2 * half) {
                for (int j = 0; j < half; j++) {
                    int low = block + j;
                    int high = low + half;
                    double c = cos[j * stride];
                    double s = sin[j * stride];
                    double r = re[high] * c + im[high] * s;
                    double i = im[high] * c - re[high] * s;
                    re[high] = re[low] - r;
                    im[high] = im[low] - i;
                    re[low] += r;
                    im[low] += i;
                }
            }
        }
    }

    private static void reverseBits(double[] re, double[] im) {
        int n = re.length;
        int shift = 1 + Integer.numberOfLeadingZeros(n);
        for (int i = 0; i < n; i++) {
            int j = n == 1 ? 0 : Integer.reverse(i) >>> shift;
            if (j > i) {
                double r = re[i];
                re[i] = re[j];
                re[j] = r;
                double m = im[i];
                im[i] = im[j];
                im[j] = m;
            }
        }
    }
}
