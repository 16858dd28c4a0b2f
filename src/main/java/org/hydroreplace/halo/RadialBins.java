package org.hydroreplace.halo;

import java.util.Arrays;

/**
 * Where in a halo a particle is, in multiples of the halo's radius: the bins of its profile and the spheres of its
 * statistics in one list of segments, so that a particle is counted once for both.
 *
 * <p>Profile bin b holds edges[b] &lt;= r/R &lt; edges[b + 1], the last one its right edge too; a sphere holds r/R &lt;=
 * radius. Both are compared squared, d^2/R^2 with edge^2, which is exact wherever the numbers are. Segments are the
 * pieces between all these bounds, from the centre outwards: every bin and every sphere is a run of them.
 */
public final class RadialBins {
    /**
     * Bits of a double that are dropped to look up where the search begins. 128 steps an octave of d^2 are kept, so that
     * few steps hold a bound and the search seldom goes on.
     */
    private static final int KEY_SHIFT = 45;

    private final double[] edges;
    private final double[] radii;
    /** Segment s is bounds[s - 1] &lt;= d^2/R^2 &lt; bounds[s], segment 0 begins at the centre. */
    private final double[] bounds;

    private final int firstKey;
    private final int[] firstSegment;

    /**
     * Bins and spheres.
     *
     * @param edges rising, at least two, not negative, in units of the halo's radius
     * @param radii rising, positive, in the same units
     */
    public RadialBins(double[] edges, double[] radii) {
        if (edges.length < 2 || !(edges[0] >= 0) || !rises(edges) || !rises(radii)) {
            throw new IllegalArgumentException("edges " + Arrays.toString(edges) + " and radii "
                    + Arrays.toString(radii) + " must rise, be finite and not negative");
        }
        if (radii.length > 0 && !(radii[0] > 0)) {
            throw new IllegalArgumentException("radius " + radii[0] + " is not positive");
        }
        this.edges = edges.clone();
        this.radii = radii.clone();
        this.bounds = bounds();
        this.firstKey = key(bounds[0]);
        this.firstSegment = new int[key(bounds[bounds.length - 1]) - firstKey + 1];
        for (int k = 1; k < firstSegment.length; k++) {
            double lowest = Double.longBitsToDouble((long) (firstKey + k) << KEY_SHIFT);
            firstSegment[k] = boundsUpTo(lowest);
        }
    }

    private static boolean rises(double[] values) {
        boolean rises = true;
        for (int i = 0; i < values.length; i++) {
            rises &= Double.isFinite(values[i] * values[i]) && (i == 0 || values[i] > values[i - 1]);
        }
        return rises;
    }

    private double[] bounds() {
        double[] all = new double[edges.length + radii.length];
        for (int i = 0; i < edges.length; i++) {
            boolean last = i == edges.length - 1;
            all[i] = last ? above(edges[i]) : edges[i] * edges[i];
        }
        for (int i = 0; i < radii.length; i++) {
            all[edges.length + i] = above(radii[i]);
        }
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    /** The least square that lies outside a closed sphere. */
    private static double above(double radius) {
        return Math.nextUp(radius * radius);
    }

    private static int key(double square) {
        return (int) (Double.doubleToRawLongBits(square) >>> KEY_SHIFT);
    }

    private int boundsUpTo(double square) {
        int found = Arrays.binarySearch(bounds, square);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** How many segments there are. */
    public int segments() {
        return bounds.length;
    }

    /** Nothing farther from the centre than this has a segment; in units of the halo's radius, a hair generous. */
    public double reach() {
        return Math.sqrt(bounds[bounds.length - 1]) * (1 + 1e-12);
    }

    /**
     * The segment of a particle, -1 if it is outside of all.
     *
     * @param square d^2/R^2
     */
    public int segment(double square) {
        int k = key(square) - firstKey;
        if (k >= firstSegment.length) {
            return -1;
        }
        int segment = k < 0 ? 0 : firstSegment[k];
        while (segment < bounds.length && square >= bounds[segment]) {
            segment++;
        }
        return segment < bounds.length ? segment : -1;
    }

    /** The edges of the profile bins, in units of the halo's radius. */
    public double[] edges() {
        return edges.clone();
    }

    /** The radii of the spheres, in units of the halo's radius. */
    public double[] radii() {
        return radii.clone();
    }

    /** The first segment of a profile bin; that of the bin after the last is where the last one ends. */
    public int binBegins(int bin) {
        boolean last = bin == edges.length - 1;
        return boundsUpTo(last ? above(edges[bin]) : edges[bin] * edges[bin]);
    }

    /** The number of segments in a sphere. */
    public int sphereEnds(int sphere) {
        return boundsUpTo(above(radii[sphere]));
    }
}
