package org.hydroreplace.field;

import org.hydroreplace.halo.MassBin;

/**
 * Which halos of the gravity-only run are replaced, how far out, and how (arXiv:2603.11815): DMO particles inside the
 * sphere of a selected halo, r &lt;= radius x R200c, give way to hydro particles.
 *
 * @param minMass lower edge of M200c of the DMO halo, Msun/h, inclusive
 * @param maxMass upper edge, exclusive; may be infinite
 * @param radius of the sphere in units of R200c, positive (a halo has a particle exactly at its centre)
 * @param centre where the hydro matter is taken from and put
 * @param overlap what happens where spheres overlap; matters only with {@link Centre#RECENTRED}
 */
public record Replacement(double minMass, double maxMass, double radius, Centre centre, Overlap overlap) {
    /** Where the hydro matter of a halo is taken from. */
    public enum Centre {
        /** Round the DMO halo's centre, within its R200c, and left in place. The published choice. */
        DMO,
        /** Round the hydro halo's own centre, within its own R200c, and shifted to the DMO halo's centre. */
        RECENTRED
    }

    /** Which hydro particles are added where the spheres of several halos overlap. */
    public enum Overlap {
        /** Every particle of the union once: with the heaviest DMO halo whose partner's sphere holds it. */
        UNION,
        /** As union, but a particle whose new place lies in the sphere of a heavier selected DMO halo is dropped. */
        MOST_MASSIVE
    }

    public Replacement {
        if (!(minMass >= 0 && minMass < maxMass)) {
            throw new IllegalArgumentException("mass range " + minMass + " to " + maxMass + " Msun/h is empty");
        }
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("radius " + radius + " R200c is not positive");
        }
    }

    /** Whether a halo of this M200c (Msun/h) is in the mass range. */
    public boolean selects(double mass) {
        return mass >= minMass && mass < maxMass;
    }

    /** Name of the field unless the user gives one: {@code replace-M12.0-inf-R5.0} (log10 of the mass edges, radius). */
    public String defaultName() {
        String name = "replace-" + new MassBin(minMass, maxMass).label() + "-R" + MassBin.decimal(radius);
        if (centre == Centre.RECENTRED) {
            name += "-recentred";
        }
        return overlap == Overlap.MOST_MASSIVE ? name + "-most-massive" : name;
    }
}
