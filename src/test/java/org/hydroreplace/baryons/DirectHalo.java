package org.hydroreplace.baryons;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * A halo by direct quadrature of densities, fixed-point iteration and bisection; shares no code with the models. Its formulas are
 * in {@link DirectModels}.
 */
final class DirectHalo {
    static final double FOUR_PI = 4 * Math.PI;
    private static final double DEEP = 1e-9;
    private static final double FAR = 1e5;

    /** A density and the mass within r. */
    record Part(DoubleUnaryOperator density, DoubleUnaryOperator mass) {
        static final Part NOTHING = new Part(r -> 0, r -> 0);

        Part times(double factor) {
            return new Part(r -> factor * density.applyAsDouble(r), r -> factor * mass.applyAsDouble(r));
        }

        Part plus(Part other) {
            return new Part(
                    r -> density.applyAsDouble(r) + other.density.applyAsDouble(r),
                    r -> mass.applyAsDouble(r) + other.mass.applyAsDouble(r));
        }

        double between(double from, double to) {
            return mass.applyAsDouble(to) - mass.applyAsDouble(from);
        }
    }

    final HaloContext halo;
    final Map<String, Double> fractions = new LinkedHashMap<>();
    final Map<String, Part> parts = new LinkedHashMap<>();
    /** Where densities jump: nothing is compared next to them. */
    final double[] jumps;

    Part before = Part.NOTHING;
    Part after = Part.NOTHING;

    DirectHalo(HaloContext halo, double... jumps) {
        this.halo = halo;
        this.jumps = jumps;
    }

    /** Mass by Simpson's rule in ln r on 24 intervals an octave, begun anew at each edge. */
    static Part integrate(HaloContext halo, DoubleUnaryOperator density, double... edges) {
        double radius = halo.radius();
        double[] all = new double[edges.length + 2];
        System.arraycopy(edges, 0, all, 1, edges.length);
        all[0] = DEEP * radius;
        all[all.length - 1] = FAR * radius;
        java.util.Arrays.sort(all);
        double[][] nodes = new double[all.length - 1][];
        double[][] masses = new double[all.length - 1][];
        double rho = density.applyAsDouble(all[0]);
        double slope = rho > 0 ? Math.log(density.applyAsDouble(1.001 * all[0]) / rho) / Math.log(1.001) : 0;
        double mass = FOUR_PI * all[0] * all[0] * all[0] * rho / (3 + slope);
        for (int i = 0; i + 1 < all.length; i++) {
            double from = all[i] * (1 + 1e-12);
            double to = all[i + 1] * (1 - 1e-12);
            int n = 1 + (int) (24 * Math.log(to / from) / Math.log(2));
            nodes[i] = new double[n + 1];
            masses[i] = new double[n + 1];
            for (int k = 0; k <= n; k++) {
                nodes[i][k] = from * Math.pow(to / from, (double) k / n);
                mass += k == 0 ? 0 : simpson(density, nodes[i][k - 1], nodes[i][k]);
                masses[i][k] = mass;
            }
        }
        return new Part(density, r -> {
            int piece = 0;
            while (piece + 1 < nodes.length && r >= all[piece + 1]) {
                piece++;
            }
            int at = java.util.Arrays.binarySearch(nodes[piece], r);
            int left = Math.max(at >= 0 ? at : -at - 2, 0);
            return masses[piece][left] + simpson(density, nodes[piece][left], r);
        });
    }

    private static double simpson(DoubleUnaryOperator density, double from, double to) {
        double middle = Math.sqrt(from * to);
        return Math.log(to / from) / 6 * (shell(density, from) + 4 * shell(density, middle) + shell(density, to));
    }

    private static double shell(DoubleUnaryOperator density, double r) {
        return FOUR_PI * r * r * r * density.applyAsDouble(r);
    }

    /** A mass and its derivative. */
    static Part derived(DoubleUnaryOperator mass) {
        double step = 1e-4;
        return new Part(
                r -> (mass.applyAsDouble(r * (1 + step)) - mass.applyAsDouble(r * (1 - step)))
                        / (2 * step * FOUR_PI * r * r * r),
                mass);
    }

    /** (1 + b xi) rho_m times a factor; twice is whether the growth factor enters the bias twice. */
    Part twoHalo(boolean twice, double p, double q, DoubleUnaryOperator factor) {
        CosmicMatter matter = halo.matter();
        double collapse = twice ? 1.686 / matter.growth() : 1.686;
        double nu = collapse / (1.686 / halo.peakHeight());
        double peak = q * nu * nu;
        double bias = 1 + (peak - 1) / collapse + 2 * p / collapse / (1 + Math.pow(peak, p));
        return integrate(
                halo, r -> factor.applyAsDouble(r) * matter.meanDensity() * (1 + bias * matter.correlation(r)));
    }

    boolean beside(double r, double margin) {
        for (double jump : jumps) {
            if (Math.abs(r / jump - 1) < margin) {
                return true;
            }
        }
        return false;
    }

    /** Where matter at r goes: bisection. 0 where the centre alone holds more. */
    double destination(double r) {
        double wanted = before.mass().applyAsDouble(r);
        double low = Math.log(1e-8 * halo.radius());
        double high = Math.log(100 * halo.radius());
        for (int i = 0; i < 45; i++) {
            double middle = 0.5 * (low + high);
            if (after.mass().applyAsDouble(Math.exp(middle)) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(high);
    }
}
