package org.hydroreplace.cosmology;

import org.hydroreplace.io.UsageException;

/**
 * One concentration for all masses and redshifts.
 *
 * @param value 0.1 to 1000
 */
record ConstantConcentration(double value) implements Concentration {
    ConstantConcentration {
        if (!(value >= 0.1 && value <= 1000)) {
            throw new UsageException("A concentration of " + value + " is out of range: choose one of 0.1 to 1000.");
        }
    }

    @Override
    public double of(double mass, double redshift, StructureFormation structure) {
        return value;
    }

    @Override
    public String label() {
        return Double.toString(value);
    }
}
