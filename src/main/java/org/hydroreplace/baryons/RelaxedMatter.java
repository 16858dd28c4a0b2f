package org.hydroreplace.baryons;

/**
 * Collisionless matter that contracts or expands with the baryons, adiabatically in the mean: Schneider et al. 2019
 * section 2, after Abadi et al. 2010 and Teyssier et al. 2011; Arico et al. 2020 equation A11.
 *
 * <p>A shell that held the mass M_i within r moves to xi r, with xi the root of
 *
 * <pre>lambda xi = 1 + a { [ M_i(r) / (f M_i(r) + M_b(xi r)) ]^n - 1 }</pre>
 *
 * <p>and M(&lt; r) = C M_i(r / xi(r)): xi is taken at r, not at the shell's origin, as the authors' and BaryonForge's code
 * do; the difference is of second order in xi - 1. The right side falls with xi, so there is one root.
 */
final class RelaxedMatter implements Profile {
    private final Profile initial;
    private final Profile baryons;
    private final double collisionless;
    private final double a;
    private final double n;
    private final double lambda;
    private final double norm;

    /**
     * @param initial M_i
     * @param collisionless f, the fraction of M_i that stays collisionless
     * @param baryons M_b, all that settles or is expelled
     * @param a strength, in [0, 1)
     * @param n exponent
     * @param lambda divisor of the law
     * @param norm C
     */
    RelaxedMatter(
            Profile initial, double collisionless, Profile baryons, double a, double n, double lambda, double norm) {
        this.initial = initial;
        this.collisionless = collisionless;
        this.baryons = baryons;
        this.a = a;
        this.n = n;
        this.lambda = lambda;
        this.norm = norm;
    }

    /** xi(r) = r_f / r_i. */
    double relaxation(double r) {
        double initialMass = initial.enclosedMass(r);
        if (a == 0 || initialMass == 0) {
            return 1 / lambda;
        }
        double low = (1 - a) / lambda;
        double high = law(initialMass, 0) / lambda;
        double xi = Math.min(1, high);
        for (int i = 0; i < 100; i++) {
            double baryonMass = baryons.enclosedMass(xi * r);
            double value = law(initialMass, baryonMass);
            double excess = lambda * xi - value;
            if (excess > 0) {
                high = xi;
            } else {
                low = xi;
            }
            double next = xi - excess / (lambda - lawSlope(value, initialMass, baryonMass, xi * r) * r);
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - xi) <= 1e-13 * xi) {
                return next;
            }
            xi = next;
        }
        return xi;
    }

    private double law(double initialMass, double baryonMass) {
        double ratio = initialMass / (collisionless * initialMass + baryonMass);
        return 1 + a * (StrictMath.pow(ratio, n) - 1);
    }

    /** The derivative of the law by the radius that encloses the baryons, given its value. */
    private double lawSlope(double value, double initialMass, double baryonMass, double baryonRadius) {
        double finalMass = collisionless * initialMass + baryonMass;
        return -n * (value - 1 + a) * Sphere.shell(baryonRadius) * baryons.density(baryonRadius) / finalMass;
    }

    @Override
    public double enclosedMass(double r) {
        return r <= 0 ? 0 : norm * initial.enclosedMass(r / relaxation(r));
    }

    /** The derivative of the enclosed mass, by implicit differentiation of the law; not below 0. */
    @Override
    public double density(double r) {
        double xi = relaxation(r);
        double initialMass = initial.enclosedMass(r);
        double baryonMass = baryons.enclosedMass(xi * r);
        double byBaryons = lawSlope(law(initialMass, baryonMass), initialMass, baryonMass, xi * r);
        // d ln(M_i / M_f) / dr at fixed baryon mass
        double finalMass = collisionless * initialMass + baryonMass;
        double byInitial = n
                * (law(initialMass, baryonMass) - 1 + a)
                * Sphere.shell(r)
                * initial.density(r)
                * baryonMass
                / (initialMass * finalMass);
        double xiSlope = (byInitial + byBaryons * xi) / (lambda - byBaryons * r);
        double source = r / xi;
        double stretch = (1 - r * xiSlope / xi) / xi;
        double slope = norm * Sphere.shell(source) * initial.density(source) * stretch;
        return Math.max(slope / Sphere.shell(r), 0);
    }

    @Override
    public double[] edges() {
        return SumProfile.of(initial, baryons).edges();
    }
}
