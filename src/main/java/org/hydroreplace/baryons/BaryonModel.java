package org.hydroreplace.baryons;

/** A baryonic correction model with its parameters. Immutable and safe for threads. */
public interface BaryonModel {
    /** Name in configurations, such as {@code schneider19}. */
    String name();

    /** Which form of the model, such as {@code author}; one of those that {@link BaryonModels} lists for it. */
    String variant();

    ParameterSet parameters();

    /** Components, totals and displacement of one halo. */
    BaryonicHalo halo(HaloContext halo);
}
