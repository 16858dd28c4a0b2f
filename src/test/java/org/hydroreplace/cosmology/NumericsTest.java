package org.hydroreplace.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumericsTest {
    private static final long SEED = 20_260_511;

    @Test
    void fourierTransformIsItsDefinition() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n : new int[] {1, 2, 8, 64}) {
            double[] re = random.doubles(n, -1, 1).toArray();
            double[] im = random.doubles(n, -1, 1).toArray();
            double[] outRe = re.clone();
            double[] outIm = im.clone();
            FourierTransform.forward(outRe, outIm);
            for (int j = 0; j < n; j++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int i = 0; i < n; i++) {
                    double angle = -2 * Math.PI * i * j / n;
                    sumRe += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
                    sumIm += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
                }
                assertThat(outRe[j]).as("seed %d, %d of %d", SEED, j, n).isCloseTo(sumRe, within(1e-12));
                assertThat(outIm[j]).as("seed %d, %d of %d", SEED, j, n).isCloseTo(sumIm, within(1e-12));
            }
        }
        assertThatThrownBy(() -> FourierTransform.forward(new double[6], new double[6]))
                .hasMessage("a length of 6 is not a power of two");
    }

    /** mpmath.loggamma, to double precision. */
    @Test
    void argumentOfGammaAgreesWithMpmath() {
        assertThat(LogGamma.argument(0.75, 0)).isZero();
        assertThat(LogGamma.argument(0.75, 0.1)).isCloseTo(-0.10771077663244326, within(1e-12));
        assertThat(LogGamma.argument(0.75, 1)).isCloseTo(-0.5976503101301927, within(1e-12));
        assertThat(LogGamma.argument(0.75, 7.5)).isCloseTo(8.005860985244881, within(1e-12));
        assertThat(LogGamma.argument(0.75, 100)).isCloseTo(360.90982184732644, within(1e-12));
        assertThat(LogGamma.argument(0.75, 1500)).isCloseTo(9470.223286661596, within(1e-11));
        assertThat(LogGamma.argument(1.5, 3)).isCloseTo(1.715466920466709, within(1e-12));
    }

    @Test
    void naturalSplineGoesThroughItsPointsWithContinuousCurvature() {
        double[] x = {0, 0.7, 1, 2.5, 3};
        double[] y = {1, -2, 0.5, 4, 3.5};
        CubicSpline spline = CubicSpline.natural(x, y);
        double e = 1e-6;
        for (int i = 0; i < x.length; i++) {
            assertThat(spline.at(x[i])).isCloseTo(y[i], within(1e-14));
            double left = (spline.slope(x[i] - e) - spline.slope(x[i] - 2 * e)) / e;
            double right = (spline.slope(x[i] + 2 * e) - spline.slope(x[i] + e)) / e;
            assertThat(left).isCloseTo(right, within(2e-3));
        }
        assertThat((spline.slope(e) - spline.slope(0)) / e).isCloseTo(0, within(2e-3));
        assertThat((spline.slope(3) - spline.slope(3 - e)) / e).isCloseTo(0, within(2e-3));
    }

    @Test
    void splineOfACubicIsTheCubicAndItsTangentsBeyond() {
        double[] x = {-1, -0.2, 0.5, 2};
        double[] y = new double[4];
        double[] slopes = new double[4];
        for (int i = 0; i < 4; i++) {
            y[i] = cubic(x[i]);
            slopes[i] = 6 * x[i] * x[i] - 2 * x[i] + 1;
        }
        CubicSpline spline = CubicSpline.hermite(x, y, slopes);
        for (double at = -1; at < 2; at += 0.03) {
            assertThat(spline.at(at)).isCloseTo(cubic(at), within(1e-13));
            assertThat(spline.slope(at)).isCloseTo(6 * at * at - 2 * at + 1, within(1e-12));
        }
        assertThat(spline.at(-3)).isCloseTo(y[0] - 2 * slopes[0], within(1e-13));
        assertThat(spline.at(4)).isCloseTo(y[3] + 2 * slopes[3], within(1e-13));
        assertThat(spline.slope(-3)).isEqualTo(slopes[0]);
        assertThat(spline.slope(4)).isEqualTo(slopes[3]);
    }

    private static double cubic(double x) {
        return 2 * x * x * x - x * x + x - 5;
    }
}
