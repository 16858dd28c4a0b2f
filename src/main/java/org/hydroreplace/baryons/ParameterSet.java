package org.hydroreplace.baryons;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hydroreplace.io.Names;
import org.hydroreplace.io.UsageException;

/** The parameters of one model, each known and in its range. Immutable. */
public final class ParameterSet {
    private final Map<String, Parameter> known = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();

    /**
     * @param model for messages
     * @param parameters what the model has, with defaults
     * @param idle names that other codes list for the model but never use in it
     * @param given what the user says, by name
     * @throws UsageException for a name that is not among them, or a value out of its range
     */
    ParameterSet(String model, List<Parameter> parameters, Set<String> idle, Map<String, Double> given) {
        for (Parameter parameter : parameters) {
            known.put(parameter.name(), parameter);
            values.put(parameter.name(), parameter.value());
        }
        for (Map.Entry<String, Double> entry : given.entrySet()) {
            Parameter parameter = known.get(entry.getKey());
            if (parameter == null) {
                throw unknown(model, entry.getKey(), idle);
            }
            if (!parameter.allows(entry.getValue())) {
                throw new UsageException(model + ": parameter " + entry.getKey() + " must be " + parameter.range()
                        + (parameter.unit().equals("1") ? "" : " (" + parameter.unit() + ")") + " and is "
                        + entry.getValue() + "; change it");
            }
            values.put(entry.getKey(), entry.getValue());
        }
    }

    private UsageException unknown(String model, String name, Set<String> idle) {
        if (idle.contains(name)) {
            return new UsageException(
                    model + ": parameter " + name + " has no effect on profiles in this model; remove it");
        }
        return new UsageException(
                model + ": unknown parameter " + name + "; did you mean " + Names.nearest(name, known.keySet())
                        + "? (known here: " + String.join(", ", new TreeSet<>(known.keySet())) + ")");
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return value;
    }

    /** Whether there is such a parameter and it has a value. */
    boolean has(String name) {
        Double value = values.get(name);
        return value != null && !Double.isNaN(value);
    }

    /** Names and values in the order of declaration, without those that are absent. */
    public Map<String, Double> values() {
        Map<String, Double> present = new LinkedHashMap<>(values);
        present.values().removeIf(value -> value.isNaN());
        return Collections.unmodifiableMap(present);
    }

    /** The unit of a parameter; "1" for a pure number. */
    public String unit(String name) {
        Parameter parameter = known.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return parameter.unit();
    }
}
