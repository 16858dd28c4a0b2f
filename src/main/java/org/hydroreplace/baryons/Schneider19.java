package org.hydroreplace.baryons;

import static org.hydroreplace.baryons.Parameter.any;
import static org.hydroreplace.baryons.Parameter.positive;
import static org.hydroreplace.baryons.Parameter.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hydroreplace.cosmology.HaloBias;

/**
 * The model of Schneider et al. 2019 (JCAP 03, 020): gas with a cored power law and an ejection radius, a central galaxy,
 * and collisionless matter (dark matter and satellites) that relaxes. docs/models.md.
 */
final class Schneider19 implements BaryonModel {
    static final String NAME = "schneider19";

    /** The slope of the gas as a function of mass. */
    enum Slope {
        /** 3 X / (1 + X), X = (M/M_c)^mu: Giri and Schneider 2021 (JCAP 12, 046), and BaryonForge. */
        BOUNDED,
        /** 3 - (M_c/M)^mu: Schneider et al. 2019. */
        ORIGINAL;

        double of(double mass, double pivot, double mu) {
            if (this == ORIGINAL) {
                return 3 - StrictMath.pow(pivot / mass, mu);
            }
            double x = StrictMath.pow(mass / pivot, mu);
            return 3 * x / (1 + x);
        }
    }

    private static final String[] SCALING_WITH_MASS = {"theta_ej", "theta_co", "gamma", "delta", "epsilon_h"};
    private static final String[] SCALING = {"M_c", "A", "M1", "eta", "eta_delta", "tau", "tau_delta"};

    private final Slope slope;
    private final TwoHalo twoHalo;
    private final HaloBias bias;
    private final ParameterSet parameters;

    Schneider19(Slope slope, ModelOptions options) {
        this.slope = slope;
        this.twoHalo = options.twoHalo();
        this.bias = options.bias();
        this.parameters = new ParameterSet(NAME, declared(), Set.of(), options.parameters());
    }

    private static List<Parameter> declared() {
        List<Parameter> list = new ArrayList<>(List.of(
                positive("theta_ej", "1", 4),
                positive("theta_co", "1", 0.1),
                positive("M_c", Parameter.MASS, 1.1e13),
                any("mu_beta", 0.55),
                positive("gamma", "1", 2),
                within("delta", 7, 3.01, 100),
                positive("A", "1", 0.045),
                positive("M1", Parameter.MASS, 2.5e11),
                any("eta", 0.3),
                any("eta_delta", 0.3),
                any("tau", -1.5),
                any("tau_delta", 0),
                positive("epsilon_h", "1", 0.015),
                within("a", 0.3, 0, 0.99),
                positive("n", "1", 2),
                positive("epsilon", "1", 4),
                any("p", 0.3),
                positive("q", "1", 0.707),
                positive(Laws.CONCENTRATION, "1", Double.NaN)));
        for (String name : SCALING_WITH_MASS) {
            list.add(any("mu_" + name, 0));
            list.add(positive("M_" + name, Parameter.MASS, 1e14 * Laws.HUBBLE));
        }
        for (String[] names : List.of(SCALING_WITH_MASS, SCALING)) {
            for (String name : names) {
                list.add(any("nu_" + name, 0));
                list.add(any("zeta_" + name, 0));
            }
        }
        return list;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String variant() {
        return slope == Slope.BOUNDED ? "bounded" : "original";
    }

    @Override
    public ParameterSet parameters() {
        return parameters;
    }

    private Laws.Stars stars(HaloContext halo) {
        return Laws.stars(
                2 * scaled("A", halo),
                halo.mass() / scaled("M1", halo),
                new double[] {scaled("tau", halo), scaled("eta", halo)},
                new double[] {scaled("tau_delta", halo), scaled("eta_delta", halo)},
                halo.matter().baryonFraction());
    }

    @Override
    public int regime(HaloContext halo) {
        return stars(halo).regime();
    }

    @Override
    public BaryonicHalo halo(HaloContext given) {
        HaloContext halo = Laws.withOwnConcentration(given, parameters);
        TruncatedNfw nfw = new TruncatedNfw(halo, parameters.get("epsilon") * halo.radius());
        double total = nfw.totalMass();
        double cosmic = halo.matter().baryonFraction();
        Laws.Stars stars = stars(halo);
        double gasFraction = Math.max(cosmic - stars.all(), Laws.LEAST);
        double collisionless = 1 - cosmic + stars.satellites();
        double beta = slope.of(halo.mass(), scaled("M_c", halo), parameters.get("mu_beta"));

        Profile galaxy = new CentralGalaxy(stars.central() * total, scaled("epsilon_h", halo) * halo.radius());
        Profile gas = gas(halo, beta).withMass(gasFraction * total);
        Profile clm = new RelaxedMatter(
                nfw,
                collisionless,
                SumProfile.of(galaxy, gas),
                parameters.get("a"),
                parameters.get("n"),
                1,
                collisionless);
        BaryonicHalo.Builder builder = new BaryonicHalo.Builder(halo, nfw)
                .fraction("f_star", stars.all())
                .fraction("f_cga", stars.central())
                .fraction("f_sga", stars.satellites())
                .fraction("f_gas", gasFraction)
                .fraction("f_clm", collisionless)
                .fraction("beta", beta)
                .add(Component.summed("clm", clm))
                .add(Component.summed("gas", gas))
                .add(Component.summed("stars_cen", galaxy))
                .normalisedBetween(halo.megaparsecs(1e-5), halo.megaparsecs(100));
        if (twoHalo == TwoHalo.INCLUDED) {
            builder.twoHalo(Laws.twoHalo(halo, bias, parameters));
        }
        return builder.add(Component.shown("sat", new SumProfile(stars.satellites() / collisionless, List.of(clm))))
                .build();
    }

    /** Gas of Schneider et al. 2019: a core, a power law to the ejection radius, a steep fall beyond. */
    private QuadratureProfile gas(HaloContext halo, double beta) {
        double core = scaled("theta_co", halo) * halo.radius();
        double ejection = scaled("theta_ej", halo) * halo.radius();
        double gamma = scaled("gamma", halo);
        double outer = (scaled("delta", halo) - beta) / gamma;
        // relative to the ejection radius, so that steeply rising gas does not overflow
        double reference = beta * StrictMath.log1p(ejection / core);
        return QuadratureProfile.of(
                r -> StrictMath.exp(reference
                        - beta * StrictMath.log1p(r / core)
                        - outer * StrictMath.log1p(StrictMath.pow(r / ejection, gamma))),
                halo);
    }

    private double scaled(String name, HaloContext halo) {
        double value = parameters.get(name);
        if (parameters.has("mu_" + name)) {
            value *= StrictMath.pow(halo.mass() / parameters.get("M_" + name), parameters.get("mu_" + name));
        }
        double nu = parameters.get("nu_" + name);
        if (nu != 0) {
            value *= StrictMath.pow(1 + halo.matter().redshift(), nu);
        }
        double zeta = parameters.get("zeta_" + name);
        if (zeta != 0 && parameters.has(Laws.CONCENTRATION)) {
            value *= StrictMath.pow(parameters.get(Laws.CONCENTRATION), zeta);
        }
        return value;
    }
}
