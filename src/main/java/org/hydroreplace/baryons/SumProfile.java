package org.hydroreplace.baryons;

import java.util.Arrays;
import java.util.List;

/** A weighted sum of profiles, added in the order of the list. */
final class SumProfile implements Profile {
    private final double factor;
    private final List<? extends Profile> parts;

    SumProfile(double factor, List<? extends Profile> parts) {
        this.factor = factor;
        this.parts = List.copyOf(parts);
    }

    static Profile of(Profile... parts) {
        return new SumProfile(1, List.of(parts));
    }

    @Override
    public double density(double r) {
        double sum = 0;
        for (Profile part : parts) {
            sum += part.density(r);
        }
        return factor * sum;
    }

    @Override
    public double enclosedMass(double r) {
        double sum = 0;
        for (Profile part : parts) {
            sum += part.enclosedMass(r);
        }
        return factor * sum;
    }

    @Override
    public double[] edges() {
        return parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.edges()))
                .distinct()
                .sorted()
                .toArray();
    }
}
