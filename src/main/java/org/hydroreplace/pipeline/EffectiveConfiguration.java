package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Simulation;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A configuration with all its defaults, as the mapping that is written to run.yaml and can be read again. */
final class EffectiveConfiguration {
    /** Keys that change nothing in the bytes of the products. */
    private static final List<String> INDIFFERENT = List.of("output", "memory");

    private EffectiveConfiguration() {}

    static Map<String, Object> of(RunConfiguration configuration) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("simulation", simulation(configuration.simulation()));
        Map<String, Object> cosmology = new LinkedHashMap<>();
        configuration.cosmology().sigma8().ifPresent(v -> cosmology.put("sigma8", v));
        configuration.cosmology().spectralIndex().ifPresent(v -> cosmology.put("n_s", v));
        configuration.cosmology().omegaBaryon().ifPresent(v -> cosmology.put("omega_b", v));
        if (configuration.fieldsNeedDisplacements()) {
            configuration.cosmology().power().ifPresent(path -> {
                cosmology.put("power", absolute(path));
                cosmology.put(
                        "normalization", Labels.of(configuration.cosmology().normalization()));
            });
            cosmology.put("radiation", Labels.of(configuration.cosmology().radiation()));
        }
        if (!cosmology.isEmpty()) {
            map.put("cosmology", cosmology);
        }
        Map<String, Object> matching = new LinkedHashMap<>();
        matching.put("min_mass", configuration.matching().minMass());
        matching.put("max_separation", configuration.matching().maxSeparation());
        matching.put(
                "mass_ratio",
                List.of(
                        configuration.matching().minRatio(),
                        configuration.matching().maxRatio()));
        map.put("matching", matching);
        List<Object> fields = new ArrayList<>();
        configuration.fields().forEach(field -> fields.add(field(field)));
        map.put("fields", fields);
        configuration.maps().ifPresent(maps -> map.put("maps", maps(maps)));
        configuration.power().ifPresent(power -> map.put("power", PowerReader.effective(power)));
        configuration.profiles().ifPresent(profiles -> map.put("profiles", ProfilesReader.effective(profiles)));
        map.put("output", configuration.output().toString());
        configuration.memory().ifPresent(bytes -> map.put("memory", bytes));
        return map;
    }

    private static Map<String, Object> simulation(Simulation simulation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dmo", absolute(simulation.dmo()));
        simulation.hydro().ifPresent(path -> map.put("hydro", absolute(path)));
        map.put("snapshot", simulation.snapshot());
        return map;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static Object field(FieldSpec field) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (field instanceof Replaced replaced) {
            Replacement replacement = replaced.replacement();
            Map<String, Object> replace = new LinkedHashMap<>();
            replace.put("mass", List.of(replacement.minMass(), replacement.maxMass()));
            replace.put("radius", replacement.radius());
            replace.put("centre", Labels.of(replacement.centre()));
            replace.put("overlap", Labels.of(replacement.overlap()));
            map.put("replace", replace);
        } else if (field instanceof FieldSpec.Baryonified corrected) {
            map.put("bcm", CorrectionReader.effective(corrected.correction()));
        } else {
            String kind = field instanceof FieldSpec.Dmo ? "dmo" : "hydro";
            if (field.name().equals(kind)) {
                return kind;
            }
            map.put(kind, new LinkedHashMap<>());
        }
        map.put("name", field.name());
        return map;
    }

    private static Map<String, Object> maps(Maps maps) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("grid", maps.grid());
        map.put("assignment", maps.assignment().label());
        map.put("axes", maps.axes().stream().map(Labels::of).toList());
        return map;
    }

    static String yaml(Map<String, ?> map) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.AUTO)
                        .setSchema(new CoreSchema())
                        .setWidth(160)
                        .setDereferenceAliases(true)
                        .build())
                .dumpToString(map);
    }

    /** The physics of a configuration, which goes into the products: no paths, no resources. */
    static Map<String, Object> physics(RunConfiguration configuration) {
        Map<String, Object> map = of(configuration);
        INDIFFERENT.forEach(map::remove);
        map.put("simulation", Map.of("snapshot", configuration.simulation().snapshot()));
        if (map.get("cosmology") instanceof Map<?, ?> cosmology && cosmology.get("power") instanceof String power) {
            Map<String, Object> known = new LinkedHashMap<>();
            cosmology.forEach((key, value) -> known.put(String.valueOf(key), value));
            // What the file says counts, not where it is.
            known.put("power", "sha256 " + Checksum.sha256(Path.of(power)));
            map.put("cosmology", known);
        }
        return map;
    }

    /**
     * The first difference between the configuration of products that are there and mine, in words, or empty if they
     * would make the same products.
     */
    static Optional<String> difference(Map<?, ?> there, Map<?, ?> mine) {
        Map<String, Object> here = flatten("", mine);
        Map<String, Object> old = flatten("", there);
        TreeSet<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(old.keySet());
        for (String key : keys) {
            if (!INDIFFERENT.contains(key) && !sameValue(old.get(key), here.get(key))) {
                return Optional.of(key + " was " + shown(old.get(key)) + " and is now " + shown(here.get(key)));
            }
        }
        return Optional.empty();
    }

    private static boolean sameValue(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        return Objects.equals(a, b);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "not set" : value.toString();
    }

    /** Leaves by their full name: {@code maps.grid}, {@code fields[2].replace.radius}; an empty mapping is one too. */
    static Map<String, Object> flatten(String name, @Nullable Object value) {
        Map<String, Object> flat = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            if (map.isEmpty() && !name.isEmpty()) {
                flat.put(name, "{}");
            }
            map.forEach((key, inner) ->
                    flat.putAll(flatten(name.isEmpty() ? String.valueOf(key) : name + "." + key, inner)));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flat.putAll(flatten(name + "[" + i + "]", list.get(i)));
            }
        } else if (value != null) {
            flat.put(name, value);
        }
        return flat;
    }
}
