package org.hydroreplace.mock;

import org.hydroreplace.mock.RandomStream.Purpose;

/**
 * One smooth periodic random displacement: plane waves as of the first order of Lagrangian perturbation theory (Zel'dovich
 * 1970, A&amp;A 5, 84), psi(x) = sum A(k) k/k^2 sin(k x + phi) with A = 1 / max(k, 2 k_f) and |k| up to 10 k_f, tabulated
 * on a lattice of 64^3 and interpolated linearly. The rms of a coordinate is 1/82 of the box (2.5 Mpc/h in 205 Mpc/h).
 * Allocates 6 MiB.
 */
final class DisplacementField {
    private static final int LATTICE = 64;
    private static final int WAVES = 300;
    private static final int LARGEST_WAVE = 10;
    private static final double RMS = 1.0 / 82;

    private final double box;

    /** x, y and z component of each lattice point, z fastest. */
    private final double[] table = new double[3 * LATTICE * LATTICE * LATTICE];

    DisplacementField(double box, long seed) {
        this.box = box;
        var random = new RandomStream(RandomStream.key(seed, Purpose.WAVES), 0);
        for (int wave = 0; wave < WAVES; wave++) {
            addWave(random);
        }
        double squares = 0;
        for (double value : table) {
            squares += value * value;
        }
        double scale = RMS * box / Math.sqrt(squares / table.length);
        for (int i = 0; i < table.length; i++) {
            table[i] *= scale;
        }
    }

    private void addWave(RandomStream random) {
        int nx;
        int ny;
        int nz;
        int square;
        do {
            nx = component(random);
            ny = component(random);
            nz = component(random);
            square = nx * nx + ny * ny + nz * nz;
        } while (square == 0 || square > LARGEST_WAVE * LARGEST_WAVE);
        double amplitude = 1 / (Math.max(Math.sqrt(square), 2) * square);
        double phase = random.next(0, 2 * Math.PI);
        double[] sine = new double[LATTICE];
        for (int i = 0; i < LATTICE; i++) {
            sine[i] = amplitude * StrictMath.sin(2 * Math.PI * i / LATTICE + phase);
        }
        int at = 0;
        for (int ix = 0; ix < LATTICE; ix++) {
            for (int iy = 0; iy < LATTICE; iy++) {
                int turn = nx * ix + ny * iy;
                for (int iz = 0; iz < LATTICE; iz++, at += 3, turn += nz) {
                    double value = sine[turn & (LATTICE - 1)];
                    table[at] += nx * value;
                    table[at + 1] += ny * value;
                    table[at + 2] += nz * value;
                }
            }
        }
    }

    private static int component(RandomStream random) {
        return (int) (random.next() * (2 * LARGEST_WAVE + 1)) - LARGEST_WAVE;
    }

    Point displaced(Point from) {
        double[] place = {from.x(), from.y(), from.z()};
        displace(place);
        return new Point(place[0], place[1], place[2]);
    }

    /** Moves a place in [0, box)^3 by the field at it; the result is not wrapped. */
    void displace(double[] place) {
        double ux = place[0] / box * LATTICE;
        double uy = place[1] / box * LATTICE;
        double uz = place[2] / box * LATTICE;
        int ix = (int) ux;
        int iy = (int) uy;
        int iz = (int) uz;
        double fx = ux - ix;
        double fy = uy - iy;
        double fz = uz - iz;
        int x0 = row(ix, LATTICE * LATTICE);
        int x1 = row(ix + 1, LATTICE * LATTICE);
        int y0 = row(iy, LATTICE);
        int y1 = row(iy + 1, LATTICE);
        int z0 = row(iz, 1);
        int z1 = row(iz + 1, 1);
        for (int d = 0; d < 3; d++) {
            double low = mean(
                    mean(x0 + y0 + z0 + d, x0 + y0 + z1 + d, fz), mean(x0 + y1 + z0 + d, x0 + y1 + z1 + d, fz), fy);
            double high = mean(
                    mean(x1 + y0 + z0 + d, x1 + y0 + z1 + d, fz), mean(x1 + y1 + z0 + d, x1 + y1 + z1 + d, fz), fy);
            place[d] += mean(low, high, fx);
        }
    }

    private static int row(int index, int stride) {
        return 3 * stride * (index & (LATTICE - 1));
    }

    private double mean(int low, int high, double part) {
        return mean(table[low], table[high], part);
    }

    private static double mean(double low, double high, double part) {
        return low + part * (high - low);
    }
}
