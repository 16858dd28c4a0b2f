package org.hydroreplace.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.grid.SlabExchange;
import org.junit.jupiter.api.Test;

/** Errors over sub-boxes: the definition, and the scatter of many fields. */
final class SubBoxSpectraTest {
    private static final int SIDE = 32;
    private static final int PARTS = 4;
    private static final Mesh MESH = new Mesh(3, SIDE, 100, MassAssignment.NGP);

    /** White noise about 10, smoothed a little so that neighbouring modes differ in power. */
    private static double[] field(SplittableRandom random) {
        double[] noise = new double[SIDE * SIDE * SIDE];
        Arrays.setAll(noise, i -> 10 + random.nextDouble() - 0.5);
        double[] field = new double[noise.length];
        for (int i = 0; i < field.length; i++) {
            int x = i / (SIDE * SIDE);
            int next = (x + 1) % SIDE * SIDE * SIDE + i % (SIDE * SIDE);
            field[i] = noise[i] + 0.3 * noise[next];
        }
        return field;
    }

    private static SubBoxSpectra subBoxes(double[] field) throws InterruptedException {
        double mean = Arrays.stream(field).average().orElseThrow();
        return SubBoxSpectra.of(
                MESH,
                PARTS,
                (row, from, cells) -> System.arraycopy(field, row * SIDE + from, cells, 0, cells.length),
                mean,
                Window.NONE,
                Precision.DOUBLE,
                SlabExchange.ALONE,
                2);
    }

    private static Spectrum spectrum(double[] field) throws InterruptedException {
        return PowerSpectra.auto(
                DensityModes.of(
                        MESH, (row, cells) -> System.arraycopy(field, row * SIDE, cells, 0, SIDE), Precision.DOUBLE, 2),
                Window.NONE,
                2);
    }

    @Test
    void everyPartHasTheSpectrumOfItsCells() throws InterruptedException {
        long seed = 5;
        double[] field = field(new SplittableRandom(seed));
        SubBoxSpectra parts = subBoxes(field);
        double mean = Arrays.stream(field).average().orElseThrow();
        int side = SIDE / PARTS;
        assertThat(parts.power()).hasDimensions(PARTS * PARTS * PARTS, parts.k().length);
        for (int p : new int[] {0, 1, 7, 63}) {
            double[] cells = new double[side * side * side];
            double own = 0;
            for (int c = 0; c < cells.length; c++) {
                int x = p / 16 * side + c / (side * side);
                int y = p / 4 % 4 * side + c / side % side;
                int z = p % 4 * side + c % side;
                cells[c] = field[(x * SIDE + y) * SIDE + z];
                own += cells[c] / cells.length;
            }
            Mesh mesh = new Mesh(3, side, 25, MassAssignment.NGP);
            Spectrum slow = PowerSpectra.auto(
                    DensityModes.of(
                            mesh,
                            (row, line) -> System.arraycopy(cells, row * side, line, 0, side),
                            Precision.DOUBLE,
                            1),
                    Window.NONE,
                    1);
            double about = own * own / (mean * mean);
            for (int b = 0; b < slow.k().length; b++) {
                assertThat(parts.power()[p][b]).isCloseTo(slow.power()[b] * about, within(1e-12 * slow.power()[b]));
                assertThat(parts.k()[b]).isEqualTo(slow.k()[b]);
            }
        }
    }

    /** The error that each field tells of itself, on average, is the scatter among 60 fields; so are those of a ratio. */
    @Test
    void errorsAreTheScatterOfManyFields() throws InterruptedException {
        int fields = 60;
        SplittableRandom random = new SplittableRandom(77);
        double[][] power = new double[fields][];
        double[][] ratios = new double[fields][];
        Spectrum spectrum = spectrum(field(random));
        double[] told = new double[spectrum.k().length];
        double[] toldOfRatio = new double[spectrum.k().length];
        for (int f = 0; f < fields; f++) {
            double[] first = field(random);
            double[] more = field(random);
            double[] second = first.clone();
            Arrays.setAll(second, i -> first[i] + 0.5 * (more[i] - 13));
            spectrum = spectrum(first);
            Spectrum other = spectrum(second);
            SubBoxSpectra parts = subBoxes(first);
            SubBoxSpectra others = subBoxes(second);
            power[f] = spectrum.power();
            ratios[f] = Jackknife.ratio(other.power(), spectrum.power());
            add(told, parts.errorOf(spectrum), fields);
            add(toldOfRatio, others.inBinsOf(other, others.ratioError(parts)), fields);
        }
        int compared = 0;
        for (int b = 0; b < spectrum.k().length; b++) {
            if (b < PARTS - 1) {
                assertThat(told[b]).isNaN();
            } else if (spectrum.modes()[b] > 150) {
                compared++;
                // The scatter of 60 is known to 9 %; of some 15 bins the farthest is at 2.5 of that.
                assertThat(told[b] / scatter(power, b)).as("bin " + b).isBetween(0.72, 1.35);
                assertThat(toldOfRatio[b] / scatter(ratios, b))
                        .as("ratio, bin " + b)
                        .isBetween(0.72, 1.35);
            }
        }
        assertThat(compared).isGreaterThan(10);
    }

    private static void add(double[] sum, double[] values, int fields) {
        for (int b = 0; b < values.length; b++) {
            sum[b] += values[b] / fields;
        }
    }

    private static double scatter(double[][] samples, int bin) {
        double mean = Arrays.stream(samples).mapToDouble(s -> s[bin]).average().orElseThrow();
        double sum = Arrays.stream(samples)
                .mapToDouble(s -> (s[bin] - mean) * (s[bin] - mean))
                .sum();
        return Math.sqrt(sum / (samples.length - 1));
    }

    @Test
    void identicalFieldsHaveARatioWithoutError() throws InterruptedException {
        SubBoxSpectra parts = subBoxes(field(new SplittableRandom(1)));
        assertThat(parts.ratio(parts)).containsOnly(1.0);
        assertThat(parts.ratioError(parts)).containsOnly(0.0);
    }

    @Test
    void jackknifeOfAMeanIsItsStandardError() {
        double[][] samples = {{1, 0}, {2, 0}, {4, 0}, {9, 0}};
        assertThat(Jackknife.mean(samples)).containsExactly(4, 0);
        // Variance 38/3 of the samples, over 4.
        assertThat(Jackknife.error(Jackknife.leavingOneOut(samples))[0])
                .isCloseTo(Math.sqrt(38.0 / 3 / 4), within(1e-14));
        assertThat(Jackknife.ratio(new double[] {1, 1}, new double[] {2, 0})).containsExactly(0.5, Double.NaN);
    }

    @Test
    void partsThatDoNotDivideAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubBoxSpectra.of(
                        MESH, 5, (r, f, c) -> {}, 1, Window.NONE, Precision.DOUBLE, SlabExchange.ALONE, 1))
                .withMessage("5 parts along a side of 32^3 cells");
    }
}
