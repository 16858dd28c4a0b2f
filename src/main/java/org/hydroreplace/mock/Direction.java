package org.hydroreplace.mock;

/** A random direction, by the method of Marsaglia (1972, Ann. Math. Stat. 43, 645): no trigonometry. */
final class Direction {
    private double x;
    private double y;
    private double z;

    void draw(RandomStream random) {
        double u;
        double v;
        double square;
        do {
            u = 2 * random.next() - 1;
            v = 2 * random.next() - 1;
            square = u * u + v * v;
        } while (square >= 1);
        double factor = 2 * Math.sqrt(1 - square);
        x = u * factor;
        y = v * factor;
        z = 1 - 2 * square;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    double z() {
        return z;
    }
}
