package org.hydroreplace.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.halo.MassBin;

/**
 * Fields with replaced halos that differ in the range of masses and in the radius alone, as a table.
 *
 * @param centre of all of them
 * @param overlap of all of them
 * @param masses rows: ranges of mass, by their lower edge, the narrower ones first
 * @param radii columns: radii in R200c, increasing
 * @param fields place of the field of a row and a column in the configuration, -1 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared as a value
public record ReplaceFamily(
        Replacement.Centre centre, Replacement.Overlap overlap, List<MassBin> masses, double[] radii, int[][] fields) {
    public ReplaceFamily {
        masses = List.copyOf(masses);
    }

    private record Kind(Replacement.Centre centre, Replacement.Overlap overlap) {}

    /** The families among the fields, the largest first. */
    public static List<ReplaceFamily> among(List<FieldSpec> fields) {
        Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f) instanceof FieldSpec.Replaced replaced) {
                Replacement r = replaced.replacement();
                kinds.computeIfAbsent(new Kind(r.centre(), r.overlap()), k -> new ArrayList<>())
                        .add(f);
            }
        }
        return kinds.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .map(entry -> of(entry.getKey(), entry.getValue(), fields))
                .toList();
    }

    private static ReplaceFamily of(Kind kind, List<Integer> places, List<FieldSpec> fields) {
        TreeSet<MassBin> masses =
                new TreeSet<>(Comparator.comparingDouble(MassBin::min).thenComparingDouble(MassBin::max));
        TreeSet<Double> radii = new TreeSet<>();
        for (int place : places) {
            masses.add(range(fields.get(place)));
            radii.add(replacement(fields.get(place)).radius());
        }
        List<MassBin> rows = List.copyOf(masses);
        List<Double> columns = List.copyOf(radii);
        int[][] table = new int[rows.size()][columns.size()];
        for (int[] row : table) {
            Arrays.fill(row, -1);
        }
        for (int place : places) {
            table[rows.indexOf(range(fields.get(place)))][
                    columns.indexOf(replacement(fields.get(place)).radius())] = place;
        }
        return new ReplaceFamily(
                kind.centre(),
                kind.overlap(),
                rows,
                columns.stream().mapToDouble(Double::doubleValue).toArray(),
                table);
    }

    private static Replacement replacement(FieldSpec field) {
        return ((FieldSpec.Replaced) field).replacement();
    }

    private static MassBin range(FieldSpec field) {
        return new MassBin(replacement(field).minMass(), replacement(field).maxMass());
    }

    /**
     * The rows that a row is the disjoint union of: the narrowest ones that follow each other from its lower edge to its
     * upper one. A range that no narrower ones fill is its own only part.
     *
     * @param heaviest mass of the heaviest halo, Msun/h: beyond it a range may go on without parts
     * @return rows, empty if there is no such union
     */
    public int[] parts(int row, double heaviest) {
        MassBin whole = masses.get(row);
        List<Integer> parts = new ArrayList<>();
        double edge = whole.min();
        while (edge < whole.max() && (edge <= heaviest || parts.isEmpty())) {
            int next = narrowestFrom(edge, whole.max());
            if (next < 0) {
                return new int[0];
            }
            parts.add(next);
            edge = masses.get(next).max();
        }
        return parts.stream().mapToInt(Integer::intValue).toArray();
    }

    private int narrowestFrom(double edge, double end) {
        int best = -1;
        for (int m = 0; m < masses.size(); m++) {
            MassBin range = masses.get(m);
            if (range.min() == edge
                    && range.max() <= end
                    && (best < 0 || range.max() < masses.get(best).max())) {
                best = m;
            }
        }
        return best;
    }
}
