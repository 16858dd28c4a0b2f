package org.hydroreplace.baryons;

/**
 * One named part of a halo with baryons.
 *
 * @param name as in the columns of the bcm command, such as {@code gas_hot}
 * @param role how it enters the total
 */
public record Component(String name, Role role, Profile profile) {
    /** How a component enters the total of a halo with baryons. */
    public enum Role {
        /** The total is the sum of these. */
        SUMMED,
        /** Shown for itself: inside another component already, or a stage on the way to one. */
        SHOWN
    }

    static Component summed(String name, Profile profile) {
        return new Component(name, Role.SUMMED, profile);
    }

    static Component shown(String name, Profile profile) {
        return new Component(name, Role.SHOWN, profile);
    }
}
