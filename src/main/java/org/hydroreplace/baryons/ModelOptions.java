package org.hydroreplace.baryons;

import java.util.Map;
import org.hydroreplace.cosmology.HaloBias;

/**
 * What every model can be told.
 *
 * @param bias of the two-halo term
 * @param parameters those that differ from the defaults, by name, Msun/h and Mpc/h
 */
public record ModelOptions(TwoHalo twoHalo, HaloBias bias, Map<String, Double> parameters) {
    public ModelOptions {
        parameters = Map.copyOf(parameters);
    }
}
