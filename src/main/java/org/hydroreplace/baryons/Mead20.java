package org.hydroreplace.baryons;

import static org.hydroreplace.baryons.Parameter.any;
import static org.hydroreplace.baryons.Parameter.positive;
import static org.hydroreplace.baryons.Parameter.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hydroreplace.cosmology.HaloBias;

/**
 * The model of Mead et al. 2020 (A&amp;A 641, A130) with extended stars and ejected gas, as BaryonForge makes profiles of it:
 * NFW halos whose concentration follows their gas, polytropic bound gas, Gaussian ejected gas. docs/models.md.
 */
final class Mead20 implements BaryonModel {
    static final String NAME = "mead20";
    private static final String TEMPERATURE = "T_AGN";
    private static final Set<String> IDLE = Set.of("T_w", "nu_T_w", "mean_molecular_weight", "alpha");

    private final MeadCalibration calibration;
    private final TwoHalo twoHalo;
    private final HaloBias bias;
    private final ParameterSet parameters;

    Mead20(MeadCalibration calibration, ModelOptions options) {
        this.calibration = calibration;
        this.twoHalo = options.twoHalo();
        this.bias = options.bias();
        double temperature = options.parameters().getOrDefault(TEMPERATURE, 7.8);
        this.parameters = new ParameterSet(NAME, declared(calibration.at(temperature)), IDLE, options.parameters());
    }

    private static List<Parameter> declared(Map<String, Double> fitted) {
        return List.of(
                within(TEMPERATURE, 7.8, MeadCalibration.COLDEST, MeadCalibration.HOTTEST),
                positive("A_star", "1", value(fitted, "A_star")),
                any("nu_A_star", value(fitted, "nu_A_star")),
                positive("M_star", Parameter.MASS, value(fitted, "M_star")),
                any("nu_M_star", value(fitted, "nu_M_star")),
                within("eta", value(fitted, "eta"), -10, 0),
                within("eps1", value(fitted, "eps1"), -0.99, 100),
                any("nu_eps1", value(fitted, "nu_eps1")),
                within("eps2", 0, -0.99, 100),
                within("Gamma", value(fitted, "Gamma"), 1.01, 10),
                any("nu_Gamma", value(fitted, "nu_Gamma")),
                positive("M_0", Parameter.MASS, value(fitted, "M_0")),
                any("beta", 0.6),
                positive("eta_b", "1", 0.5),
                positive("sigma_star", "1", 1.2),
                positive("epsilon_h", "1", 0.015),
                any("p", 0.3),
                positive("q", "1", 0.707),
                positive(Laws.CONCENTRATION, "1", Double.NaN));
    }

    private static double value(Map<String, Double> fitted, String name) {
        return java.util.Objects.requireNonNull(fitted.get(name), name);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String variant() {
        return calibration == MeadCalibration.ALL ? "all" : "matter-pressure";
    }

    @Override
    public ParameterSet parameters() {
        return parameters;
    }

    /** Fractions of M200c. */
    private record Fractions(double stars, double central, double bound, double ejected, int regime) {}

    private Fractions fractions(double mass, double redshift, double cosmic) {
        double amplitude = parameters.get("A_star") + redshift * parameters.get("nu_A_star");
        double pivot = parameters.get("M_star") * StrictMath.exp(redshift * parameters.get("nu_M_star"));
        double width = StrictMath.log10(mass / pivot) / parameters.get("sigma_star");
        double stars = amplitude * StrictMath.exp(-0.5 * width * width);
        boolean level = mass > pivot && stars < amplitude / 3;
        if (level) {
            stars = amplitude / 3;
        }
        double power = StrictMath.pow(mass / parameters.get("M_0"), parameters.get("beta"));
        double bound = cosmic * power / (1 + power);
        int regime = Laws.regime(mass < pivot, level, stars > cosmic - bound, cosmic - bound < Laws.LEAST);
        stars = Math.max(Math.min(stars, cosmic - bound), Laws.LEAST);
        double central = stars * (mass < pivot ? 1 : Math.min(StrictMath.pow(mass / pivot, parameters.get("eta")), 1));
        return new Fractions(stars, central, bound, Math.max(cosmic - stars - bound, 0), regime);
    }

    @Override
    public int regime(HaloContext halo) {
        CosmicMatter matter = halo.matter();
        return fractions(halo.mass(), matter.redshift(), matter.baryonFraction()).regime;
    }

    @Override
    public BaryonicHalo halo(HaloContext given) {
        HaloContext halo = Laws.withOwnConcentration(given, parameters);
        double mass = halo.mass();
        double radius = halo.radius();
        double redshift = halo.matter().redshift();
        double cosmic = halo.matter().baryonFraction();
        Fractions f = fractions(mass, redshift, cosmic);
        double satellites = f.stars - f.central;
        double eps1 = parameters.get("eps1") + redshift * parameters.get("nu_eps1");
        double stretch = Math.max(1 + eps1 + (parameters.get("eps2") - eps1) * f.bound / cosmic, 0.01);
        double concentration = halo.concentration() * stretch;

        CutNfw nfw = CutNfw.of(halo);
        BaryonicHalo.Builder builder = new BaryonicHalo.Builder(halo, nfw)
                .extent(radius)
                .fraction("f_star", f.stars)
                .fraction("f_cga", f.central)
                .fraction("f_sga", satellites)
                .fraction("f_bnd", f.bound)
                .fraction("f_ej", f.ejected)
                .fraction("c_modified", concentration)
                .add(Component.summed("clm", new CutNfw((1 - cosmic) * mass, radius, concentration)))
                .add(Component.summed("sat", new CutNfw(satellites * mass, radius, halo.concentration())))
                .add(Component.summed(
                        "gas_bound", boundGas(halo, concentration, redshift).withMass(f.bound * mass)))
                .add(Component.summed("gas_ejected", ejectedGas(f.ejected, cosmic, mass, radius)))
                .add(Component.summed(
                        "stars_cen", new CentralGalaxy(f.central * mass, parameters.get("epsilon_h") * radius)))
                .normalisedBetween(halo.megaparsecs(1e-6), halo.megaparsecs(1000));
        if (twoHalo == TwoHalo.INCLUDED) {
            builder.twoHalo(Laws.twoHalo(halo, bias, parameters));
        }
        return builder.build();
    }

    /** Polytropic gas in an NFW halo (Komatsu and Seljak 2001), zero beyond R200c. */
    private QuadratureProfile boundGas(HaloContext halo, double concentration, double redshift) {
        double scale = halo.radius() / concentration;
        double gamma = Math.max(parameters.get("Gamma") + redshift * parameters.get("nu_Gamma"), 1.01);
        double power = 1 / (gamma - 1);
        return QuadratureProfile.of(
                r -> r > halo.radius() ? 0 : StrictMath.pow(StrictMath.log1p(r / scale) / (r / scale), power),
                halo,
                halo.radius());
    }

    /** The width is such that the ejected share of the baryons lies beyond eta_b times the escape radius. */
    private Profile ejectedGas(double fraction, double cosmic, double mass, double radius) {
        double share = fraction / cosmic;
        if (share <= 0 || share >= 1) {
            return new EjectedGas(0, radius);
        }
        double escape = parameters.get("eta_b") * 0.5 * Math.sqrt(200) * radius;
        return new EjectedGas(fraction * mass, escape / EjectedGas.radius(1 - share));
    }
}
