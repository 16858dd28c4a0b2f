package org.hydroreplace.baryons;

import static org.hydroreplace.baryons.Parameter.any;
import static org.hydroreplace.baryons.Parameter.positive;
import static org.hydroreplace.baryons.Parameter.within;

import java.util.List;
import java.util.Set;
import org.hydroreplace.cosmology.HaloBias;

/**
 * The model of Arico et al. 2020 (MNRAS 495, 4800, appendix A) with the gas profile of Arico et al. 2021 (MNRAS 506, 4070):
 * bound, ejected and reaccreted gas, central and satellite galaxies, dark matter that relaxes. docs/models.md.
 */
final class Arico20 implements BaryonModel {
    static final String NAME = "arico20";

    /** Which density the dark matter's plateau has. */
    enum Variant {
        /** That of the gravity-only halo at R200c: the bound gas ends just inside, so that none is subtracted. */
        BARYONFORGE,
        /** That less the density of bound gas there: Arico et al. 2020 equation A9. */
        AUTHOR
    }

    private static final Set<String> IDLE = Set.of("epsilon_hydro", "A_nt", "alpha_nt", "mean_molecular_weight");

    private final Variant variant;
    private final TwoHalo twoHalo;
    private final HaloBias bias;
    private final ParameterSet parameters;

    Arico20(Variant variant, ModelOptions options) {
        this.variant = variant;
        this.twoHalo = options.twoHalo();
        this.bias = options.bias();
        this.parameters = new ParameterSet(NAME, declared(), IDLE, options.parameters());
    }

