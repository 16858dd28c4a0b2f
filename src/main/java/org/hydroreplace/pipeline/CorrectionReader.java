package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hydroreplace.baryons.BaryonModels;
import org.hydroreplace.baryons.Correction;
import org.hydroreplace.baryons.Correction.ConcentrationChoice;
import org.hydroreplace.baryons.Correction.ConcentrationChoice.Column;
import org.hydroreplace.baryons.Correction.ConcentrationChoice.Relation;
import org.hydroreplace.baryons.Correction.HaloRadius;
import org.hydroreplace.baryons.Taper;
import org.hydroreplace.baryons.TwoHalo;
import org.hydroreplace.cosmology.Concentration;
import org.hydroreplace.cosmology.HaloBias;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/** Reads what a field {@code bcm} says. */
final class CorrectionReader {
    private static final double OUTER = 20;

    private CorrectionReader() {}

    static Correction read(String file, String path, ConfigNode node) {
        try {
            BaryonModels model = BaryonModels.named(node.requiredText("model"));
            String variant =
                    node.text(model.variantKey()).orElse(model.variants().getFirst());
            String concentration = node.text("concentration").orElse(model.concentration());
            Correction correction = new Correction(
                    model,
                    variant,
                    node.choice("two_halo", TwoHalo.class).orElse(TwoHalo.INCLUDED),
                    node.choice("bias", HaloBias.class).orElse(model.bias(variant)),
                    parameters(node.section("parameters"), node.raw("parameters")),
                    choice(concentration),
                    node.number("outer_radius", 0.1, 1000).orElse(OUTER),
                    node.choice("taper", Taper.class).orElse(Taper.LINEAR),
                    node.choice("radius", HaloRadius.class).orElse(HaloRadius.CATALOGUE));
            node.rejectUnknown();
            correction.create();
            return correction;
        } catch (UsageException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file) ? e : new UsageException(file + ": " + path + ": " + message, e);
        }
    }

    private static ConcentrationChoice choice(String name) {
        if (name.contains("/")) {
            return new Column(name);
        }
        return new Relation(Concentration.named(name).label());
    }

    private static Map<String, Double> parameters(ConfigNode section, @Nullable Object raw) {
        Map<String, Double> parameters = new TreeMap<>();
        if (raw instanceof Map<?, ?> map) {
            for (Object key : map.keySet()) {
                String name = String.valueOf(key);
                parameters.put(
                        name,
                        section.number(name, -Double.MAX_VALUE, Double.MAX_VALUE)
                                .orElseThrow(() -> section.missing(name)));
            }
        }
        return parameters;
    }

    /** The field as it is written to run.yaml. */
    static Map<String, Object> effective(Correction correction) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", correction.model().label());
        map.put(correction.model().variantKey(), correction.variant());
        map.put("two_halo", Labels.of(correction.twoHalo()));
        map.put("bias", Labels.of(correction.bias()));
        // All of them: what a default is may change.
        map.put(
                "parameters",
                new LinkedHashMap<>(correction.create().parameters().values()));
        map.put(
                "concentration",
                correction.concentration() instanceof Column column
                        ? column.dataset()
                        : ((Relation) correction.concentration()).name());
        map.put("outer_radius", correction.outer());
        map.put("taper", Labels.of(correction.taper()));
        map.put("radius", Labels.of(correction.radius()));
        return map;
    }
}
