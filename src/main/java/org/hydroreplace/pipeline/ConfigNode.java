package org.hydroreplace.pipeline;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.hydroreplace.io.Names;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a configuration file, read key by key. Every complaint names the file, the key, the value and what is
 * allowed; {@link #rejectUnknown()} refuses the keys that nobody asked for.
 */
final class ConfigNode {
    private final String file;
    private final String path;
    private final Map<?, ?> values;
    private final Set<String> known = new LinkedHashSet<>();

    ConfigNode(String file, String path, @Nullable Object value) {
        this.file = file;
        this.path = path;
        if (value == null) {
            this.values = Map.of();
        } else if (value instanceof Map<?, ?> map) {
            this.values = map;
        } else {
            throw new UsageException(file + ": " + (path.isEmpty() ? "the file" : path)
                    + " must be a section of keys and is " + shown(value) + "; see the README for an example");
        }
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    @Nullable
    Object raw(String key) {
        known.add(key);
        return values.get(key);
    }

    ConfigNode section(String key) {
        return new ConfigNode(file, name(key), raw(key));
    }

    Optional<String> text(String key) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String || value instanceof Number) {
            return Optional.of(value.toString());
        }
        throw wrong(key, "text");
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    UsageException missing(String key) {
        return new UsageException(file + ": " + name(key) + " is missing; add it");
    }

    /** A number in [low, high]; infinite values only where high is infinite. */
    OptionalDouble number(String key, double low, double high) {
        Object value = raw(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(number(key, value, low, high));
    }

    private double number(String key, Object value, double low, double high) {
        if (value instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high) {
            return number.doubleValue();
        }
        throw wrong(key, "a number from " + low + " to " + (Double.isInfinite(high) ? ".inf" : high));
    }

    /** A pair of numbers in [low, high], not falling. */
    Optional<double[]> interval(String key, double low, double high) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list && list.size() == 2 && list.get(0) != null && list.get(1) != null) {
            double[] pair = {number(key, list.get(0), low, high), number(key, list.get(1), low, high)};
            if (pair[0] < pair[1]) {
                return Optional.of(pair);
            }
        }
        throw wrong(
                key,
                "two rising numbers from " + low + " to " + (Double.isInfinite(high) ? ".inf" : high)
                        + ", such as [1.0e12, .inf]");
    }

    Optional<Integer> whole(String key, int low, int high) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= low
                && ((Number) value).longValue() <= high) {
            return Optional.of(((Number) value).intValue());
        }
        throw wrong(key, "a whole number from " + low + " to " + high);
    }

    /** Yes or no. */
    Optional<Boolean> flag(String key) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        throw wrong(key, "true or false");
    }

    /** One of the constants of an enum, by its name in lower case with hyphens. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        Object value = raw(key);
        return value == null ? Optional.empty() : Optional.of(constant(key, value, type));
    }

    /** A list of different constants of an enum. */
    <E extends Enum<E>> Optional<List<E>> choices(String key, Class<E> type) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list && !list.isEmpty() && new LinkedHashSet<>(list).size() == list.size()) {
            return Optional.of(
                    list.stream().map(item -> constant(key, item, type)).toList());
        }
        throw wrong(key, "a list of different values out of " + labels(type));
    }

    private <E extends Enum<E>> E constant(String key, @Nullable Object value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (Labels.of(constant).equals(String.valueOf(value))) {
                return constant;
            }
        }
        throw wrong(key, "one of " + labels(type));
    }

    private static <E extends Enum<E>> String labels(Class<E> type) {
        return String.join(
                ", ", List.of(type.getEnumConstants()).stream().map(Labels::of).toList());
    }

    /** Full name of a key, such as {@code maps.grid}. */
    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    UsageException wrong(String key, String allowed) {
        return new UsageException(
                file + ": " + name(key) + " must be " + allowed + " and is " + shown(values.get(key)) + "; change it");
    }

    /** Refuses every key but these, before a misspelt one makes another seem missing. */
    void allow(Collection<String> keys) {
        known.addAll(keys);
        rejectUnknown();
    }

    /** Refuses every key that has not been asked for. */
    void rejectUnknown() {
        for (Object key : values.keySet()) {
            String unknown = String.valueOf(key);
            if (known.isEmpty()) {
                throw new UsageException(
                        file + ": unknown key " + name(unknown) + "; nothing can be set here, remove it");
            }
            if (!known.contains(unknown)) {
                throw new UsageException(file + ": unknown key " + name(unknown) + "; did you mean "
                        + name(Names.nearest(unknown, known)) + "? (known here: "
                        + String.join(", ", new TreeSet<>(known)) + ")");
            }
        }
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }
}