    private static List<Parameter> declared() {
        return List.of(
                positive("M_c", Parameter.MASS, 1.2e14),
                any("mu", 0.31),
                any("beta", 0.6),
                positive("M_inn", Parameter.MASS, 3.3e13),
                positive("theta_inn", "1", 0.1),
                positive("theta_out", "1", 3),
                positive("M_r", Parameter.MASS, 1e16 * Laws.HUBBLE),
                any("beta_r", 2),
                positive("theta_rg", "1", 0.3),
                positive("sigma_rg", "1", 0.1),
                positive("eta", "1", 0.6),
                positive("M1_0", Parameter.MASS, 2.2e11),
                within("alpha_g", 2, 0, 2.9),
                positive("epsilon_h", "1", 0.015),
                positive("alpha_fsat", "1", 1),
                positive("M1_fsat", "1", 1),
                positive("delta_fsat", "1", 1),
                positive("gamma_fsat", "1", 1),
                positive("eps_fsat", "1", 1),
                within("a", 0.3, 0, 0.99),
                positive("n", "1", 2),
                any("p", 0.3),
                positive("q", "1", 0.707),
                positive(Laws.CONCENTRATION, "1", Double.NaN));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String variant() {
        return variant == Variant.AUTHOR ? "author" : "baryonforge";
    }

    @Override
    public ParameterSet parameters() {
        return parameters;
    }

    /** Fractions of M200c. */
    private record Fractions(
            double central, double satellites, double bound, double reaccreted, double ejected, int regime) {}

    private Fractions fractions(double mass, double redshift, double cosmic) {
        StellarLaw law = StellarLaw.at(redshift, parameters.get("M1_0"));
        double central = Math.clamp(law.fraction(mass), Laws.LEAST, Math.max(cosmic, Laws.LEAST));
        StellarLaw satelliteLaw = law.times(
                parameters.get("M1_fsat"),
                parameters.get("eps_fsat"),
                parameters.get("alpha_fsat"),
                parameters.get("delta_fsat"),
                parameters.get("gamma_fsat"));
        double all = satelliteLaw.fraction(mass);
        double satellites = Math.max(Math.min(all, cosmic - central), 0);
        double gas = Math.max(cosmic - central - satellites, Laws.LEAST);
        double hot = gas / (1 + StrictMath.pow(parameters.get("M_c") / mass, parameters.get("beta")));
        double ejected = gas - hot;
        double back = ejected / (1 + StrictMath.pow(parameters.get("M_r") / mass, parameters.get("beta_r")));
        double reaccreted = Math.min(back, hot);
        int regime = Laws.regime(
                central < law.fraction(mass), satellites < all, cosmic - central - satellites < gas, hot < back);
        return new Fractions(central, satellites, hot - reaccreted, reaccreted, ejected, regime);
    }

    /** The inner slope of the bound gas, not clipped. */
    private double innerSlope(double mass) {
        return 3 - StrictMath.pow(parameters.get("M_inn") / mass, parameters.get("mu"));
    }

    @Override
    public int regime(HaloContext halo) {
        CosmicMatter matter = halo.matter();
        int flat = Laws.regime(innerSlope(halo.mass()) < -1);
        return 2 * fractions(halo.mass(), matter.redshift(), matter.baryonFraction()).regime + flat;
    }

    @Override
    public BaryonicHalo halo(HaloContext given) {
        HaloContext halo = Laws.withOwnConcentration(given, parameters);
        double mass = halo.mass();
        double radius = halo.radius();
        double cosmic = halo.matter().baryonFraction();
        Fractions f = fractions(mass, halo.matter().redshift(), cosmic);
        double inner = Math.max(innerSlope(mass), -1);

        CutNfw nfw = CutNfw.of(halo);
        Profile bound = boundGas(halo, inner).withMass(f.bound * mass);
        Profile ejected =
                new EjectedGas(f.ejected * mass, 0.75 * parameters.get("eta") * 0.5 * Math.sqrt(200) * radius);
        Profile reaccreted = reaccretedGas(halo).withMass(f.reaccreted * mass);
        Profile stars = stars(halo).withMass(f.central * mass);

        double atEdge = variant == Variant.AUTHOR ? bound.density(radius) : 0;
        FlattenedNfw unrelaxed = new FlattenedNfw(halo, (1 - cosmic) * mass, nfw.densityAtEdge() - atEdge);
        double collisionless = 1 - cosmic + f.satellites;
        Profile clm = relaxed(unrelaxed, collisionless, SumProfile.of(stars, bound, ejected, reaccreted), radius, mass);
        BaryonicHalo.Builder builder = new BaryonicHalo.Builder(halo, nfw)
                .extent(radius)
                .fraction("f_cga", f.central)
                .fraction("f_sga", f.satellites)
                .fraction("f_bg", f.bound)
                .fraction("f_rg", f.reaccreted)
                .fraction("f_eg", f.ejected)
                .fraction("f_clm", collisionless)
                .fraction("beta_inn", inner)
                .add(Component.summed("clm", clm))
                .add(Component.summed("gas_bound", bound))
                .add(Component.summed("gas_ejected", ejected))
                .add(Component.summed("gas_reaccreted", reaccreted))
                .add(Component.summed("stars_cen", stars));
        if (twoHalo == TwoHalo.INCLUDED) {
            builder.twoHalo(Laws.twoHalo(halo, bias, parameters));
        }
        return builder.add(Component.shown("sat", new SumProfile(f.satellites / collisionless, List.of(clm))))
                .add(Component.shown("mdm_unrelaxed", unrelaxed))
                .build();
    }

    /** Relaxation within R200c, where xi is divided by its value at R200c; normalised to its fraction of the mass. */
    private Profile relaxed(Profile unrelaxed, double collisionless, Profile baryons, double radius, double mass) {
        double a = parameters.get("a");
        double n = parameters.get("n");
        double initial = unrelaxed.enclosedMass(radius);
        double atEdge = initial / (collisionless * initial + baryons.enclosedMass(radius));
        double lambda = 1 + a * (StrictMath.pow(atEdge, n) - 1);
        return new Inside(
                new RelaxedMatter(
                        unrelaxed,
                        collisionless,
                        new Inside(baryons, radius),
                        a,
                        n,
                        lambda,
                        collisionless * mass / initial),
                radius);
    }

    /** Bound gas of Arico et al. 2021, zero beyond R200c. */
    private QuadratureProfile boundGas(HaloContext halo, double inner) {
        double core = parameters.get("theta_inn") * halo.radius();
        double outer = parameters.get("theta_out") * halo.radius();
        return QuadratureProfile.of(
                r -> {
                    double fall = 1 + r / outer * (r / outer);
                    return r > halo.radius() ? 0 : StrictMath.exp(-inner * StrictMath.log1p(r / core)) / (fall * fall);
                },
                halo,
                halo.radius());
    }

    /** Reaccreted gas of Arico et al. 2020: a Gaussian shell, zero beyond R200c. */
    private QuadratureProfile reaccretedGas(HaloContext halo) {
        double middle = parameters.get("theta_rg") * halo.radius();
        double width = parameters.get("sigma_rg") * halo.radius();
        return QuadratureProfile.of(
                r -> {
                    double t = (r - middle) / width;
                    return r > halo.radius() ? 0 : StrictMath.exp(-0.5 * t * t);
                },
                halo,
                halo.radius());
    }

    /** Stars of the central galaxy, between 1e-6 and 5 Mpc. */
    private QuadratureProfile stars(HaloContext halo) {
        double size = 2 * parameters.get("epsilon_h") * halo.radius();
        double slope = parameters.get("alpha_g");
        double from = halo.megaparsecs(1e-6);
        double to = halo.megaparsecs(5);
        return QuadratureProfile.of(
                r -> r < from || r > to ? 0 : StrictMath.exp(-slope * StrictMath.log(r / size) - r / size * (r / size)),
                halo,
                from,
                to);
    }
}
