package org.hydroreplace.baryons;

import java.util.Arrays;
import java.util.List;

/**
 * Collisionless matter by the explicit law of Schneider et al. 2025: matter at r came from zeta r,
 *
 * <pre>zeta = 1 + Q_0 / (1 + (r/r_step)^n) + sum of Q f [ w M_X(r) / M_nfw(r) - 1 ] over the baryons X</pre>
 *
 * <p>and M(&lt; r) = f_clm M_nfw(zeta r), counted from an inner radius. Towards the centre M_X / M_nfw of a stellar cusp
 * grows as 1/r, so that zeta r has a limit above 0: without an inner radius the law puts a finite mass at the centre.
 *
 * <p>Where the law would make the mass fall with r (steep cusps at z near 3), the mass rests at its largest value and the
 * density is 0 until the law has caught up, as in the author's code.
 */
final class ContractedMatter implements Profile {
    private final Profile nfw;
    private final double fraction;
    private final Step step;
    private final List<Pull> pulls;
    private final double inner;
    private final double within;
    /** Radii at which the law's mass begins to fall, rising, and the largest mass up to each. */
    private final double[] peakRadii;

    private final double[] peakMasses;

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

    /**
     * @param inner matter within is left out, Mpc/h
     * @param radii rising radii between which the law's mass has at most one maximum
     */
    ContractedMatter(Profile nfw, double fraction, Step step, List<Pull> pulls, double inner, double[] radii) {
        this.nfw = nfw;
        this.fraction = fraction;
        this.step = step;
        this.pulls = List.copyOf(pulls);
        this.inner = inner;
        this.within = inner > 0 ? nfw.enclosedMass(contraction(inner) * inner) : 0;
        this.peakRadii = peaks(radii);
        this.peakMasses = new double[peakRadii.length];
        double largest = 0;
        for (int i = 0; i < peakRadii.length; i++) {
            largest = Math.max(largest, byLaw(peakRadii[i]));
            peakMasses[i] = largest;
        }
    }

    private double[] peaks(double[] radii) {
        double[] peaks = new double[radii.length];
        int n = 0;
        boolean rising = true;
        for (int i = 0; i < radii.length; i++) {
            boolean now = stretch(radii[i]) >= 0;
            if (rising && !now) {
                peaks[n++] = i == 0 ? radii[0] : peak(radii[i - 1], radii[i]);
            }
            rising = now;
        }
        return Arrays.copyOf(peaks, n);
    }

    private double peak(double low, double high) {
        double left = low;
        double right = high;
        for (int i = 0; i < 50; i++) {
            double middle = 0.5 * (left + right);
            if (stretch(middle) >= 0) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return left;
    }

    /** d (zeta r) / dr. */
    private double stretch(double r) {
        return contraction(r) + contractionSlope(r);
    }

    private double byLaw(double r) {
        return fraction * (nfw.enclosedMass(contraction(r) * r) - within);
    }

    /** The largest mass that the law reaches at a peak before r. */
    private double floor(double r) {
        double floor = 0;
        for (int i = 0; i < peakRadii.length && peakRadii[i] < r; i++) {
            floor = peakMasses[i];
        }
        return floor;
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
        return r <= inner ? 0 : Math.max(byLaw(r), floor(r));
    }

    /** The derivative of the enclosed mass; not below 0. */
    @Override
    public double density(double r) {
        if (r < inner) {
            return 0;
        }
        double zeta = contraction(r);
        double source = zeta * r;
        if (source == 0 || byLaw(r) < floor(r)) {
            return 0;
        }
        return Math.max(fraction * zeta * zeta * nfw.density(source) * stretch(r), 0);
    }

    @Override
    public double[] edges() {
        return SumProfile.of(pulls.stream().map(Pull::component).toArray(Profile[]::new))
                .edges();
    }
}
