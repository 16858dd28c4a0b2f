package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hydroreplace.grid.SlowTransform;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.Python;
import org.hydroreplace.lensing.LightConeTransforms.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LensPotentialTest {
    private static final double BOX = 205;
    private static final double MATTER = 0.3089;
    private static final double POISSON = 3 * MATTER * Math.pow(100 / 299792.458, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 16, 30, 31})
    void fieldsAreThoseOfTheDefinition(int side) throws InterruptedException {
        double[] delta = delta(side);
        double[][] fields = fields(side, delta);
        double[] modes = SlowTransform.ofGrid(delta, 2, side);
        for (int f = 0; f < LensPotential.FIELDS; f++) {
            double[] changed = new double[modes.length];
            for (int n = 0; n < side * side; n++) {
                int i = mode(n / side, side);
                int j = mode(n % side, side);
                if ((i == 0 && j == 0) || 2 * i == side || 2 * j == side) {
                    continue;
                }
                double x = 2 * Math.PI * i / BOX;
                double y = 2 * Math.PI * j / BOX;
                double psi = -POISSON / (x * x + y * y) / side / side;
                double[] imaginary = {x * psi, y * psi, 0, 0, 0};
                double[] real = {0, 0, -x * x * psi, -x * y * psi, -y * y * psi};
                changed[2 * n] = real[f] * modes[2 * n] - imaginary[f] * modes[2 * n + 1];
                changed[2 * n + 1] = real[f] * modes[2 * n + 1] + imaginary[f] * modes[2 * n];
            }
            assertClose("field " + f, fields[f], inverse(changed, side), 1e-13);
        }
    }

    /** The real part of an inverse transform, by the forward one of the complex conjugates. */
    private static double[] inverse(double[] modes, int side) {
        double[] cells = new double[side * side];
        for (int row = 0; row < side; row++) {
            double[] line = new double[2 * side];
            for (int j = 0; j < side; j++) {
                line[2 * j] = modes[2 * (row * side + j)];
                line[2 * j + 1] = -modes[2 * (row * side + j) + 1];
            }
            System.arraycopy(SlowTransform.of(line), 0, modes, 2 * row * side, 2 * side);
        }
        for (int column = 0; column < side; column++) {
            double[] line = new double[2 * side];
            for (int i = 0; i < side; i++) {
                line[2 * i] = modes[2 * (i * side + column)];
                line[2 * i + 1] = modes[2 * (i * side + column) + 1];
            }
            double[] back = SlowTransform.of(line);
            for (int i = 0; i < side; i++) {
                cells[i * side + column] = back[2 * i];
            }
        }
        return cells;
    }

    /**
     * d(d/dx)/dx is dxx, d(d/dx)/dy and d(d/dy)/dx are dxy, d(d/dy)/dy is dyy, and the trace is 3 Omega_m (100/c)^2 (delta dchi -
     * mean), each but for the modes that are left out.
     */
    @ParameterizedTest
    @ValueSource(ints = {64, 45, 50})
    void theIdentitiesHoldToRounding(int side) throws InterruptedException {
        double[][] fields = fields(side, delta(side));
        assertClose("dxx", derivative(fields[0], side, true), fields[2], 1e-10);
        assertClose("dxy", derivative(fields[0], side, false), fields[3], 1e-10);
        assertClose("dyx", derivative(fields[1], side, true), fields[3], 1e-10);
        assertClose("dyy", derivative(fields[1], side, false), fields[4], 1e-10);

        double[] modes = SlowTransform.ofGrid(delta(side), 2, side);
        for (int n = 0; n < side * side; n++) {
            int i = mode(n / side, side);
            int j = mode(n % side, side);
            boolean without = (i == 0 && j == 0) || 2 * i == side || 2 * j == side;
            modes[2 * n] *= without ? 0 : POISSON / side / side;
            modes[2 * n + 1] *= without ? 0 : POISSON / side / side;
        }
        double[] trace = new double[side * side];
        Arrays.setAll(trace, n -> fields[2][n] + fields[4][n]);
        assertClose("trace", trace, inverse(modes, side), 1e-10);
        if (side % 2 == 1) {
            double[] delta = delta(side);
            double mean = Arrays.stream(delta).average().orElseThrow();
            assertClose(
                    "trace of all modes",
                    trace,
                    Arrays.stream(delta).map(d -> POISSON * (d - mean)).toArray(),
                    1e-10);
        }
    }

    private static double[] derivative(double[] field, int side, boolean alongFirst) {
        double[] modes = SlowTransform.ofGrid(field, 2, side);
        for (int n = 0; n < side * side; n++) {
            double k = 2 * Math.PI / BOX * mode(alongFirst ? n / side : n % side, side) / side / side;
            double real = modes[2 * n];
            modes[2 * n] = -k * modes[2 * n + 1];
            modes[2 * n + 1] = k * real;
        }
        return inverse(modes, side);
    }

    @Test
    void matterAttracts() throws InterruptedException {
        int side = 33;
        double[] delta = new double[side * side];
        delta[16 * side + 16] = 1;
        double[][] fields = fields(side, delta);
        assertThat(fields[2][16 * side + 16]).isPositive();
        assertThat(fields[4][16 * side + 16]).isPositive();
        // The potential rises away from the mass.
        assertThat(fields[0][18 * side + 16]).isPositive();
        assertThat(fields[0][14 * side + 16]).isNegative();
        assertThat(fields[1][16 * side + 18]).isPositive();
        assertThat(fields[1][16 * side + 14]).isNegative();
    }

    @Test
    void theFileIsThatOfLux() throws Exception {
        int side = 50;
        double[] delta = delta(side);
        double[][] fields = fields(side, delta);
        Path file = folder.resolve(LuxFiles.name(7));
        String checksum = null;
        for (int threads : new int[] {1, 3}) {
            LensPotential potential = LensPotential.of(MATTER, BOX, side, RawPlaneTest.rows(delta, side), threads);
            String next = LuxFiles.write(file, potential, threads);
            assertThat(checksum == null || checksum.equals(next)).isTrue();
            checksum = next;
        }
        assertThat(file.getFileName()).hasToString("lenspot07.dat");
        assertThat(Checksum.sha256(file)).isEqualTo(checksum);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.capacity()).isEqualTo(8 + 5 * 8 * side * side);
        assertThat(bytes.getInt()).isEqualTo(side);
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                for (int f = 0; f < 5; f++) {
                    assertThat(bytes.getDouble()).isEqualTo(fields[f][j + side * i]);
                }
            }
        }
        assertThat(bytes.getInt()).isEqualTo(side);
        String script = """
                import sys, struct, numpy as np
                raw = open(sys.argv[1], 'rb').read()
                n, = struct.unpack_from('<i', raw)
                field = np.frombuffer(raw, '<f8', 5 * n * n, 4).reshape(n, n, 5)
                k = 2 * np.pi * np.fft.fftfreq(n, 205 / n)
                dxx = np.fft.ifft(1j * k[:, None] * np.fft.fft(field[:, :, 0], axis=0), axis=0).real
                dyy = np.fft.ifft(1j * k[None, :] * np.fft.fft(field[:, :, 1], axis=1), axis=1).real
                print(n, abs(dxx - field[:, :, 2]).max() < 1e-12 * abs(dxx).max(), abs(dyy - field[:, :, 4]).max() < 1e-12 * abs(dyy).max())
                """;
        assertThat(Python.run(script, file)).isEqualTo("50 True True\n");
    }

    @Test
    void theConfigurationIsThatOfLux() {
        Shape shape = new Shape(TransformConvention.LUX, 3, List.of(99, 50), 2, 205);
        LightConeTransforms transforms = LightConeTransforms.draw(shape, 5);
        LightConeGeometry geometry = new LightConeGeometry(LightConeGeometryTest.KAPPA_TNG.background(), 205, 2, 2);
        Path file = folder.resolve(LuxFiles.CONFIGURATION);
        LuxFiles.writeConfiguration(file, geometry, transforms, 2);
        String script = """
                import sys, numpy as np
                raw = open(sys.argv[1], 'rb').read()
                at = 0
                def take(kind, count):
                    global at
                    a = np.frombuffer(raw, kind, count, at)
                    at += a.nbytes
                    return a
                Np, Ns = take('<i4', 2)
                a, chi, out, Ll, Lt = (take('<f8', n) for n in (Np + 1, Np + 1, Np, Ns, Ns))
                proj, disp, flip = take('<i4', Ns), take('<f8', 3 * Ns), take('?', 3 * Ns)
                r = np.random.RandomState(5)
                p, d, f = r.randint(0, 3, (3, 2)), r.uniform(0, 205, (3, 2, 3)), r.choice([True, False], (3, 2, 3))
                print(Np, Ns, at == len(raw), chi.tolist(), out.tolist(), Ll.tolist(), Lt.tolist())
                print(np.array_equal(proj, p[2]), np.array_equal(disp, d[2].ravel()), np.array_equal(flip, f[2].ravel()))
                z = np.linspace(0, 1 / a[-1] - 1, 200001)
                E = np.sqrt(0.3089 * (1 + z)**3 + 0.6911)
                c = np.concatenate([[0], np.cumsum((1 / E[1:] + 1 / E[:-1]) / 2 * np.diff(z))]) * 2997.92458
                print(abs(np.interp(1 / a - 1, z, c) - chi).max() < 1e-6)
                """;
        assertThat(Python.run(script, file).lines())
                .containsExactly(
                        "4 2 True [51.25, 153.75, 256.25, 358.75, 461.25] [102.5, 205.0, 307.5, 410.0] [205.0, 205.0] [205.0, 205.0]",
                        "True True True",
                        "True");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LuxFiles.writeConfiguration(file, LightConeGeometryTest.KAPPA_TNG, transforms, 0))
                .withMessage("transforms of 2 snapshots for 20 boxes");
    }

    private static double[] delta(int side) {
        return Arrays.stream(RawPlaneTest.random(side, side))
                .map(d -> d * 1e-11 - 20)
                .toArray();
    }

    private static double[][] fields(int side, double[] delta) throws InterruptedException {
        LensPotential potential = LensPotential.of(MATTER, BOX, side, RawPlaneTest.rows(delta, side), 2);
        assertThat(potential.side()).isEqualTo(side);
        double[][] fields = new double[5][side * side];
        double[][] row = new double[5][side + 2];
        for (int i = 0; i < side; i++) {
            potential.fields(i, row);
            for (int f = 0; f < 5; f++) {
                System.arraycopy(row[f], 0, fields[f], i * side, side);
            }
        }
        return fields;
    }

    private static int mode(int index, int side) {
        return index > side / 2 ? index - side : index;
    }

    private static void assertClose(String what, double[] found, double[] expected, double relative) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        for (int n = 0; n < expected.length; n++) {
            assertThat(Math.abs(found[n] - expected[n]))
                    .as("%s, pixel %d", what, n)
                    .isLessThanOrEqualTo(relative * largest);
        }
    }
}
