package org.hydroreplace.baryons;

/** Matter whose correlation function is a table in ln r, between whose points a natural cubic spline runs. */
final class TabulatedMatter implements CosmicMatter {
    private final double redshift;
    private final double growth;
    private final double baryonFraction;
    private final double meanDensity;
    private final double first;
    private final double step;
    private final double[] xi;
    private final double[] curvature;
    /** The integral of xi r^2 dr to each point. */
    private final double[] integral;

    TabulatedMatter(
            double redshift, double growth, double baryonFraction, double meanDensity, double[] r, double[] xi) {
        this.redshift = redshift;
        this.growth = growth;
        this.baryonFraction = baryonFraction;
        this.meanDensity = meanDensity;
        this.first = Math.log(r[0]);
        this.step = (Math.log(r[r.length - 1]) - first) / (r.length - 1);
        this.xi = xi;
        this.curvature = curvatures(xi);
        this.integral = new double[xi.length];
        integral[0] = xi[0] * Math.pow(r[0], 3) / 3;
        for (int i = 1; i < xi.length; i++) {
            integral[i] = integral[i - 1] + part(first + (i - 1) * step, first + i * step);
        }
    }

    private double part(double from, double to) {
        return GaussLegendre.integrate(u -> Math.exp(3 * u) * spline(u), from, to);
    }

    private static double[] curvatures(double[] y) {
        int n = y.length;
        double[] m = new double[n];
        double[] c = new double[n];
        for (int i = 1; i < n - 1; i++) {
            double p = 4 - c[i - 1];
            c[i] = 1 / p;
            m[i] = (6 * (y[i + 1] - 2 * y[i] + y[i - 1]) - m[i - 1]) / p;
        }
        m[n - 1] = 0;
        for (int i = n - 2; i > 0; i--) {
            m[i] -= c[i] * m[i + 1];
        }
        return m;
    }

    private double spline(double u) {
        double s = Math.clamp((u - first) / step, 0, xi.length - 1);
        int i = Math.min((int) s, xi.length - 2);
        double t = s - i;
        double a = 1 - t;
        return a * xi[i] + t * xi[i + 1] + ((a * a * a - a) * curvature[i] + (t * t * t - t) * curvature[i + 1]) / 6;
    }

    @Override
    public double redshift() {
        return redshift;
    }

    @Override
    public double growth() {
        return growth;
    }

    @Override
    public double hubble() {
        return 0.6774;
    }

    @Override
    public double baryonFraction() {
        return baryonFraction;
    }

    @Override
    public double meanDensity() {
        return meanDensity;
    }

    @Override
    public double correlation(double r) {
        return spline(Math.log(r));
    }

    @Override
    public double meanCorrelation(double r) {
        double u = Math.log(r);
        if (u <= first) {
            return xi[0];
        }
        int i = Math.min((int) ((u - first) / step), xi.length - 1);
        return 3 * (integral[i] + part(first + i * step, u)) / Math.pow(r, 3);
    }
}
