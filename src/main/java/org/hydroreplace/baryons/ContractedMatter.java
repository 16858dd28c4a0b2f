package org.hydroreplace.baryons;

import java.util.List;

/**
 * Collisionless matter by the explicit law of Schneider et al. 2025: matter at r came from zeta r,
 *
 * <pre>zeta = 1 + Q_0 / (1 + (r/r_step)^n) + sum of Q f [ w M_X(r) / M_nfw(r) - 1 ] over the baryons X</pre>
 *
 * <p>and M(&lt; r) = f_clm M_nfw(zeta r), counted from an inner radius. Towards the centre M_X / M_nfw of a stellar cusp
 * grows as 1/r, so that zeta r has a limit above 0: without an inner radius the law puts a finite mass at the centre.
 */
final class ContractedMatter implements Profile {
    private final Profile nfw;
    private final double fraction;
    private final Step step;
    private final List<Pull> pulls;
    private final double inner;
    private final double within;

    /**
     * The step near the centre.
     *
     * @param strength Q_0
     * @param radius r_step, Mpc/h
     * @param exponent n
     */
    record Step(double strength, double radius, double exponent) {
        double value(double r) {
            return strength / (1 + StrictMath.pow(r / radius, exponent));
        }

        /** d value / d ln r. */
        double slope(double r) {
            double power = StrictMath.pow(r / radius, exponent);
            // in two factors: the power may be beyond the square root of the largest number
            return -strength * exponent * (power / (1 + power)) / (1 + power);
        }
    }

    /**
     * What one component adds.
     *
     * @param strength Q f
     * @param weight w: 1 where M_X counts as it is, 1/f where it is normalised to the total mass
     */
    record Pull(double strength, double weight, Profile component) {}

    /** @param inner matter within is left out, Mpc/h */
    ContractedMatter(Profile nfw, double fraction, Step step, List<Pull> pulls, double inner) {
        this.nfw = nfw;
        this.fraction = fraction;
        this.step = step;
        this.pulls = List.copyOf(pulls);
        this.inner = inner;
        this.within = inner > 0 ? nfw.enclosedMass(contraction(inner) * inner) : 0;
    }

    /** zeta(r) = r_i / r_f; not below 0. */
    double contraction(double r) {
        double nfwMass = nfw.enclosedMass(r);
        double zeta = 1 + step.value(r);
        for (Pull pull : pulls) {
            zeta += pull.strength * (pull.weight * pull.component.enclosedMass(r) / nfwMass - 1);
        }
        return Math.max(zeta, 0);
    }

    /** d zeta / d ln r. */
    private double contractionSlope(double r) {
        double nfwMass = nfw.enclosedMass(r);
        double nfwSlope = r * Sphere.shell(r) * nfw.density(r) / nfwMass;
        double slope = step.slope(r);
        for (Pull pull : pulls) {
            double ratio = pull.component.enclosedMass(r) / nfwMass;
            double ratioSlope = r * Sphere.shell(r) * pull.component.density(r) / nfwMass - ratio * nfwSlope;
            slope += pull.strength * pull.weight * ratioSlope;
        }
        return slope;
    }

    @Override
    public double enclosedMass(double r) {
        return r <= inner ? 0 : Math.max(fraction * (nfw.enclosedMass(contraction(r) * r) - within), 0);
    }

    /** The derivative of the enclosed mass; not below 0. */
    @Override
    public double density(double r) {
        if (r < inner) {
            return 0;
        }
        double zeta = contraction(r);
        double source = zeta * r;
        if (source == 0) {
            return 0;
        }
        double stretch = zeta + contractionSlope(r);
        return Math.max(fraction * zeta * zeta * nfw.density(source) * stretch, 0);
    }

    @Override
    public double[] edges() {
        return SumProfile.of(pulls.stream().map(Pull::component).toArray(Profile[]::new))
                .edges();
    }
}
