package org.hydroreplace.baryons;

/**
 * Stellar mass over halo mass after Behroozi et al. 2013 (ApJ 770, 57), equation 3, with the numbers of Arico et al. 2020
 * equations A16 and A17 (Kravtsov et al. 2018).
 *
 * @param pivot M_1, Msun/h
 * @param efficiency epsilon
 */
record StellarLaw(double pivot, double efficiency, double alpha, double delta, double gamma) {
    /** @param pivotToday M_1 at z = 0, Msun/h */
    static StellarLaw at(double redshift, double pivotToday) {
        double a = 1 / (1 + redshift);
        double nu = StrictMath.exp(-4 * a * a);
        return new StellarLaw(
                pivotToday * power10(nu * (-1.793 * (a - 1) - 0.251 * redshift)),
                0.023 * power10(-0.006 * nu * (a - 1) - 0.119 * (a - 1)),
                -1.779 + 0.731 * nu * (a - 1),
                4.394 + nu * (2.608 * (a - 1) - 0.043 * redshift),
                0.547 + nu * (1.319 * (a - 1) + 0.279 * redshift));
    }

    /** The same with each number multiplied. */
    StellarLaw times(double pivot, double efficiency, double alpha, double delta, double gamma) {
        return new StellarLaw(
                this.pivot * pivot,
                this.efficiency * efficiency,
                this.alpha * alpha,
                this.delta * delta,
                this.gamma * gamma);
    }

    double fraction(double mass) {
        double x = StrictMath.log10(mass / pivot);
        return efficiency * pivot / mass * power10(shape(x) - shape(0));
    }

    private double shape(double x) {
        double rise = StrictMath.log1p(StrictMath.exp(x)) / StrictMath.log(10);
        double cut = 1 + StrictMath.exp(Math.min(power10(-x), 30));
        return -StrictMath.log10(power10(alpha * x) + 1) + delta * StrictMath.pow(rise, gamma) / cut;
    }

    private static double power10(double x) {
        return StrictMath.pow(10, x);
    }
}
