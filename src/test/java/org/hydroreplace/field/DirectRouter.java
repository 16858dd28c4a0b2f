package org.hydroreplace.field;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Replacement.Overlap;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloMatches.Pair;

/** The fields as the conventions define them, for one particle and one field at a time, by looking at every halo. */
public final class DirectRouter {
    private final HaloMatches matches;
    private final double box;

    public DirectRouter(HaloMatches matches) {
        this.matches = matches;
        this.box = matches.dmo().header().box().size();
    }

    /** Where a field takes a particle of a run, if it does. */
    public Optional<double[]> place(FieldSpec field, Source source, double[] particle) {
        if (!(field instanceof Replaced replaced)) {
            boolean own = field instanceof FieldSpec.Dmo ? source == Source.DMO : source == Source.HYDRO;
            return own ? Optional.of(particle) : Optional.empty();
        }
        Replacement replacement = replaced.replacement();
        List<Pair> selected = matches.pairs().stream()
                .filter(pair -> {
                    double mass = matches.dmo().mass(pair.dmo());
                    return replacement.minMass() <= mass && mass < replacement.maxMass();
                })
                .toList();
        boolean removed = selected.stream().anyMatch(pair -> inDmo(pair, replacement, particle));
        if (source == Source.DMO) {
            return removed ? Optional.empty() : Optional.of(particle);
        }
        if (replacement.centre() == Centre.DMO) {
            return removed ? Optional.of(particle) : Optional.empty();
        }
        return selected.stream()
                .filter(pair -> inside(matches.hydro(), pair.hydro(), replacement.radius(), particle))
                .reduce((a, b) -> heavier(a, b) ? a : b)
                .flatMap(pair -> {
                    double[] moved = moved(pair, particle);
                    boolean dropped = replacement.overlap() == Overlap.MOST_MASSIVE
                            && selected.stream()
                                    .anyMatch(other -> heavier(other, pair) && inDmo(other, replacement, moved));
                    return dropped ? Optional.empty() : Optional.of(moved);
                });
    }

    /** Larger DMO mass; of equal ones the lower DMO index. */
    private boolean heavier(Pair a, Pair b) {
        double massA = matches.dmo().mass(a.dmo());
        double massB = matches.dmo().mass(b.dmo());
        return massA > massB || (massA == massB && a.dmo() < b.dmo());
    }

    private boolean inDmo(Pair pair, Replacement replacement, double[] particle) {
        return inside(matches.dmo(), pair.dmo(), replacement.radius(), particle);
    }

    private boolean inside(HaloCatalogue halos, int halo, double factor, double[] particle) {
        double[] centre = centre(halos, halo);
        double sum = IntStream.range(0, 3)
                .mapToDouble(d -> Math.pow(distance(particle[d], centre[d]), 2))
                .sum();
        return Math.sqrt(sum) <= factor * halos.radius(halo);
    }

    /** Along one axis, by the nearest image. */
    public double distance(double a, double b) {
        double apart = Math.abs(a - b);
        return Math.min(apart, box - apart);
    }

    private double[] moved(Pair pair, double[] particle) {
        double[] from = centre(matches.hydro(), pair.hydro());
        double[] to = centre(matches.dmo(), pair.dmo());
        return IntStream.range(0, 3)
                .mapToDouble(d -> ((particle[d] - from[d] + to[d]) % box + box) % box)
                .toArray();
    }

    private static double[] centre(HaloCatalogue halos, int halo) {
        return new double[] {halos.x(halo), halos.y(halo), halos.z(halo)};
    }
}
