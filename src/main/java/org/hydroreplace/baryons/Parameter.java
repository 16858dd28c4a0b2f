package org.hydroreplace.baryons;

/**
 * One number of a model.
 *
 * @param name as in the model's paper or BaryonForge
 * @param unit for people; "1" for a pure number
 * @param value default; NaN where the parameter may be absent and is
 * @param low smallest allowed value
 * @param high largest allowed value
 */
public record Parameter(String name, String unit, double value, double low, double high) {
    static final String MASS = "Msun/h";
    static final String LENGTH = "Mpc/h";

    /** A positive number. */
    static Parameter positive(String name, String unit, double value) {
        return new Parameter(name, unit, value, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    /** Any finite number. */
    static Parameter any(String name, double value) {
        return new Parameter(name, "1", value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    static Parameter within(String name, double value, double low, double high) {
        return new Parameter(name, "1", value, low, high);
    }

    boolean allows(double x) {
        return x >= low && x <= high;
    }

    String range() {
        if (low == -Double.MAX_VALUE) {
            return "finite";
        }
        if (high == Double.MAX_VALUE) {
            return low == Double.MIN_NORMAL ? "positive and finite" : "at least " + low + " and finite";
        }
        return "from " + low + " to " + high;
    }
}
