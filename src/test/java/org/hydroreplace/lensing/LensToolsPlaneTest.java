package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.SlowTransform;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.Python;
import org.hydroreplace.lensing.LensToolsPlane.Kind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LensToolsPlaneTest {
    private static final int SIDE = 24;
    private static final int P = 20;
    private static final LensToolsPlane PLANE =
            LensToolsPlane.of(LightConeGeometryTest.KAPPA_TNG, P, 205, SIDE, 123_456);

    @TempDir
    Path folder;

    @Test
    void namesAreThoseOfLensTools() {
        assertThat(LensToolsPlane.name(96, Kind.DENSITY, 0, Axis.Z)).isEqualTo("snap96_densityPlane0_normal2.fits");
        assertThat(LensToolsPlane.name(29, Kind.POTENTIAL, 1, Axis.X)).isEqualTo("snap29_potentialPlane1_normal0.fits");
    }

    @Test
    void cardsAndPixelsOfTheDensity() throws Exception {
        double[] mass = RawPlaneTest.random(SIDE, 3);
        Path file = folder.resolve("density.fits");
        String checksum = PLANE.write(file, Kind.DENSITY, SIDE, RawPlaneTest.rows(mass, SIDE), 2);
        assertThat(checksum).isEqualTo(Checksum.sha256(file));
        assertThat(Files.size(file) % 2880).isZero();
        try (Fits fits = new Fits(file.toFile())) {
            Header header = fits.getHDU(0).getHeader();
            assertThat(header.getIntValue("BITPIX")).isEqualTo(-64);
            assertThat(header.getDoubleValue("H0")).isCloseTo(67.74, within(1e-12));
            assertThat(header.getDoubleValue("H")).isEqualTo(0.6774);
            assertThat(header.getDoubleValue("OMEGA_M")).isEqualTo(0.3089);
            assertThat(header.getDoubleValue("OMEGA_L")).isEqualTo(0.6911);
            assertThat(header.getDoubleValue("W0")).isEqualTo(-1);
            assertThat(header.getDoubleValue("WA")).isZero();
            assertThat(header.getDoubleValue("Z")).isEqualTo(PLANE.redshift());
            assertThat(header.getDoubleValue("CHI")).isEqualTo(1998.75);
            assertThat(header.getDoubleValue("SIDE")).isEqualTo(205);
            assertThat(header.getDoubleValue("NPART")).isEqualTo(123456);
            assertThat(header.getStringValue("UNIT")).isEmpty();
            double[][] pixels = (double[][]) fits.getHDU(0).getKernel();
            double[] expected = density(mass);
            for (int n = 0; n < expected.length; n++) {
                assertThat(pixels[n / SIDE][n % SIDE]).isCloseTo(expected[n], within(1e-13 * expected[n]));
            }
        }
    }

    private static double[] density(double[] mass) {
        double mean = 27.7536627e10 * 0.3089 * 205 * 205 * 102.5 / SIDE / SIDE;
        double factor = 1.5 * 0.3089 * Math.pow(100 / 299792.458, 2) * 1998.75 * 102.5 * (1 + PLANE.redshift());
        return Arrays.stream(mass).map(m -> factor * m / mean).toArray();
    }

    /** Its Laplacian in radians is twice the density without its mean: kappa, with LensTools' signs. */
    @Test
    void theLaplacianOfThePotentialIsTwiceTheDensity() throws Exception {
        double[] mass = RawPlaneTest.random(SIDE, 4);
        Path file = folder.resolve("potential.fits");
        PLANE.write(file, Kind.POTENTIAL, SIDE, RawPlaneTest.rows(mass, SIDE), 2);
        double[] pixels;
        try (Fits fits = new Fits(file.toFile())) {
            assertThat(fits.getHDU(0).getHeader().getStringValue("UNIT")).isEqualTo("rad2");
            pixels = Arrays.stream((double[][]) fits.getHDU(0).getKernel())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
        double[] found = SlowTransform.ofGrid(pixels, 2, SIDE);
        double[] density = SlowTransform.ofGrid(density(mass), 2, SIDE);
        double fundamental = 2 * Math.PI * 1998.75 / 205;
        for (int n = 1; n < SIDE * SIDE; n++) {
            int i = n / SIDE > SIDE / 2 ? n / SIDE - SIDE : n / SIDE;
            int j = n % SIDE > SIDE / 2 ? n % SIDE - SIDE : n % SIDE;
            double squared = fundamental * fundamental * (i * i + j * j);
            for (int c = 0; c < 2; c++) {
                assertThat(-squared * found[2 * n + c]).isCloseTo(2 * density[2 * n + c], within(1e-10 * density[0]));
            }
        }
        assertThat(found[0]).isCloseTo(0, within(1e-12 * Math.abs(pixels[0]) * SIDE * SIDE));
    }

    @Test
    void astropyOpensAPlane() throws Exception {
        Assumptions.assumeTrue(
                new ProcessBuilder("/usr/bin/python3", "-c", "import astropy")
                                .start()
                                .waitFor()
                        == 0,
                "astropy is not installed");
        double[] mass = RawPlaneTest.random(SIDE, 5);
        Path density = folder.resolve("density.fits");
        Path potential = folder.resolve("potential.fits");
        PLANE.write(density, Kind.DENSITY, SIDE, RawPlaneTest.rows(mass, SIDE), 1);
        PLANE.write(potential, Kind.POTENTIAL, SIDE, RawPlaneTest.rows(mass, SIDE), 1);
        String script = """
                import sys, warnings, numpy as np
                from astropy.io import fits
                from astropy.cosmology import w0waCDM
                import astropy.units as u
                warnings.simplefilter('error')
                hdu = [fits.open(name, memmap=False) for name in sys.argv[1:]]
                for h in hdu:
                    h.verify('exception')
                head = hdu[0][0].header
                print(len(hdu[0]), list(head)[5:], repr(head['UNIT']), hdu[1][0].header['UNIT'], hdu[0][0].data.shape)
                cosmology = w0waCDM(H0=head['H0'], Om0=head['OMEGA_M'], Ode0=head['OMEGA_L'], w0=head['W0'], wa=head['WA'])
                chi = cosmology.comoving_distance(head['Z']).to(u.Mpc).value * head['h']
                print(abs(chi / head['CHI'] - 1) < 1e-8, u.Unit(hdu[1][0].header['UNIT']) == u.rad**2)
                d, p = hdu[0][0].data.astype(float), hdu[1][0].data.astype(float)
                n = len(d)
                angle = head['SIDE'] / head['CHI']
                l = 2 * np.pi * np.fft.fftfreq(n, angle / n)
                l2 = l[:, None]**2 + l**2
                l2[0, 0] = 1
                ft = -2 * np.fft.fft2(d) / l2
                ft[0, 0] = 0
                print(abs(np.fft.ifft2(ft).real - p).max() < 1e-12 * abs(p).max())
                for h in hdu:
                    h.close()
                """;
        assertThat(Python.run(script, density, potential).lines())
                .containsExactly(
                        "1 ['H0', 'H', 'OMEGA_M', 'OMEGA_L', 'W0', 'WA', 'Z', 'CHI', 'SIDE', 'NPART', 'UNIT'] '' rad2 (24, 24)",
                        "True True",
                        "True");
    }

    @Test
    void infoHasALineForEachPlane() throws Exception {
        Path file = folder.resolve(LensToolsPlane.INFO);
        LensToolsPlane.writeInfo(file, LightConeGeometryTest.KAPPA_TNG, LightConeTransformsTest.KAPPA_TNG);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(40);
        assertThat(lines.get(0)).startsWith("s=96,d=51.25 Mpc/h,z=0.0171");
        assertThat(lines.get(1)).startsWith("s=96,d=153.75 Mpc/h,z=0.05");
        assertThat(lines.get(39)).startsWith("s=29,d=4048.75 Mpc/h,z=2.503");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LensToolsPlane.writeInfo(file, LightConeGeometryTest.KAPPA_TNG, List.of(99)))
                .withMessage("1 snapshots for 20 boxes");
    }

    @Test
    void aPlaneAtTheObserverIsRefused() {
        assertThatThrownBy(() -> new LensToolsPlane(PLANE.cosmology(), 0, 51.25, 205, PLANE.normalization(), -1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "A plane at redshift 0.0 and distance 51.25 Mpc/h cannot be written for LensTools, which takes"
                                + " no plane at the observer: both must be above 0.");
    }
}
