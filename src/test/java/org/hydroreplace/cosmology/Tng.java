package org.hydroreplace.cosmology;

import java.util.OptionalDouble;

/** The cosmology of the reference tables. */
final class Tng {
    static final Cosmology COSMOLOGY = new Cosmology(
            0.3089, 0.6911, 0.6774, OptionalDouble.of(0.0486), OptionalDouble.of(0.8159), OptionalDouble.of(0.9667));

    static final StructureFormation STRUCTURE = StructureFormation.of(COSMOLOGY);

    private Tng() {}

    /** The largest relative difference, printed under a name: the accuracy table of docs/models.md comes from here. */
    static double worst(String name, double[] found, double[] expected) {
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs(found[i] / expected[i] - 1);
            worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
        }
        System.out.printf("%s: %d values, largest relative difference %.1e%n", name, found.length, worst);
        return worst;
    }
}
