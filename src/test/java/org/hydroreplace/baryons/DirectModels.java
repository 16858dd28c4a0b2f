package org.hydroreplace.baryons;

import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.hydroreplace.baryons.DirectHalo.Part;

/** The models' formulas written down once more from the project's specification, for {@link DirectHalo}. */
final class DirectModels {
    private final HaloContext halo;
    private final Map<String, Double> parameters;
    private final String variant;
    private final double m;
    private final double r200;
    private final double c;
    private final double z;
    private final double fb;
    private final double h;

    private DirectModels(HaloContext halo, BaryonModel model) {
        this.halo = halo;
        this.parameters = model.parameters().values();
        this.variant = model.variant();
        this.m = halo.mass();
        this.r200 = halo.radius();
        this.c = halo.concentration();
        this.z = halo.matter().redshift();
        this.fb = halo.matter().baryonFraction();
        this.h = halo.matter().hubble();
    }

    static DirectHalo of(HaloContext halo, BaryonModel model) {
        DirectModels formulas = new DirectModels(halo, model);
        return switch (model.name()) {
            case "schneider19" -> formulas.schneider19();
            case "schneider25" -> formulas.schneider25();
            case "arico20" -> formulas.arico20();
            default -> formulas.mead20();
        };
    }

    private double p(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** X (1 + z)^nu. */
    private double evolved(String name) {
        return p(name) * Math.pow(1 + z, p("nu_" + name));
    }

    /** X (M/M_X)^mu (1 + z)^nu. */
    private double scaled(String name) {
        return evolved(name) * Math.pow(m / p("M_" + name), p("mu_" + name));
    }

    private Part integrate(DoubleUnaryOperator density, double... edges) {
        return DirectHalo.integrate(halo, density, edges);
    }

    private Part holding(double mass, DoubleUnaryOperator shape, double from, double to, double... edges) {
        Part part = integrate(shape, edges);
        return part.times(mass / part.between(from, to));
    }

    private Part holding(double mass, DoubleUnaryOperator shape) {
        return holding(mass, shape, 1e-8 * r200, 1e4 * r200);
    }

    private Part truncatedNfw(double epsilon) {
        Part shape = integrate(r -> {
            double x = r * c / r200;
            double outer = 1 + Math.pow(r / (epsilon * r200), 2);
            return 1 / (x * (1 + x) * (1 + x) * outer * outer);
        });
        return shape.times(m / shape.mass().applyAsDouble(r200));
    }

    private Part cutNfw(double mass, double concentration) {
        return holding(
                mass,
                r -> {
                    double x = r * concentration / r200;
                    return r > r200 ? 0 : 1 / (x * (1 + x) * (1 + x));
                },
                1e-9 * r200,
                1.5 * r200,
                r200);
    }

    private void finish(DirectHalo direct, Part nfw, Part twoHalo, double from, double to) {
        Part sum = Part.NOTHING;
        for (Part part : direct.parts.values()) {
            sum = sum.plus(part);
        }
        double factor = to > 0 ? nfw.between(from, to) / sum.between(from, to) : 1;
        direct.parts.put("2halo", twoHalo);
        direct.before = nfw.plus(twoHalo);
        direct.after = sum.times(factor).plus(twoHalo);
    }

    private DirectHalo schneider19() {
        DirectHalo direct = new DirectHalo(halo);
        Part nfw = truncatedNfw(p("epsilon"));
        double total = nfw.mass().applyAsDouble(1e4 * r200);
        double x = m / evolved("M1");
        double tau = evolved("tau");
        double eta = evolved("eta");
        double a2 = 2 * evolved("A");
        double star = Math.min(Math.max(a2 / (Math.pow(x, tau) + Math.pow(x, eta)), 1e-10), fb);
        double central = a2 / (Math.pow(x, tau + evolved("tau_delta")) + Math.pow(x, eta + evolved("eta_delta")));
        double cga = Math.min(Math.max(central, 1e-10), star);
        double sga = Math.max(star - cga, 1e-10);
        double gasFraction = Math.max(fb - star, 1e-10);
        double clmFraction = 1 - fb + sga;
        double ratio = Math.pow(m / evolved("M_c"), p("mu_beta"));
        double beta = variant.equals("original") ? 3 - 1 / ratio : 3 * ratio / (1 + ratio);
        direct.fractions.putAll(
                Map.of("f_star", star, "f_cga", cga, "f_gas", gasFraction, "f_clm", clmFraction, "beta", beta));
        double size = scaled("epsilon_h") * r200;
        Part galaxy = holding(cga * total, r -> Math.exp(-Math.pow(r / (2 * size), 2)) / (r * r));
        double core = scaled("theta_co") * r200;
        double ejection = scaled("theta_ej") * r200;
        double gamma = scaled("gamma");
        double outer = (scaled("delta") - beta) / gamma;
        Part gas = holding(
                gasFraction * total,
                r -> Math.pow(1 + r / core, -beta) * Math.pow(1 + Math.pow(r / ejection, gamma), -outer));
        Part baryons = galaxy.plus(gas);
        direct.parts.put("stars_cen", galaxy);
        direct.parts.put("gas", gas);
        direct.parts.put(
                "clm",
                DirectHalo.derived(r -> clmFraction
                        * nfw.mass().applyAsDouble(r / relaxation(r, clmFraction, nfw.mass(), baryons.mass(), 1))));
        finish(direct, nfw, direct.twoHalo(true, p("p"), p("q"), r -> 1), 1e-5 * h, 100 * h);
        return direct;
    }

    /** Iterated from 1 until it rests. */
    private double relaxation(
            double r, double collisionless, DoubleUnaryOperator initial, DoubleUnaryOperator baryons, double divisor) {
        double xi = 1;
        double mass = initial.applyAsDouble(r);
        for (int i = 0; i < 200; i++) {
            double now = collisionless * mass + baryons.applyAsDouble(xi * r);
            double next = (1 + p("a") * (Math.pow(mass / now, p("n")) - 1)) / divisor;
            if (Math.abs(next - xi) < 1e-12) {
                return next;
            }
            // half way: the iteration oscillates at cusps
            xi = 0.5 * (xi + next);
        }
        return xi;
    }

    private DirectHalo schneider25() {
        boolean author = variant.equals("author");
        double start = p("r_min_iga");
        double sign = author ? -1 : 1;
        double epsilon = Math.max(p("epsilon0") + sign * p("epsilon1") * halo.peakHeight(), 0.5);
        Part nfw = truncatedNfw(epsilon);
        double from = author ? 1e-8 * r200 : 1e-6 * h;
        double to = author ? 1e4 * r200 : 10 * h;
        double total = nfw.mass().applyAsDouble(to);
        double x = m / p("Mstar");
        double star = clip(p("Nstar") / (Math.pow(x, p("tau")) + Math.pow(x, p("eta"))), fb);
        double cga = clip(
                p("Nstar") / (Math.pow(x, p("tau") + p("tau_delta")) + Math.pow(x, p("eta") + p("eta_delta"))), star);
        double iga = clip(evolved("c_iga") * cga, fb - star);
        double hga = clip(fb - star - iga, fb);
        double clmFraction = 1 - fb + Math.max(star - cga, 1e-10);
        double ratio = Math.pow(m / p("M_c"), p(author ? "mu" : "mu_beta"));
        double beta = 3 * ratio / (1 + ratio);
        DirectHalo direct = new DirectHalo(halo, start);
        direct.fractions.putAll(
                Map.of("f_star", star, "f_cga", cga, "f_iga", iga, "f_hga", hga, "f_clm", clmFraction, "beta", beta));
        Part galaxy = holding(cga * total, r -> Math.exp(-r / (p("epsilon_cga") * r200)) / (r * r), from, to);
        double core = evolved("theta_c") * r200;
        Part hot = holding(
                hga * total,
                r -> Math.pow(1 + Math.pow(r / core, p("alpha")), -beta / p("alpha"))
                        * Math.pow(1 + Math.pow(r / (epsilon * r200), p("gamma")), -p("delta") / p("gamma")),
                from,
                to);
        Part inner = holding(iga * total, r -> r < start ? 0 : Math.exp(-r / r200) / (r * r * r), from, to, start);
        if (!author) {
            // the norm is that of r^-3, in Mpc, and the profile another one
            double norm = inner.density().applyAsDouble(2 * start)
                    * 8
                    * start
                    * start
                    * start
                    * Math.exp(2 * start / r200)
                    / h;
            inner = integrate(r -> r < start ? 0 : norm * Math.exp(-r / r200) / (r * r), start);
        }
        direct.parts.put("stars_cen", galaxy);
        direct.parts.put("gas_hot", hot);
        direct.parts.put("gas_inner", inner);
        double step = epsilon / p("epsilon0") * (author ? r200 : h);
        double weightStar = author ? 1 / cga : 1;
        double weightInner = author ? 1 / iga : 1;
        double weightHot = author ? 1 / hga : 1;
        Part cold = inner;
        DoubleUnaryOperator zeta = r -> {
            double mass = nfw.mass().applyAsDouble(r);
            double sum = 1 + evolved("q0") / (1 + Math.pow(r / step, p("nstep")));
            sum += evolved("q1") * cga * (weightStar * galaxy.mass().applyAsDouble(r) / mass - 1);
            sum += evolved("q1") * iga * (weightInner * cold.mass().applyAsDouble(r) / mass - 1);
            return Math.max(sum + evolved("q2") * hga * (weightHot * hot.mass().applyAsDouble(r) / mass - 1), 0);
        };
        double left = author ? 0 : nfw.mass().applyAsDouble(zeta.applyAsDouble(from) * from);
        direct.parts.put(
                "clm",
                DirectHalo.derived(rising(
                        r -> clmFraction * (nfw.mass().applyAsDouble(zeta.applyAsDouble(r) * r) - left))));
        Part twoHalo = direct.twoHalo(!author, p("p"), p("q"), r -> 1 - Math.exp(-p("alpha_excl") * r / r200));
        finish(direct, nfw, twoHalo, author ? 0 : 1e-5 * h, author ? 0 : 100 * h);
        return direct;
    }

    /** The largest value so far. */
    private DoubleUnaryOperator rising(DoubleUnaryOperator mass) {
        int n = 4000;
        double[] r = new double[n];
        double[] largest = new double[n];
        for (int i = 0; i < n; i++) {
            r[i] = 1e-9 * r200 * Math.pow(1e10, (double) i / n);
            largest[i] = Math.max(mass.applyAsDouble(r[i]), i == 0 ? 0 : largest[i - 1]);
        }
        return at -> {
            int i = java.util.Arrays.binarySearch(r, at);
            int before = i >= 0 ? i : -i - 2;
            return Math.max(mass.applyAsDouble(at), before < 0 ? 0 : largest[before]);
        };
    }

    private static double clip(double value, double most) {
        return Math.min(Math.max(value, 1e-10), Math.max(most, 1e-10));
    }

    private double behroozi(double pivot, double efficiency, double alpha, double delta, double gamma) {
        DoubleUnaryOperator g = x -> -Math.log10(Math.pow(10, alpha * x) + 1)
                + delta * Math.pow(Math.log10(1 + Math.exp(x)), gamma) / (1 + Math.exp(Math.min(Math.pow(10, -x), 30)));
        double shape = g.applyAsDouble(Math.log10(m / pivot)) - g.applyAsDouble(0);
        return efficiency * pivot / m * Math.pow(10, shape);
    }

    private DirectHalo arico20() {
        double a = 1 / (1 + z);
        double nu = Math.exp(-4 * a * a);
        double pivot = p("M1_0") * Math.pow(10, nu * (-1.793 * (a - 1) - 0.251 * z));
        double efficiency = Math.pow(10, Math.log10(0.023) - 0.006 * nu * (a - 1) - 0.119 * (a - 1));
        double alpha = -1.779 + 0.731 * nu * (a - 1);
        double delta = 4.394 + nu * (2.608 * (a - 1) - 0.043 * z);
        double gamma = 0.547 + nu * (1.319 * (a - 1) + 0.279 * z);
        double cga = clip(behroozi(pivot, efficiency, alpha, delta, gamma), fb);
        double satellites = behroozi(
                pivot * p("M1_fsat"),
                efficiency * p("eps_fsat"),
                alpha * p("alpha_fsat"),
                delta * p("delta_fsat"),
                gamma * p("gamma_fsat"));
        double sga = Math.max(Math.min(satellites, fb - cga), 0);
        double gas = Math.max(fb - cga - sga, 1e-10);
        double hot = gas / (1 + Math.pow(p("M_c") / m, p("beta")));
        double ejectedFraction = gas - hot;
        double back = Math.min(ejectedFraction / (1 + Math.pow(p("M_r") / m, p("beta_r"))), hot);
        double clmFraction = 1 - fb + sga;
        DirectHalo direct = new DirectHalo(halo, r200);
        direct.fractions.putAll(Map.of(
                "f_cga",
                cga,
                "f_sga",
                sga,
                "f_bg",
                hot - back,
                "f_rg",
                back,
                "f_eg",
                ejectedFraction,
                "f_clm",
                clmFraction));
        double slope = Math.max(3 - Math.pow(p("M_inn") / m, p("mu")), -1);
        DoubleUnaryOperator boundShape = r -> Math.pow(1 + r / (p("theta_inn") * r200), -slope)
                / Math.pow(1 + Math.pow(r / (p("theta_out") * r200), 2), 2);
        Part bound = holding(
                (hot - back) * m, r -> r >= r200 ? 0 : boundShape.applyAsDouble(r), 1e-9 * r200, 2 * r200, r200);
        Part ejected = gaussian(ejectedFraction * m, 0.75 * p("eta") * Math.sqrt(200) / 2 * r200);
        Part reaccreted = holding(
                back * m,
                r -> r > r200 ? 0 : Math.exp(-Math.pow((r / r200 - p("theta_rg")) / p("sigma_rg"), 2) / 2),
                1e-9 * r200,
                2 * r200,
                r200);
        double size = 2 * p("epsilon_h") * r200;
        Part stars = holding(
                cga * m,
                r -> r < 1e-6 * h || r > 5 * h
                        ? 0
                        : Math.pow(r / r200, -p("alpha_g")) * Math.exp(-Math.pow(r / size, 2)),
                1e-9 * r200,
                1e4 * r200,
                1e-6 * h,
                5 * h);
        Part nfw = cutNfw(m, c);
        double edge = 1 - 1e-9;
        double plateau = nfw.density().applyAsDouble(edge * r200)
                - (variant.equals("author") ? bound.density().applyAsDouble(edge * r200) : 0);
        DoubleUnaryOperator unrelaxed = flattened((1 - fb) * m, plateau);
        Part baryons = bound.plus(ejected).plus(reaccreted).plus(stars);
        DoubleUnaryOperator within = r -> baryons.mass().applyAsDouble(Math.min(r, edge * r200));
        double initial = unrelaxed.applyAsDouble(r200);
        double divisor =
                1 + p("a") * (Math.pow(initial / (clmFraction * initial + within.applyAsDouble(r200)), p("n")) - 1);
        double norm = clmFraction * m / initial;
        direct.parts.put("gas_bound", bound);
        direct.parts.put("gas_ejected", ejected);
        direct.parts.put("gas_reaccreted", reaccreted);
        direct.parts.put("stars_cen", stars);
        direct.parts.put("clm", DirectHalo.derived(r -> {
            double inside = Math.min(r, r200);
            double xi = relaxation(inside, clmFraction, unrelaxed, within, divisor);
            return norm * unrelaxed.applyAsDouble(inside / xi);
        }));
        finish(direct, nfw, direct.twoHalo(true, p("p"), p("q"), r -> 1), 0, 0);
        return direct;
    }

    /** A cusp that meets a plateau where the mass within R200c is the one wanted. */
    private DoubleUnaryOperator flattened(double mass, double plateau) {
        double scale = r200 / c;
        double low = 0;
        double high = r200;
        DoubleUnaryOperator mu = y -> Math.log1p(y) - y / (1 + y);
        for (int i = 0; i < 100; i++) {
            double corner = 0.5 * (low + high);
            double cusp = corner * (corner + scale) * (corner + scale) * mu.applyAsDouble(corner / scale);
            double shell = (r200 * r200 * r200 - corner * corner * corner) / 3;
            if (DirectHalo.FOUR_PI * plateau * (cusp + shell) > mass) {
                high = corner;
            } else {
                low = corner;
            }
        }
        double corner = low;
        double central = plateau * corner * (corner + scale) * (corner + scale);
        return r -> {
            double inner = Math.min(r, corner);
            double outer = Math.max(Math.min(r, r200), corner);
            return DirectHalo.FOUR_PI
                    * (central * mu.applyAsDouble(inner / scale)
                            + plateau * (outer * outer * outer - corner * corner * corner) / 3);
        };
    }

    private Part gaussian(double mass, double width) {
        double central = mass / Math.pow(2 * Math.PI * width * width, 1.5);
        return integrate(r -> central * Math.exp(-r * r / (2 * width * width)));
    }

    private DirectHalo mead20() {
        double amplitude = p("A_star") + z * p("nu_A_star");
        double pivot = p("M_star") * Math.exp(z * p("nu_M_star"));
        double star = amplitude * Math.exp(-Math.pow(Math.log10(m / pivot) / p("sigma_star"), 2) / 2);
        star = m > pivot ? Math.max(star, amplitude / 3) : star;
        double y = Math.pow(m / p("M_0"), p("beta"));
        double boundFraction = fb * y / (1 + y);
        star = Math.max(Math.min(star, fb - boundFraction), 1e-10);
        double cga = m >= pivot ? star * Math.min(1, Math.pow(m / pivot, p("eta"))) : star;
        double ejectedFraction = Math.max(fb - star - boundFraction, 0);
        double e1 = p("eps1") + z * p("nu_eps1");
        double modified = c * (1 + e1 + (p("eps2") - e1) * boundFraction / fb);
        DirectHalo direct = new DirectHalo(halo, r200);
        direct.fractions.putAll(Map.of(
                "f_star", star, "f_cga", cga, "f_bnd", boundFraction, "f_ej", ejectedFraction, "c_modified", modified));
        double power = 1 / (p("Gamma") + z * p("nu_Gamma") - 1);
        direct.parts.put("clm", cutNfw((1 - fb) * m, modified));
        direct.parts.put("sat", cutNfw((star - cga) * m, c));
        direct.parts.put(
                "gas_bound",
                holding(
                        boundFraction * m,
                        r -> {
                            double x = r * modified / r200;
                            return r > r200 ? 0 : Math.pow(Math.log1p(x) / x, power);
                        },
                        1e-9 * r200,
                        2 * r200,
                        r200));
        direct.parts.put("gas_ejected", meadEjected(ejectedFraction));
        double size = p("epsilon_h") * r200;
        direct.parts.put("stars_cen", holding(cga * m, r -> Math.exp(-Math.pow(r / (2 * size), 2)) / (r * r)));
        finish(direct, cutNfw(m, c), direct.twoHalo(true, p("p"), p("q"), r -> 1), 1e-6 * h, 1000 * h);
        return direct;
    }

    /** The width by bisection of the Gaussian's own integral. */
    private Part meadEjected(double fraction) {
        if (fraction <= 0) {
            return Part.NOTHING;
        }
        Part unit = gaussian(1, r200);
        double low = 1e-3;
        double high = 100;
        for (int i = 0; i < 60; i++) {
            double t = Math.sqrt(low * high);
            if (1 - unit.mass().applyAsDouble(t * r200) > fraction / fb) {
                low = t;
            } else {
                high = t;
            }
        }
        return gaussian(fraction * m, p("eta_b") * Math.sqrt(200) / 2 * r200 / low);
    }
}
