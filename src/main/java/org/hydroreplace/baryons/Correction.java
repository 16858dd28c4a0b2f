package org.hydroreplace.baryons;

import java.util.Map;
import java.util.Optional;
import org.hydroreplace.cosmology.HaloBias;

/**
 * A baryonic correction as a configuration asks for it: which model, and how its displacements are applied.
 *
 * @param variant one of the model's
 * @param parameters those that differ from the defaults, Msun/h and Mpc/h
 * @param concentration of the halos
 * @param outer radius beyond which a halo moves nothing, R200c
 * @param radius which R200c a halo has
 */
public record Correction(
        BaryonModels model,
        String variant,
        TwoHalo twoHalo,
        HaloBias bias,
        Map<String, Double> parameters,
        ConcentrationChoice concentration,
        double outer,
        Taper taper,
        HaloRadius radius) {

    /** Which R200c a halo has. */
    public enum HaloRadius {
        /** That of the catalogue. */
        CATALOGUE,
        /** That of its M200c in the cosmology of the run. */
        MODEL
    }

    /** Where concentrations come from. */
    public sealed interface ConcentrationChoice {
        /** What {@link org.hydroreplace.cosmology.Concentration#named} understands. */
        record Relation(String name) implements ConcentrationChoice {}

        /** A dataset of the group catalogue with c200c of every halo, such as {@code Group/Concentration}. */
        record Column(String dataset) implements ConcentrationChoice {}
    }

    public Correction {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The model.
     *
     * @throws org.hydroreplace.io.UsageException for an unknown parameter, or a value out of its range
     */
    public BaryonModel create() {
        return model.create(Optional.of(variant), twoHalo, Optional.of(bias), parameters);
    }
}
