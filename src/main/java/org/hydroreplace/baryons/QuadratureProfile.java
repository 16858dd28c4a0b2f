package org.hydroreplace.baryons;

import java.util.function.DoubleUnaryOperator;

/** A profile of a given shape whose mass has no closed form: density by formula, mass by quadrature. */
final class QuadratureProfile implements Profile {
    private final DoubleUnaryOperator shape;
    private final MassCurve curve;
    private final double norm;
    private final double[] edges;

    private QuadratureProfile(DoubleUnaryOperator shape, MassCurve curve, double norm, double... edges) {
        this.shape = shape;
        this.curve = curve;
        this.norm = norm;
        this.edges = edges;
    }

    /** A shape (any unit) at the nodes of a halo, with unit norm. */
    static QuadratureProfile of(DoubleUnaryOperator shape, HaloContext halo, double... edges) {
        MassCurve curve = MassCurve.integrating(shape, RadialNodes.of(halo.radius(), edges), edges);
        return new QuadratureProfile(shape, curve, 1, edges);
    }

    /** This shape, with a mass inside all of space. */
    QuadratureProfile withMass(double mass) {
        return scaled(mass / curve.mass());
    }

    /** This shape, with a mass between two radii. */
    QuadratureProfile withMass(double mass, double from, double to) {
        return scaled(mass / (curve.mass(to) - curve.mass(from)));
    }

    private QuadratureProfile scaled(double factor) {
        return new QuadratureProfile(shape, curve, factor, edges);
    }

    @Override
    public double density(double r) {
        return norm * shape.applyAsDouble(r);
    }

    @Override
    public double enclosedMass(double r) {
        return norm * curve.mass(r);
    }

    @Override
    public double[] edges() {
        return edges.clone();
    }
}
