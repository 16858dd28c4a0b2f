package org.hydroreplace.baryons;

/** What displacements do at the outer radius, beyond which nothing moves. */
public enum Taper {
    /** They fall linearly to 0 over the last tenth of the radius. */
    LINEAR,
    /** They end in a step. */
    NONE;

    /** What a displacement is multiplied by. */
    double factor(double x, double outer) {
        if (x >= outer) {
            return 0;
        }
        return this == LINEAR ? Math.min(1, (outer - x) / (0.1 * outer)) : 1;
    }
}
