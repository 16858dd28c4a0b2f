package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.Deposit;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.hydroreplace.snapshot.TestParticles.Particle;
import org.hydroreplace.snapshot.TestSnapshots;
import org.junit.jupiter.api.Test;

/** The spectrum of a real snapshot against the one that GADGET-4 measured itself while it ran. */
class GadgetSpectrumTest {
    private static final int SIDE = 64;

    @Test
    void aSnapshotHasTheSpectrumThatItsSimulationMeasured() throws Exception {
        Snapshot snapshot = SnapshotFormats.open(Path.of("src/test/resources/data/gadget4_L25N32_tiny_gzip/dmo"), 3);
        double box = snapshot.header().box().size();
        List<Particle> particles = TestSnapshots.readAll(snapshot, 10_000).list();
        Mesh mesh = new Mesh(3, SIDE, box, MassAssignment.CIC);
        CellRows cells = grid(particles, mesh, GridPoints.ON_ORIGIN);
        Spectrum single = PowerSpectra.auto(DensityModes.of(mesh, cells, Precision.DOUBLE, 2), Window.COMPENSATED, 2);
        Spectrum interlaced = PowerSpectra.auto(
                DensityModes.interlaced(
                        mesh, cells, grid(particles, mesh, GridPoints.HALF_CELL_BELOW), Precision.DOUBLE, 2),
                Window.COMPENSATED,
                2);

        double[][] theirs = theirs(box);
        double ratios = 0;
        for (int b = 1; b < SIDE / 4; b++) {
            double expected = theirs[0][b] / theirs[1][b];
            assertThat(2.0 * single.modes()[b - 1]).as("modes of bin %d", b).isEqualTo(theirs[1][b]);
            if (b < SIDE / 8) {
                assertThat(single.power()[b - 1] / expected).as("bin %d", b).isCloseTo(1, within(0.005));
                assertThat(interlaced.power()[b - 1] / expected).as("bin %d", b).isCloseTo(1, within(0.005));
            }
            ratios += single.power()[b - 1] / expected;
        }
        assertThat(ratios / (SIDE / 4 - 1)).isCloseTo(1, within(0.005));
    }

    private static CellRows grid(List<Particle> particles, Mesh mesh, GridPoints points) {
        MassScale scale = new MassScale(1);
        double[][] at = {
            particles.stream().mapToDouble(Particle::x).toArray(),
            particles.stream().mapToDouble(Particle::y).toArray(),
            particles.stream().mapToDouble(Particle::z).toArray()
        };
        long[] units = new long[particles.size()];
        Arrays.fill(units, 1L << 40);
        MassGrid grid = new MassGrid(3, mesh.side());
        int[] all = IntStream.range(0, units.length).toArray();
        Deposit.of(mesh.assignment(), mesh.boxSize(), points).add(grid, at[0], at[1], at[2], units, all, 0, all.length);
        return CellRows.of(scale, List.of(grid));
    }

    /** Power times modes, and modes of both signs, of each bin. */
    private static double[][] theirs(double box) throws IOException, URISyntaxException {
        double[][] sums = new double[2][SIDE / 4];
        Path file = Path.of(
                Objects.requireNonNull(GadgetSpectrumTest.class.getResource("/reference/gadget4_L25N32_dmo_power.csv"))
                        .toURI());
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                String[] columns = line.split(",");
                int bin = (int) (Double.parseDouble(columns[0]) + 1e-3);
                double modes = Double.parseDouble(columns[2]);
                sums[0][bin] += modes * Double.parseDouble(columns[1]) * box * box * box;
                sums[1][bin] += modes;
            }
        }
        return sums;
    }
}
