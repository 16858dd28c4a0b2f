package org.hydroreplace.baryons;

/** A baryonic correction model with its parameters. Immutable and safe for threads. */
public interface BaryonModel {
    /** Name in configurations, such as {@code schneider19}. */
    String name();

    /** Which form of the model, such as {@code author}; one of those that {@link BaryonModels} lists for it. */
    String variant();

    ParameterSet parameters();

    /**
     * Which branches of the model's laws hold for a halo, as a number without order: where it changes with mass, profiles have a
     * corner as functions of mass. The concentration does not matter.
     */
    int regime(HaloContext halo);

    /** Steps of ln c that are fine enough to interpolate displacements cubically. */
    default double concentrationStep() {
        return 0.125;
    }

    /** Components, totals and displacement of one halo. */
    BaryonicHalo halo(HaloContext halo);
}
