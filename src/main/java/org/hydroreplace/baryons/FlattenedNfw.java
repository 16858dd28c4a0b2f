package org.hydroreplace.baryons;

/**
 * Dark matter of a halo that gave up part of its mass, before it relaxes: an NFW cusp to r_p and a constant density from
 * there to R200c (Arico et al. 2020, equations A8 to A10). r_p follows from the mass.
 */
final class FlattenedNfw implements Profile {
    private final double radius;
    private final double scale;
    private final double plateau;
    private final double corner;

    /**
     * @param mass within R200c, Msun/h
     * @param plateau the constant density
     */
    FlattenedNfw(HaloContext halo, double mass, double plateau) {
        this.radius = halo.radius();
        this.scale = halo.scaleRadius();
        this.plateau = plateau;
        this.corner = corner(mass);
    }

    /** The mass rises as the corner moves inward, since the cusp has to meet the plateau. */
    private double corner(double mass) {
        double low = 0;
        double high = radius;
        for (int i = 0; i < 200; i++) {
            double middle = 0.5 * (low + high);
            if (cusp(middle, middle) + shell(middle, radius) < mass) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** Mass within r of a cusp that meets the plateau at a corner. */
    private double cusp(double r, double corner) {
        double central = plateau * corner * (corner + scale) * (corner + scale);
        return Sphere.FOUR_PI * central * CutNfw.mu(r / scale);
    }

    private double shell(double from, double to) {
        return plateau * (Sphere.volume(to) - Sphere.volume(from));
    }

    @Override
    public double density(double r) {
        if (r > radius) {
            return 0;
        }
        if (r >= corner) {
            return plateau;
        }
        return plateau * corner * (corner + scale) * (corner + scale) / (r * (r + scale) * (r + scale));
    }

    @Override
    public double enclosedMass(double r) {
        double inside = Math.min(r, radius);
        return inside <= corner ? cusp(inside, corner) : cusp(corner, corner) + shell(corner, inside);
    }

    @Override
    public double[] edges() {
        return new double[] {corner, radius};
    }
}
