package org.hydroreplace.lensing;

import org.hydroreplace.cosmology.Background;

/**
 * Where the planes of a light cone of equal boxes lie: plane p = 1, 2, ... of thickness dchi = L / planes per snapshot is
 * centred on the comoving distance (p - 1/2) dchi, and sources behind it at p dchi (arXiv:2010.09731, section 2).
 */
public final class LightConeGeometry {
    /** Newton's method has doubled its digits long before. */
    private static final int MAX_STEPS = 100;

    private final Background background;
    private final double thickness;
    private final int planesPerSnapshot;
    private final int planes;

    /**
     * @param background for the published light cones without radiation
     * @param boxSize L, Mpc/h
     * @param snapshots boxes one behind the other
     */
    public LightConeGeometry(Background background, double boxSize, int planesPerSnapshot, int snapshots) {
        if (!(boxSize > 0) || planesPerSnapshot < 1 || snapshots < 1) {
            throw new IllegalArgumentException(snapshots + " snapshots with " + planesPerSnapshot
                    + " planes each of a box of " + boxSize + " Mpc/h");
        }
        this.background = background;
        this.thickness = boxSize / planesPerSnapshot;
        this.planesPerSnapshot = planesPerSnapshot;
        this.planes = Math.multiplyExact(planesPerSnapshot, snapshots);
    }

    public Background background() {
        return background;
    }

    /** Planes of the light cone. */
    public int planes() {
        return planes;
    }

    /** Boxes of the light cone. */
    public int snapshots() {
        return planes / planesPerSnapshot;
    }

    /** dchi, Mpc/h. */
    public double thickness() {
        return thickness;
    }

    /**
     * The number of a plane, from 1.
     *
     * @param snapshot place of its box, from 0
     * @param slice slice of that box, from 0
     */
    public int plane(int snapshot, int slice) {
        if (snapshot < 0 || snapshot >= snapshots() || slice < 0 || slice >= planesPerSnapshot) {
            throw new IndexOutOfBoundsException(
                    "snapshot " + snapshot + ", slice " + slice + " of " + snapshots() + " x " + planesPerSnapshot);
        }
        return snapshot * planesPerSnapshot + slice + 1;
    }

    /** Comoving distance of the centre of plane p, Mpc/h. */
    public double distance(int p) {
        return thickness * (p - 0.5);
    }

    /** Comoving distance of the far side of plane p, Mpc/h: where sources behind it are. */
    public double sourceDistance(int p) {
        return thickness * p;
    }

    /** Redshift of plane p. */
    public double redshift(int p) {
        return redshiftAt(distance(p));
    }

    /** Redshift of sources behind plane p. */
    public double sourceRedshift(int p) {
        return redshiftAt(sourceDistance(p));
    }

    /** Scale factor of plane p. */
    public double scaleFactor(int p) {
        return 1 / (1 + redshift(p));
    }

    /**
     * The redshift of a comoving distance, by Newton's method from the near side: the distance is a concave function of
     * redshift, so that each step falls short.
     *
     * @param distance Mpc/h, from 0 to the edge of what the background is tabulated for
     */
    public double redshiftAt(double distance) {
        double redshift = 0;
        for (int i = 0; i < MAX_STEPS; i++) {
            double missing = distance - background.comovingDistance(redshift);
            double step = missing / Background.HUBBLE_DISTANCE * Math.sqrt(background.expansionSquared(redshift));
            double better = Math.max(0, redshift + step);
            if (Math.abs(better - redshift) <= 1e-15 * (1 + redshift)) {
                return better;
            }
            redshift = better;
        }
        return redshift;
    }
}
