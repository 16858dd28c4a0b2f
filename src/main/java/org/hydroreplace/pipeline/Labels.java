package org.hydroreplace.pipeline;

import java.util.Locale;

/** Names of enum constants in configurations and files: lower case, hyphens for underscores. */
final class Labels {
    private Labels() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
