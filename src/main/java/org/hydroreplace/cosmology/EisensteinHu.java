package org.hydroreplace.cosmology;

/**
 * The transfer function of cold dark matter and baryons with acoustic oscillations: Eisenstein & Hu 1998 (ApJ 496, 605;
 * astro-ph/9709112), equations 2 to 24, in their notation. As in the authors' own code the drag epoch enters R and y as
 * 1 + z_d, and y without the 1 of z_eq (1e-4 of P).
 */
final class EisensteinHu {
    private final double hubble;
    private final double baryonFraction;
    private final double equality;
    private final double soundHorizon;
    private final double silk;
    private final double alphaC;
    private final double betaC;
    private final double alphaB;
    private final double betaB;
    private final double betaNode;

    /** @param omegaMatter and the others today, in units of the critical density; baryons above 0 and below all matter */
    EisensteinHu(double omegaMatter, double omegaBaryon, double hubble, double cmbTemperature) {
        this.hubble = hubble;
        double m = omegaMatter * hubble * hubble;
        double b = omegaBaryon * hubble * hubble;
        double theta2 = (cmbTemperature / 2.7) * (cmbTemperature / 2.7);
        baryonFraction = omegaBaryon / omegaMatter;
        double coldFraction = 1 - baryonFraction;

        double zEquality = 2.5e4 * m / (theta2 * theta2); // eq. 2
        equality = 0.0746 * m / theta2; // eq. 3, 1/Mpc
        double b1 = 0.313 * pow(m, -0.419) * (1 + 0.607 * pow(m, 0.674)); // eq. 4
        double b2 = 0.238 * pow(m, 0.223);
        double drag = 1 + 1291 * pow(m, 0.251) / (1 + 0.659 * pow(m, 0.828)) * (1 + b1 * pow(b, b2));
        double rDrag = 31.5e3 * b / (theta2 * theta2) / drag; // eq. 5
        double rEquality = 31.5e3 * b / (theta2 * theta2) / zEquality;
        soundHorizon = 2
                / (3 * equality)
                * Math.sqrt(6 / rEquality)
                * StrictMath.log(
                        (Math.sqrt(1 + rDrag) + Math.sqrt(rDrag + rEquality)) / (1 + Math.sqrt(rEquality))); // eq. 6
        silk = 1.6 * pow(b, 0.52) * pow(m, 0.73) * (1 + pow(10.4 * m, -0.95)); // eq. 7

        double a1 = pow(46.9 * m, 0.670) * (1 + pow(32.1 * m, -0.532)); // eq. 11
        double a2 = pow(12.0 * m, 0.424) * (1 + pow(45.0 * m, -0.582));
        alphaC = pow(a1, -baryonFraction) * pow(a2, -baryonFraction * baryonFraction * baryonFraction);
        double c1 = 0.944 / (1 + pow(458 * m, -0.708)); // eq. 12
        double c2 = pow(0.395 * m, -0.0266);
        betaC = 1 / (1 + c1 * (pow(coldFraction, c2) - 1));

        double y = zEquality / drag;
        double root = Math.sqrt(1 + y);
        double g = y * (-6 * root + (2 + 3 * y) * StrictMath.log((root + 1) / (root - 1))); // eq. 15
        alphaB = 2.07 * equality * soundHorizon * pow(1 + rDrag, -0.75) * g; // eq. 14
        betaB = 0.5 + baryonFraction + (3 - 2 * baryonFraction) * Math.sqrt(17.2 * m * 17.2 * m + 1); // eq. 24
        betaNode = 8.41 * pow(m, 0.435); // eq. 23
    }

    /** T(k), 1 on the largest scales, for k in h/Mpc. */
    double transfer(double k) {
        double q = k * hubble / (13.41 * equality); // eq. 10
        double ks = k * hubble * soundHorizon;
        double part = 1 / (1 + pow(ks / 5.4, 4)); // eq. 18
        double cold = part * pressureless(q, 1, betaC) + (1 - part) * pressureless(q, alphaC, betaC); // eq. 17
        double x = ks / StrictMath.cbrt(1 + pow(betaNode / ks, 3)); // eq. 22
        double sinc = x < 1e-4 ? 1 - x * x / 6 : StrictMath.sin(x) / x;
        double baryons = sinc
                * (pressureless(q, 1, 1) / (1 + (ks / 5.2) * (ks / 5.2))
                        + alphaB / (1 + pow(betaB / ks, 3)) * StrictMath.exp(-pow(k * hubble / silk, 1.4))); // eq. 21
        return baryonFraction * baryons + (1 - baryonFraction) * cold; // eq. 16
    }

    /** Equations 19 and 20. */
    private static double pressureless(double q, double alpha, double beta) {
        double c = 14.2 / alpha + 386 / (1 + 69.9 * pow(q, 1.08));
        double log = StrictMath.log(Math.E + 1.8 * beta * q);
        return log / (log + c * q * q);
    }

    private static double pow(double base, double exponent) {
        return StrictMath.pow(base, exponent);
    }
}
