package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.grid.SlabExchange;
import org.hydroreplace.grid.ThreadRanks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spectra that several processes measure together: every one of them has the bits of one process. */
class SharedSpectraTest {
    private static CellRows cells(long seed) {
        return (row, cells) -> {
            SplittableRandom random = new SplittableRandom(seed + 7919L * row);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = random.nextDouble() + 0.1 * Math.sin(row);
            }
        };
    }

    private static List<double[]> measured(Mesh mesh, int parts, Precision precision, long seed, SlabExchange ranks)
            throws InterruptedException {
        int threads = 1 + ranks.rank() % 2;
        List<double[]> all = new ArrayList<>();
        DensityModes one = DensityModes.interlaced(mesh, cells(seed), cells(seed + 1), precision, ranks, threads);
        DensityModes other = DensityModes.of(mesh, cells(seed + 2), precision, ranks, threads);
        Spectrum auto = PowerSpectra.auto(one, Window.COMPENSATED, threads);
        all.add(auto.k());
        all.add(auto.power());
        all.add(doubles(auto.modes()));
        CrossSpectrum cross = PowerSpectra.cross(one, other, Window.NONE, threads);
        all.add(cross.power());
        all.add(cross.second());
        for (Axis axis : Axis.values()) {
            Multipoles multipoles = PowerSpectra.multipoles(one, axis, Window.NONE, threads);
            all.add(multipoles.quadrupole());
            all.add(multipoles.hexadecapole());
        }
        if (parts > 0) {
            SubBoxSpectra boxes = SubBoxSpectra.of(
                    mesh,
                    parts,
                    (row, from, line) -> {
                        assertThat(ranks.planes(mesh.side()).has(row / mesh.side()))
                                .isTrue();
                        double[] whole = new double[mesh.side()];
                        cells(seed).read(row, whole);
                        System.arraycopy(whole, from, line, 0, line.length);
                    },
                    0.5,
                    Window.NONE,
                    precision,
                    ranks,
                    threads);
            all.add(boxes.k());
            all.add(doubles(boxes.modes()));
            all.addAll(List.of(boxes.power()));
        }
        return all;
    }

    private static double[] doubles(long[] values) {
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "16, 4, DOUBLE, 2",
        "18, 3, DOUBLE, 3",
        "12, 2, SINGLE, 4",
        "8, 2, DOUBLE, 10",
        "15, 0, DOUBLE, 4",
        "270, 0, SINGLE, 3"
    })
    void haveTheBitsOfOneProcess(int side, int parts, Precision precision, int size) throws InterruptedException {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.println("seed " + seed);
        Mesh mesh = new Mesh(3, side, 100, MassAssignment.TSC);
        List<double[]> expected = measured(mesh, parts, precision, seed, SlabExchange.ALONE);
        for (List<double[]> found : ThreadRanks.run(size, ranks -> measured(mesh, parts, precision, seed, ranks))) {
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i)).as("seed %d, number %d", seed, i).isEqualTo(expected.get(i));
            }
        }
    }
}
