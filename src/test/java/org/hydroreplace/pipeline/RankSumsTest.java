package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Deposited;
import org.hydroreplace.grid.GridPoints;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.PlaneRange;
import org.hydroreplace.grid.SlabExchange;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.parallel.OneProcess;
import org.hydroreplace.parallel.Ranks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Particles shared among ranks whose classes differ, in stretches of planes: the sums of one process, where they are at home. */
final class RankSumsTest {
    private static final double BOX = 10;
    private static final int FIELDS = 4;
    private static final int PARTICLES = 3000;

    /** What a rank has of each field: by plane of each grid in turn, and its mass and squares. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(List<MassGrid> grids, double[] masses) {}

    private final long seed = ThreadLocalRandom.current().nextInt(1_000_000);

    private List<Canvas> canvases(int side, MassAssignment scheme, int stretch, int stretches) {
        List<GridPoints> points = List.of(GridPoints.ON_ORIGIN, GridPoints.HALF_CELL_BELOW);
        Canvas whole = new VolumeCanvas(side, scheme, points, 1).stretch(stretch, stretches);
        Canvas folded = new VolumeCanvas(side, scheme, points, 3).stretch(stretch, stretches);
        Canvas map = new MapCanvas(Axis.Z, side, scheme);
        return stretch == 0 ? List.of(map, whole, folded) : List.of(whole, folded);
    }

    private Accumulators pass(int share, int shares, ClassTable classes, List<Canvas> canvases) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] at = {
            Deposited.random(random, PARTICLES, BOX),
            Deposited.random(random, PARTICLES, BOX),
            Deposited.random(random, PARTICLES, BOX)
        };
        long[] units = random.longs(PARTICLES, 0, 1L << 40).toArray();
        long[] fields = random.longs(PARTICLES, 1, 1 << FIELDS).toArray();
        Accumulators sums = new Accumulators(new Accumulators.Shape(canvases, BOX, ProfilePlan.NONE::emptySums));
        ChunkSorter sorter = new ChunkSorter(classes);
        // Ranks get more particles the higher they are, and in their own order: classes have other numbers.
        for (int i = share * share; i < PARTICLES; i += shares * shares) {
            sorter.sort(fields, i, Math.min(PARTICLES, i + 2 * share + 1), -1);
            sorter.depositInto(sums, at[0], at[1], at[2], units);
        }
        return sums;
    }

    private Found sums(Ranks ranks, int share, int shares, int side, MassAssignment scheme, int stretches, int limit) {
        ClassTable classes = new ClassTable(limit);
        Accumulators all = null;
        for (int stretch = 0; stretch < stretches; stretch++) {
            Accumulators sums = pass(share, shares, classes, canvases(side, scheme, stretch, stretches));
            new RankSums(ranks, classes, sums).add();
            if (all == null) {
                all = sums;
            } else {
                all.join(sums);
            }
        }
        List<MassGrid> grids = new ArrayList<>();
        double[] masses = new double[2 * FIELDS];
        for (int f = 0; f < FIELDS; f++) {
            SquareSum squares = new SquareSum();
            for (Canvas canvas : canvases(side, scheme, 0, 1)) {
                for (int g = 0; g < canvas.grids(); g++) {
                    MassGrid sum = null;
                    for (int c = 0; c < classes.size(); c++) {
                        MassGrid grid = classes.times(f, c) == 0 || all == null ? null : all.grid(c, canvas, g);
                        if (grid != null && sum == null) {
                            sum = new MassGrid(canvas.dimensions(), side);
                            sum.keep(grid.planes());
                        }
                        if (grid != null && sum != null) {
                            sum.add(grid);
                        }
                    }
                    assertThat(sum).isNotNull();
                    grids.add(sum);
                }
            }
            for (int c = 0; c < classes.size() && all != null; c++) {
                masses[2 * f] += classes.times(f, c) * all.units(c);
                all.addSquares(c, classes.times(f, c), squares);
            }
            masses[2 * f + 1] = squares.value();
        }
        return new Found(grids, masses);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 8, TSC, 1, 100, 100",
        "3, 9, PCS, 1, 100, 0",
        "3, 16, CIC, 3, 2, 100",
        "4, 13, TSC, 5, 0, 3",
        "2, 12, NGP, 12, 100, 1",
        "5, 4, PCS, 2, 1, 100"
    })
    void areThoseOfOneProcess(int size, int side, MassAssignment scheme, int stretches, int limit, int limitOfOthers)
            throws Exception {
        // Every rank's particles, by one process after the other.
        List<Found> shares = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            shares.add(sums(new OneProcess(), rank, size, side, scheme, 1, 1000));
        }
        List<Found> found = InMemoryRanks.run(
                size,
                ranks -> sums(
                        ranks, ranks.rank(), size, side, scheme, stretches, ranks.rank() == 0 ? limit : limitOfOthers));
        for (int rank = 0; rank < size; rank++) {
            Found mine = found.get(rank);
            for (int m = 0; m < mine.masses.length; m += 2) {
                double expected = 0;
                double squares = 0;
                for (Found share : shares) {
                    expected += share.masses[m];
                    squares += share.masses[m + 1];
                }
                assertThat(mine.masses[m]).as("mass, seed %d", seed).isEqualTo(expected);
                assertThat(mine.masses[m + 1])
                        .as("squares, seed %d", seed)
                        .isEqualTo(found.getFirst().masses[m + 1])
                        .isCloseTo(squares, within(1e-12 * squares));
            }
            for (int g = 0; g < mine.grids.size(); g++) {
                MassGrid grid = mine.grids.get(g);
                PlaneRange home = grid.dimensions() == 2
                        ? new PlaneRange(0, rank == 0 ? 1 : 0)
                        : PlaneRange.ofRank(side, rank, size);
                assertThat(grid.planes().count()).as("planes of %d", rank).isEqualTo(home.count());
                for (int i = home.from(); i < home.to(); i++) {
                    long[] expected = new long[grid.slab(i).length];
                    for (Found share : shares) {
                        for (int j = 0; j < expected.length; j++) {
                            expected[j] += share.grids.get(g).slab(i)[j];
                        }
                    }
                    assertThat(grid.slab(i))
                            .as("plane %d of grid %d, seed %d", i, g, seed)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void oneRankThatIsAskedToStopStopsAllAtTheSamePlace() throws Exception {
        List<Integer> gathered = InMemoryRanks.run(3, ranks -> {
            StopRequest stop = new StopRequest();
            SlabExchange shared = SharedGrids.of(ranks, stop);
            int n = 0;
            assertThat(shared.gather(new double[] {ranks.rank()})[2]).containsExactly(2);
            n++;
            if (ranks.rank() == 1) {
                stop.request("SIGTERM");
            }
            assertThatThrownBy(() -> shared.gather(new double[0])).isInstanceOf(StoppedException.class);
            return n;
        });
        assertThat(gathered).containsOnly(1);
        assertThat(SharedGrids.of(new OneProcess(), new StopRequest())).isSameAs(SlabExchange.ALONE);
    }

    @Test
    void sharedGridsExchangeBlocks() throws Exception {
        InMemoryRanks.run(3, ranks -> {
            SlabExchange shared = SharedGrids.of(ranks, new StopRequest());
            int me = shared.rank();
            long ten = 10L * me;
            long[] send = {ten, ten + 1, ten + 1, ten + 2, ten + 2, ten + 2};
            long[] receive = new long[3 * (me + 1)];
            long[] counts = {me + 1, me + 1, me + 1};
            shared.exchange(send, new long[] {1, 2, 3}, receive, counts);
            for (int i = 0; i < receive.length; i++) {
                assertThat(receive[i]).isEqualTo(10L * (i / (me + 1)) + me);
            }
            return shared.size();
        });
    }
}
