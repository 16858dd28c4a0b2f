package org.hydroreplace.mock;

import java.util.Arrays;
import org.hydroreplace.mock.RandomStream.Purpose;

/**
 * Centres of the halos: uniform, moved by the displacement field, and drawn again where the spheres of 2.5 R200c of two
 * halos would meet (so that a halo's R200c holds its own M200c and the smooth background alone). The eight largest have
 * chosen places: a corner of the box, faces, an edge, a centre exactly on a face, and three inside.
 */
final class HaloPlaces {
    static final int CHOSEN = 8;
    private static final int MOST_TRIES = 10_000;

    private final double box;
    private final double[] radii;
    private final Point[] centres;

    private final int cells;
    private final int[] firstInCell;
    private final int[] nextInCell;

    private HaloPlaces(double box, double[] radii) {
        this.box = box;
        this.radii = radii;
        centres = new Point[radii.length];
        cells = Math.clamp((long) (box / (2 * NfwProfile.EXTENT * radii[0])), 1, 128);
        firstInCell = new int[cells * cells * cells];
        Arrays.fill(firstInCell, -1);
        nextInCell = new int[radii.length];
    }

    /** @param radii R200c, largest first */
    static Point[] draw(double box, double[] radii, DisplacementField field, long seed) {
        var places = new HaloPlaces(box, radii);
        long key = RandomStream.key(seed, Purpose.HALO_CENTRE);
        for (int halo = 0; halo < radii.length; halo++) {
            places.add(halo, halo < CHOSEN ? chosen(halo, box, radii[halo]) : places.free(halo, key, field));
        }
        return places.centres;
    }

    private static Point chosen(int halo, double box, double radius) {
        double near = 0.3 * radius;
        double far = box - 0.2 * radius;
        var place =
                switch (halo) {
                    case 0 -> new Point(near, far, near);
                    case 1 -> new Point(near, 0.5 * box, 0.5 * box);
                    case 2 -> new Point(0.5 * box, near, far);
                    case 3 -> new Point(0.5 * box, 0.25 * box, far);
                    case 4 -> new Point(0, 0.75 * box, 0.25 * box);
                    case 5 -> new Point(0.3 * box, 0.3 * box, 0.3 * box);
                    case 6 -> new Point(0.6 * box, 0.6 * box, 0.6 * box);
                    default -> new Point(0.75 * box, 0.75 * box, 0.75 * box);
                };
        return place.asCatalogued(box);
    }

    private Point free(int halo, long key, DisplacementField field) {
        var random = new RandomStream(key, halo);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var start = new Point(random.next() * box, random.next() * box, random.next() * box);
            var centre = field.displaced(start).asCatalogued(box);
            if (isFree(halo, centre)) {
                return centre;
            }
        }
        throw new IllegalStateException("No free place for halo " + halo + " after " + MOST_TRIES + " tries");
    }

    private boolean isFree(int halo, Point centre) {
        int neighbours = Math.min(cells, 3);
        for (int dx = 0; dx < neighbours; dx++) {
            for (int dy = 0; dy < neighbours; dy++) {
                for (int dz = 0; dz < neighbours; dz++) {
                    int cell = cell(index(centre.x()) + dx - 1, index(centre.y()) + dy - 1, index(centre.z()) + dz - 1);
                    for (int other = firstInCell[cell]; other >= 0; other = nextInCell[other]) {
                        double apart = NfwProfile.EXTENT * (radii[halo] + radii[other]);
                        if (centre.distanceSquared(centres[other], box) < apart * apart) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private void add(int halo, Point centre) {
        int cell = cell(index(centre.x()), index(centre.y()), index(centre.z()));
        centres[halo] = centre;
        nextInCell[halo] = firstInCell[cell];
        firstInCell[cell] = halo;
    }

    private int index(double coordinate) {
        return (int) (coordinate / box * cells);
    }

    private int cell(int x, int y, int z) {
        return (Math.floorMod(x, cells) * cells + Math.floorMod(y, cells)) * cells + Math.floorMod(z, cells);
    }
}
