package org.hydroreplace.snapshot;

/**
 * A periodic cube [0, size)^3.
 *
 * @param size side, comoving Mpc/h, positive and finite
 */
public record PeriodicBox(double size) {
    public PeriodicBox {
        if (!(size > 0) || !Double.isFinite(size)) {
            throw new IllegalArgumentException("box size " + size + " Mpc/h is not a positive number");
        }
    }

    /** The coordinate in [0, size): below the size even after rounding, so that exactly the size becomes 0. */
    public double wrap(double x) {
        if (x >= 0 && x < size) {
            return x;
        }
        double wrapped = x - size * Math.floor(x / size);
        return wrapped >= size || wrapped < 0 ? 0 : wrapped;
    }

    /** The difference of two wrapped coordinates by the nearest image, in [-size/2, size/2]. */
    public double nearest(double difference) {
        double half = 0.5 * size;
        if (difference > half) {
            return difference - size;
        }
        return difference < -half ? difference + size : difference;
    }

    /** Squared distance of two wrapped points by the nearest image, (Mpc/h)^2. */
    public double distanceSquared(double x1, double y1, double z1, double x2, double y2, double z2) {
        double dx = nearest(x1 - x2);
        double dy = nearest(y1 - y2);
        double dz = nearest(z1 - z2);
        return dx * dx + dy * dy + dz * dz;
    }
}
