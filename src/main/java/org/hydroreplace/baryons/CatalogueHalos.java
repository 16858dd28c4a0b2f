package org.hydroreplace.baryons;

import java.util.Optional;
import org.hydroreplace.io.InputException;

/** Masses, radii and, where they have their own, concentrations of the halos of a catalogue. Immutable. */
public final class CatalogueHalos {
    private final double[] mass;
    private final double[] radius;
    private final Optional<double[]> concentration;

    /**
     * @param mass M200c, Msun/h
     * @param radius R200c, comoving Mpc/h: of the catalogue or of the cosmology, as wished
     * @param concentration c200c of each halo; empty: the mean of its mass
     * @throws InputException for a halo whose numbers are not positive and finite
     */
    public CatalogueHalos(double[] mass, double[] radius, Optional<double[]> concentration) {
        this.mass = mass.clone();
        this.radius = radius.clone();
        this.concentration = concentration.map(double[]::clone);
        if (radius.length != mass.length || concentration.map(c -> c.length).orElse(mass.length) != mass.length) {
            throw new IllegalArgumentException("arrays of different lengths");
        }
        for (int i = 0; i < mass.length; i++) {
            double c = concentration.isPresent() ? concentration.get()[i] : 1;
            if (!(mass[i] > 0 && radius[i] > 0 && c > 0) || !Double.isFinite(mass[i] * radius[i] * c)) {
                throw new InputException(
                        "halo " + i + " has M200c = " + mass[i] + " Msun/h, R200c = " + radius[i] + " Mpc/h"
                                + (concentration.isPresent() ? " and concentration " + c : "")
                                + ", which matter cannot be displaced by; leave it out with a mass cut");
            }
        }
    }

    public int size() {
        return mass.length;
    }

    /** M200c, Msun/h. */
    public double mass(int halo) {
        return mass[halo];
    }

    /** R200c, comoving Mpc/h. */
    public double radius(int halo) {
        return radius[halo];
    }

    boolean haveConcentrations() {
        return concentration.isPresent();
    }

    double concentration(int halo) {
        return concentration.orElseThrow()[halo];
    }
}
