package org.hydroreplace.cosmology;

import org.hydroreplace.io.UsageException;

/**
 * The concentration c200c = R200c/r_s that halos of a mass and redshift have. Halos whose catalogue brings concentrations take
 * {@link #constant} of each.
 */
public sealed interface Concentration permits DiemerKravtsov2015, DiemerJoyce2019, Duffy2008, ConstantConcentration {
    /** @param mass M200c in Msun/h */
    double of(double mass, double redshift, StructureFormation structure);

    /** Name in configurations and files; {@link #named} understands it. */
    String label();

    /**
     * The relation of a configuration's name: {@code diemer15}, {@code diemer19}, {@code duffy08}, or a number for a constant.
     *
     * @throws UsageException if it is none of these
     */
    static Concentration named(String name) {
        return switch (name) {
            case "diemer15" -> new DiemerKravtsov2015();
            case "diemer19" -> new DiemerJoyce2019();
            case "duffy08" -> new Duffy2008();
            default -> constant(name);
        };
    }

    /** The same for all halos. */
    static Concentration constant(double value) {
        return new ConstantConcentration(value);
    }

    private static Concentration constant(String name) {
        double value;
        try {
            value = Double.parseDouble(name);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "There is no concentration '" + name
                            + "': choose diemer15, diemer19, duffy08 or a number of 0.1 to 1000.",
                    e);
        }
        return new ConstantConcentration(value);
    }
}
