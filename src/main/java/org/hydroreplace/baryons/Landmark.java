package org.hydroreplace.baryons;

/**
 * A feature that the displacements of all halos of a model have, at an x = r/R200c that differs from halo to halo. Rows of a
 * table are made in a stretched x in which it lies at one place: there they can be interpolated between halos, elsewhere
 * the sharp features of neighbours would blur.
 */
enum Landmark {
    /** Matter that comes to the edge of a halo that ends at R200c, see {@link RadialCells}. Its place is x_k. */
    EDGE {
        @Override
        double place(BaryonicHalo halo) {
            return Math.clamp(halo.edgeOrigin() / halo.halo().radius(), 0.01, 1 - 1e-9);
        }

        @Override
        double stretch(double x, double place) {
            return RadialCells.stretch(x, place);
        }

        @Override
        double shrink(double stretched, double place) {
            return RadialCells.shrink(stretched, place);
        }
    },
    /**
     * Matter that comes to the centre: within some x_c a steep cusp of stars, or a law that leaves mass at the centre, draws
     * everything inward, and the displacement is bent sharply there. x_c moves by half where the concentration changes by a
     * quarter. Stretched x = x / (a + (1 - a) x) up to 1, which is x / a near the centre; the place is a, about x_c over
     * {@link #CENTRAL} and never below 1, so that no cell becomes wider.
     */
    CENTRE {
        @Override
        double place(BaryonicHalo halo) {
            double radius = halo.halo().radius();
            double relative = halo.origin(CENTRAL * radius) / (CENTRAL * radius);
            return Math.min(Math.sqrt(1 + relative * relative), LARGEST);
        }

        @Override
        double stretch(double x, double place) {
            return x < 1 ? x / (place + (1 - place) * x) : x;
        }

        @Override
        double shrink(double stretched, double place) {
            return stretched < 1 ? place * stretched / (1 + (place - 1) * stretched) : stretched;
        }
    };

    /** What counts as the centre, R200c: nearer to it than any tolerance. Also where x_c comes to lie. */
    private static final double CENTRAL = 0x1p-9;

    /** Matter from R200c would be at 512. */
    private static final double LARGEST = 512;

    static Landmark of(BaryonicHalo halo) {
        return Double.isInfinite(halo.edgeOrigin()) ? CENTRE : EDGE;
    }

    /** Where a halo has it. Smooth in mass and concentration. */
    abstract double place(BaryonicHalo halo);

    /** The stretched x of a halo that has the landmark at a place. 0 and all from 1 on stay where they are. */
    abstract double stretch(double x, double place);

    /** The x of a stretched one. */
    abstract double shrink(double stretched, double place);
}
