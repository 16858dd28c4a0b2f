package org.hydroreplace.baryons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A halo before and after: its profile in the gravity-only run, its components with baryons, and how far matter moves from
 * one to the other. Immutable.
 */
public final class BaryonicHalo {
    private static final String TWO_HALO = "2halo";

    private final HaloContext halo;
    private final Map<String, Double> fractions;
    private final List<Component> components;
    private final Profile darkMatterOnly;
    private final Profile darkMatterBaryon;
    /** Where the gravity-only halo ends, or infinite. */
    private final double edge;
    /** Where matter ceases to be displaced: there if nothing lies beyond, or infinite. */
    private final double extent;

    private final MassCurve before;
    private final MassCurve after;

    private BaryonicHalo(Builder builder) {
        this.halo = builder.halo;
        this.fractions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.fractions));
        this.components = List.copyOf(builder.components);
        List<Profile> sum = new ArrayList<>();
        for (Component component : components) {
            if (component.role() == Component.Role.SUMMED && !component.name().equals(TWO_HALO)) {
                sum.add(component.profile());
            }
        }
        this.edge = builder.extent;
        Profile oneHalo = new SumProfile(1, sum);
        Profile scaled = new SumProfile(builder.scale(oneHalo), sum);
        if (builder.twoHalo == null) {
            this.darkMatterOnly = builder.darkMatterOnly;
            this.darkMatterBaryon = scaled;
            this.extent = builder.extent;
        } else {
            this.darkMatterOnly = SumProfile.of(builder.darkMatterOnly, builder.twoHalo);
            this.darkMatterBaryon = SumProfile.of(scaled, builder.twoHalo);
            this.extent = Double.POSITIVE_INFINITY;
        }
        double[] nodes = RadialNodes.of(
                halo.radius(), SumProfile.of(darkMatterOnly, darkMatterBaryon).edges());
        this.before = MassCurve.of(darkMatterOnly, nodes);
        this.after = MassCurve.of(darkMatterBaryon, nodes);
    }

    public HaloContext halo() {
        return halo;
    }

    /** Mass fractions and other numbers of this halo, by name: of M200c or of the total mass, as the model has it. */
    public Map<String, Double> fractions() {
        return fractions;
    }

    /** All components, those of the total first. */
    public List<Component> components() {
        return components;
    }

    /** Total matter of the halo in the gravity-only run. */
    public Profile darkMatterOnly() {
        return darkMatterOnly;
    }

    /** Total matter of the halo with baryons. */
    public Profile darkMatterBaryon() {
        return darkMatterBaryon;
    }

    /**
     * How far matter at r (Mpc/h) moves outward: the radius that encloses with baryons what r encloses without, less r.
     * Matter beyond the edge of a gravity-only halo that ends at R200c stays, as does matter for which there is no such
     * radius within 4096 R200c.
     */
    public double displacement(double r) {
        if (r <= 0 || r >= extent) {
            return 0;
        }
        double wanted = darkMatterOnly.enclosedMass(r);
        if (wanted > after.mass()) {
            return 0;
        }
        double q = StrictMath.exp(after.logRadius(wanted));
        if (q < 1e-9 * r) {
            return q - r; // profiles are not defined at 0
        }
        // the curve is within 1e-6; one step of Newton's on the profile itself
        double slope = Sphere.shell(q) * darkMatterBaryon.density(q);
        double step = slope > 0 ? (wanted - darkMatterBaryon.enclosedMass(q)) / slope : 0;
        return (Math.abs(step) < 1e-3 * q ? q + step : q) - r;
    }

    /** {@link #displacement} from tabulated masses, which is faster: their errors are alike and mostly cancel. */
    double tabulatedDisplacement(double r) {
        if (r <= 0 || r >= extent) {
            return 0;
        }
        double wanted = before.mass(r);
        return wanted > after.mass() ? 0 : StrictMath.exp(after.logRadius(wanted)) - r;
    }

    /**
     * The radius from which matter moves to the edge of a halo that ends there, Mpc/h: the displacement is bent sharply at
     * it. Infinite for halos that do not end.
     */
    double edgeOrigin() {
        return Double.isInfinite(edge) ? edge : origin(edge);
    }

    /** The radius from which matter moves to q > 0, Mpc/h. */
    double origin(double q) {
        return StrictMath.exp(before.logRadius(after.mass(q)));
    }

    /** Collects what a model says of a halo. */
    static final class Builder {
        private final HaloContext halo;
        private final Profile darkMatterOnly;
        private final Map<String, Double> fractions = new LinkedHashMap<>();
        private final List<Component> components = new ArrayList<>();
        private double extent = Double.POSITIVE_INFINITY;
        private double normFrom;
        private double normTo;
        private @org.jspecify.annotations.Nullable Profile twoHalo;

        Builder(HaloContext halo, Profile darkMatterOnly) {
            this.halo = halo;
            this.darkMatterOnly = darkMatterOnly;
        }

        Builder fraction(String name, double value) {
            fractions.put(name, value);
            return this;
        }

        Builder add(Component component) {
            components.add(component);
            return this;
        }

        /** The gravity-only halo ends here, Mpc/h. */
        Builder extent(double radius) {
            this.extent = radius;
            return this;
        }

        /** The halo with baryons is scaled to hold as much between these radii (Mpc/h) as the one without. */
        Builder normalisedBetween(double from, double to) {
            this.normFrom = from;
            this.normTo = to;
            return this;
        }

        Builder twoHalo(Profile profile) {
            this.twoHalo = profile;
            return add(Component.summed(TWO_HALO, profile));
        }

        private double scale(Profile sum) {
            if (normTo == 0) {
                return 1;
            }
            return (darkMatterOnly.enclosedMass(normTo) - darkMatterOnly.enclosedMass(normFrom))
                    / (sum.enclosedMass(normTo) - sum.enclosedMass(normFrom));
        }

        BaryonicHalo build() {
            return new BaryonicHalo(this);
        }
    }
}
