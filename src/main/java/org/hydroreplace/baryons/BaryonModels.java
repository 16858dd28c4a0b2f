package org.hydroreplace.baryons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.cosmology.HaloBias;
import org.hydroreplace.io.Names;
import org.hydroreplace.io.UsageException;

/** The models by name. A new model is one constant here and one class. */
public enum BaryonModels {
    SCHNEIDER19(Schneider19.NAME, "slope", "diemer15", "bounded", "original") {
        @Override
        BaryonModel build(String variant, ModelOptions options) {
            return new Schneider19(
                    variant.equals("original") ? Schneider19.Slope.ORIGINAL : Schneider19.Slope.BOUNDED, options);
        }
    },
    SCHNEIDER25(Schneider25.NAME, "variant", "diemer15", "author", "baryonforge") {
        @Override
        BaryonModel build(String variant, ModelOptions options) {
            return new Schneider25(
                    variant.equals("author") ? Schneider25.Variant.AUTHOR : Schneider25.Variant.BARYONFORGE, options);
        }
    },
    ARICO20(Arico20.NAME, "variant", "diemer15", "baryonforge", "author") {
        @Override
        BaryonModel build(String variant, ModelOptions options) {
            return new Arico20(
                    variant.equals("author") ? Arico20.Variant.AUTHOR : Arico20.Variant.BARYONFORGE, options);
        }
    },
    MEAD20(Mead20.NAME, "variant", "duffy08", "matter-pressure", "all") {
        @Override
        BaryonModel build(String variant, ModelOptions options) {
            return new Mead20(variant.equals("all") ? MeadCalibration.ALL : MeadCalibration.MATTER_PRESSURE, options);
        }
    };

    private final String label;
    private final String variantKey;
    private final String concentration;
    private final String variants;

    BaryonModels(String label, String variantKey, String concentration, String... variants) {
        this.label = label;
        this.variantKey = variantKey;
        this.concentration = concentration;
        this.variants = String.join(",", variants);
    }

    abstract BaryonModel build(String variant, ModelOptions options);

    /** Name in configurations. */
    public String label() {
        return label;
    }

    /** The key under which a configuration chooses among {@link #variants()}. */
    public String variantKey() {
        return variantKey;
    }

    /** Forms of the model; the first is the default. */
    public List<String> variants() {
        return List.of(variants.split(",", -1));
    }

    /** Name of the relation of mass and concentration that the model was made with. */
    public String concentration() {
        return concentration;
    }

    /** How growth enters the bias of a variant unless told otherwise: as in the code whose numbers it gives. */
    public HaloBias bias(String variant) {
        return this == SCHNEIDER25 && variant.equals("author") ? HaloBias.SHETH_TORMEN : HaloBias.BARYON_FORGE;
    }

    /** @throws UsageException for a name that no model has */
    public static BaryonModels named(String name) {
        List<String> names = new ArrayList<>();
        for (BaryonModels model : values()) {
            if (model.label.equals(name)) {
                return model;
            }
            names.add(model.label);
        }
        throw new UsageException("unknown baryonic correction model " + name + "; did you mean "
                + Names.nearest(name, names) + "? (known: " + String.join(", ", names) + ")");
    }

    /**
     * A model.
     *
     * @param variant empty: the default
     * @param bias empty: that of the variant
     * @param parameters those that differ from the defaults, in Msun/h and Mpc/h
     * @throws UsageException for an unknown variant or parameter, or a value out of its range
     */
    public BaryonModel create(
            Optional<String> variant, TwoHalo twoHalo, Optional<HaloBias> bias, Map<String, Double> parameters) {
        String chosen = variant.orElse(variants().get(0));
        if (!variants().contains(chosen)) {
            throw new UsageException(label + ": " + variantKey + " must be one of " + String.join(", ", variants())
                    + " and is " + chosen + "; did you mean " + Names.nearest(chosen, variants()) + "?");
        }
        return build(chosen, new ModelOptions(twoHalo, bias.orElse(bias(chosen)), parameters));
    }

    /** The model with all defaults and the two-halo term. */
    public BaryonModel create() {
        return create(Optional.empty(), TwoHalo.INCLUDED, Optional.empty(), Map.of());
    }
}
