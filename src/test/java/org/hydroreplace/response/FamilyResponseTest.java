package org.hydroreplace.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Replacement.Overlap;
import org.junit.jupiter.api.Test;

/** Responses of a family: an example by hand, identities, and which rows make up which. */
final class FamilyResponseTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static FieldSpec field(double min, double max, double radius) {
        return new FieldSpec.Replaced(
                min + "-" + max + "-" + radius, new Replacement(min, max, radius, Centre.DMO, Overlap.UNION));
    }

    /** dmo, hydro, then mass bins [1, 2), [2, inf) and [1, inf), each at 1 and 3 R200c. */
    private static final List<FieldSpec> FIELDS = List.of(
            new FieldSpec.Dmo("dmo"),
            new FieldSpec.Hydro("hydro"),
            field(1, INF, 3),
            field(1, 2, 1),
            field(1, 2, 3),
            field(2, INF, 1),
            field(2, INF, 3),
            field(1, INF, 1));

    @Test
    void anExampleByHand() {
        ReplaceFamily family = ReplaceFamily.among(FIELDS).getFirst();
        assertThat(family.masses().stream().map(m -> m.min() + "-" + m.max()))
                .containsExactly("1.0-2.0", "1.0-Infinity", "2.0-Infinity");
        assertThat(family.radii()).containsExactly(1, 3);
        assertThat(family.fields()).isDeepEqualTo(new int[][] {{3, 4}, {7, 2}, {5, 6}});
        // S: dmo 100, hydro 80 in the first bin; the same in the second; hydro a millionth more in the third.
        Map<Integer, double[]> s = new HashMap<>();
        s.put(0, new double[] {100, 5, 1});
        s.put(1, new double[] {80, 5, 1 + 1e-6});
        s.put(3, new double[] {98, 5, 1});
        s.put(4, new double[] {95, 5, 1});
        s.put(5, new double[] {92, 4, 1});
        s.put(6, new double[] {90, 5, 1});
        s.put(7, new double[] {91, 5, 1});
        s.put(2, new double[] {84, 5, 1});
        FamilyResponse found = FamilyResponse.of(family, new Response(1e-4), s, 0, 1, INF);
        assertThat(first(found.fraction())).isDeepEqualTo(new double[][] {{0.1, 0.25}, {0.45, 0.8}, {0.4, 0.5}});
        close(first(found.tiles()), new double[][] {{0.1, 0.15}, {0.45, 0.35}, {0.4, 0.1}});
        close(first(found.additive()), new double[][] {{0.1, 0.25}, {0.5, 0.75}, {0.4, 0.5}});
        close(first(found.nonAdditivity()), new double[][] {{0, 0}, {-0.05 / 0.45, 0.05 / 0.8}, {0, 0}});
        for (double[][] row : found.fraction()) {
            for (double[] bins : row) {
                assertThat(bins[1]).isNaN();
                assertThat(bins[2]).isNaN();
            }
        }
    }

    private static double[][] first(double[][][] cube) {
        return Arrays.stream(cube)
                .map(row -> Arrays.stream(row).mapToDouble(bins -> bins[0]).toArray())
                .toArray(double[][]::new);
    }

    private static void close(double[][] found, double[][] expected) {
        for (int m = 0; m < expected.length; m++) {
            assertThat(found[m]).containsExactly(expected[m], within(1e-15));
        }
    }

    /** A statistic that is a sum over halos and shells, whatever its values: tiles add up. */
    @Test
    void linearStatisticsAreAdditive() {
        SplittableRandom random = new SplittableRandom(9);
        double[] edges = {12, 12.5, 13, 13.5};
        double[] radii = {0.5, 1, 3, 5};
        List<FieldSpec> fields = new ArrayList<>(List.of(new FieldSpec.Dmo("dmo"), new FieldSpec.Hydro("hydro")));
        Map<Integer, double[]> values = new HashMap<>();
        int bins = 6;
        double[][][] parts = new double[edges.length][radii.length][];
        double[] all = new double[bins];
        for (double[][] ofMass : parts) {
            for (int r = 0; r < radii.length; r++) {
                ofMass[r] = random.doubles(bins, -1, 3).toArray();
                for (int b = 0; b < bins; b++) {
                    all[b] += 1.1 * ofMass[r][b];
                }
            }
        }
        double[] dmo = random.doubles(bins, 1, 2).toArray();
        values.put(0, dmo);
        values.put(1, sum(dmo, all));
        for (int m = 0; m < edges.length; m++) {
            for (int r = 0; r < radii.length; r++) {
                double[] bin = dmo.clone();
                double[] above = dmo.clone();
                for (int s = 0; s <= r; s++) {
                    bin = sum(bin, parts[m][s]);
                    for (int n = m; n < edges.length; n++) {
                        above = sum(above, parts[n][s]);
                    }
                }
                fields.add(field(edges[m], m + 1 < edges.length ? edges[m + 1] : 15, radii[r]));
                values.put(fields.size() - 1, bin);
                fields.add(field(edges[m], INF, radii[r]));
                values.put(fields.size() - 1, above);
            }
        }
        ReplaceFamily family = ReplaceFamily.among(fields).getFirst();
        FamilyResponse found = FamilyResponse.of(family, new Response(0), values, 0, 1, 14.9);
        for (int m = 0; m < family.masses().size(); m++) {
            for (int r = 0; r < radii.length; r++) {
                for (int b = 0; b < bins; b++) {
                    assertThat(found.additive()[m][r][b]).isCloseTo(found.fraction()[m][r][b], within(1e-12));
                }
            }
        }
        // A halo above the last bin: its range has no parts, and no prediction.
        FamilyResponse heavier = FamilyResponse.of(family, new Response(0), values, 0, 1, 15.5);
        assertThat(heavier.additive()[1][0]).containsOnly(Double.NaN);
        assertThat(heavier.additive()[0][0]).containsExactly(found.additive()[0][0]);
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    @Test
    void identitiesHoldAndUndefinedIsNotZero() {
        Response response = new Response(0.01);
        double[] dmo = {1, -2, 0, 0, 5};
        double[] hydro = {1.005, -2.5, 3, 0, 5};
        assertThat(response.of(dmo, dmo, hydro)).containsExactly(Double.NaN, 0.0, 0.0, Double.NaN, Double.NaN);
        assertThat(response.of(hydro, dmo, hydro)).containsExactly(Double.NaN, 1, 1, Double.NaN, Double.NaN);
        assertThatIllegalArgumentException().isThrownBy(() -> new Response(-1));
    }

    @Test
    void familiesAreToldApartAndHolesStayEmpty() {
        List<FieldSpec> fields = List.of(
                field(1, 2, 1),
                new FieldSpec.Replaced("r", new Replacement(1, 2, 1, Centre.RECENTRED, Overlap.UNION)),
                field(2, 3, 5));
        List<ReplaceFamily> families = ReplaceFamily.among(fields);
        assertThat(families).hasSize(2);
        assertThat(families.getFirst().fields()).isDeepEqualTo(new int[][] {{0, -1}, {-1, 2}});
        assertThat(families.get(1).fields()).isDeepEqualTo(new int[][] {{1}});
        Map<Integer, double[]> values =
                Map.of(0, new double[] {1}, 2, new double[] {2}, 7, new double[] {0}, 8, new double[] {4});
        FamilyResponse found = FamilyResponse.of(families.getFirst(), new Response(0), values, 7, 8, INF);
        assertThat(found.fraction()[0][1]).containsOnly(Double.NaN);
        assertThat(found.tiles()[1][1]).containsOnly(Double.NaN);
        assertThat(found.fraction()[1][1]).containsOnly(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FamilyResponse.of(families.getFirst(), new Response(0), values, 1, 8, INF))
                .withMessageContaining("without the fields");
    }
}
