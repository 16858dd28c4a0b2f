package org.hydroreplace.baryons;

/** Geometry. */
final class Sphere {
    static final double FOUR_PI = 4 * Math.PI;

    private Sphere() {}

    static double volume(double r) {
        return FOUR_PI / 3 * r * r * r;
    }

    static double shell(double r) {
        return FOUR_PI * r * r;
    }
}
