package org.hydroreplace.mock;

/** A place in the box, in ckpc/h. */
record Point(double x, double y, double z) {
    /** Into [0, box), each coordinate one that float32 holds exactly, as the catalogue stores it. */
    Point asCatalogued(double box) {
        return new Point(rounded(x, box), rounded(y, box), rounded(z, box));
    }

    /** The distance to the nearest periodic image, squared. */
    double distanceSquared(Point other, double box) {
        double dx = nearest(x - other.x, box);
        double dy = nearest(y - other.y, box);
        double dz = nearest(z - other.z, box);
        return dx * dx + dy * dy + dz * dz;
    }

    /** Into [0, box), from at most one box away. */
    static double wrap(double coordinate, double box) {
        double wrapped = coordinate < 0 ? coordinate + box : coordinate;
        return wrapped >= box ? wrapped - box : wrapped;
    }

    private static double rounded(double coordinate, double box) {
        float value = (float) wrap(coordinate, box);
        return value < box ? value : 0;
    }

    private static double nearest(double difference, double box) {
        return difference - box * Math.rint(difference / box);
    }
}
