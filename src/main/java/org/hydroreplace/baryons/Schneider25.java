package org.hydroreplace.baryons;

import static org.hydroreplace.baryons.Parameter.any;
import static org.hydroreplace.baryons.Parameter.positive;
import static org.hydroreplace.baryons.Parameter.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hydroreplace.cosmology.HaloBias;
import org.hydroreplace.io.UsageException;

/**
 * The model of Schneider et al. 2025 (arXiv:2507.07892): hot and inner gas, a central galaxy, collisionless matter that
 * contracts by an explicit law. docs/models.md.
 */
final class Schneider25 implements BaryonModel {
    static final String NAME = "schneider25";

    /** Whose code the choices are that the paper leaves open. */
    enum Variant {
        /** The public code of the author (aurelschneider/baryonification, November 2025). */
        AUTHOR,
        /** BaryonForge of January 2026, which differs in eight places. */
        BARYONFORGE
    }

    private static final Set<String> IDLE =
            Set.of("M1_0", "epsilon_h", "alpha_nt", "nu_nt", "gamma_nt", "mean_molecular_weight");

    /** Halos are not truncated within this many R200c: reached at peak height 7 with the author's numbers. */
    private static final double SHORTEST = 0.5;

    private final Variant variant;
    private final TwoHalo twoHalo;
    private final HaloBias bias;
    private final ParameterSet parameters;

    Schneider25(Variant variant, ModelOptions options) {
        this.variant = variant;
        this.twoHalo = options.twoHalo();
        this.bias = options.bias();
        Map<String, Double> given = options.parameters();
        String exponent = variant == Variant.AUTHOR ? "mu" : "mu_beta";
        String other = variant == Variant.AUTHOR ? "mu_beta" : "mu";
        if (given.containsKey(other)) {
            throw new UsageException(NAME + ": variant " + variant() + " does not read " + other
                    + "; the exponent of its gas slope is " + exponent);
        }
        this.parameters = new ParameterSet(NAME, declared(variant, exponent), IDLE, given);
    }

    private static List<Parameter> declared(Variant variant, String exponent) {
        boolean author = variant == Variant.AUTHOR;
        double h = Laws.HUBBLE;
        return new ArrayList<>(List.of(
                positive("epsilon0", "1", 4),
                any("epsilon1", 0.5),
                positive("alpha_excl", "1", 0.4),
                any("p", 0.3),
                positive("q", "1", 0.707),
                positive("M_c", Parameter.MASS, 1e15 * h),
                any(exponent, author ? 0.8 : 0),
                positive("theta_c", "1", 0.3),
                any("nu_theta_c", 0.5),
                positive("alpha", "1", 1),
                positive("gamma", "1", 1.5),
                within("delta", 7, 3.01, 100),
                within("c_iga", 0.1, 0, 1e3),
                any("nu_c_iga", 1.5),
                positive("r_min_iga", Parameter.LENGTH, author ? 5e-3 : 1e-3 * h),
                within("q0", 0.075, 0, 10),
                within("q1", 0.25, 0, 10),
                within("q2", 0.7, 0, 10),
                any("nu_q0", 0),
                any("nu_q1", 1),
                any("nu_q2", 0),
                positive("nstep", "1", 1.5),
                any("tau", -1.376),
                any("tau_delta", 0),
                positive("Mstar", Parameter.MASS, 3e11 * h),
                positive("Nstar", "1", 0.03),
                any("eta", 0.1),
                any("eta_delta", 0.22),
                positive("epsilon_cga", "1", 0.03),
                positive(Laws.CONCENTRATION, "1", Double.NaN)));
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

    private Laws.Stars stars(HaloContext halo) {
        return Laws.stars(
                parameters.get("Nstar"),
                halo.mass() / parameters.get("Mstar"),
                new double[] {parameters.get("tau"), parameters.get("eta")},
                new double[] {parameters.get("tau_delta"), parameters.get("eta_delta")},
                halo.matter().baryonFraction());
    }

    @Override
    public int regime(HaloContext halo) {
        Laws.Stars stars = stars(halo);
        double rest = halo.matter().baryonFraction() - stars.all();
        double cold = evolved("c_iga", halo.matter().redshift()) * stars.central();
        int gas = Laws.regime(cold < Laws.LEAST, cold > rest, rest - cold < Laws.LEAST, truncation(halo) == SHORTEST);
        return stars.regime() << 4 | gas;
    }

    /** Where the author's law puts mass at the centre or lets the mass rest, displacements are bent twice. */
    @Override
    public double concentrationStep() {
        return variant == Variant.AUTHOR ? 0.0625 : 0.125;
    }

    @Override
    public BaryonicHalo halo(HaloContext given) {
        HaloContext halo = Laws.withOwnConcentration(given, parameters);
        double epsilon = truncation(halo);
        TruncatedNfw nfw = new TruncatedNfw(halo, epsilon * halo.radius());
        double cosmic = halo.matter().baryonFraction();
        double redshift = halo.matter().redshift();
        Laws.Stars stars = stars(halo);
        double cold = clip(evolved("c_iga", redshift) * stars.central(), cosmic - stars.all());
        double hot = clip(cosmic - stars.all() - cold, cosmic);
        double collisionless = 1 - cosmic + stars.satellites();
        double beta = Schneider19.Slope.BOUNDED.of(
                halo.mass(), parameters.get("M_c"), parameters.get(variant == Variant.AUTHOR ? "mu" : "mu_beta"));

        Volume volume = volume(halo, nfw);
        double total = volume.total;
        Profile galaxy = new ExponentialCusp(
                stars.central() * total, parameters.get("epsilon_cga") * halo.radius(), volume.from, volume.to);
        Profile hotGas = volume.holding(hot * total, hotGas(halo, epsilon, beta));
        Profile coldGas = innerGas(halo, volume, cold * total);
        double q1 = evolved("q1", redshift);
        Profile clm = new ContractedMatter(
                nfw,
                collisionless,
                new ContractedMatter.Step(evolved("q0", redshift), stepRadius(halo, epsilon), parameters.get("nstep")),
                List.of(
                        pull(q1, stars.central(), galaxy),
                        pull(q1, cold, coldGas),
                        pull(evolved("q2", redshift), hot, hotGas)),
                volume.from,
                RadialNodes.of(halo.radius(), coldGas.edges()));
        BaryonicHalo.Builder builder = new BaryonicHalo.Builder(halo, nfw)
                .fraction("f_star", stars.all())
                .fraction("f_cga", stars.central())
                .fraction("f_sga", stars.satellites())
                .fraction("f_hga", hot)
                .fraction("f_iga", cold)
                .fraction("f_clm", collisionless)
                .fraction("beta", beta)
                .add(Component.summed("clm", clm))
                .add(Component.summed("gas_hot", hotGas))
                .add(Component.summed("gas_inner", coldGas))
                .add(Component.summed("stars_cen", galaxy));
        if (variant == Variant.BARYONFORGE) {
            builder.normalisedBetween(halo.megaparsecs(1e-5), halo.megaparsecs(100));
        }
        if (twoHalo == TwoHalo.INCLUDED) {
            TwoHaloTerm all = Laws.twoHalo(halo, bias, parameters);
            double exclusion = halo.radius() / parameters.get("alpha_excl");
            builder.twoHalo(QuadratureProfile.of(r -> -StrictMath.expm1(-r / exclusion) * all.density(r), halo));
        }
        return builder.add(Component.shown("sat", new SumProfile(stars.satellites() / collisionless, List.of(clm))))
                .build();
    }

    /**
     * epsilon(nu), the truncation radius in R200c; BaryonForge adds what the author subtracts, which would leave nothing of
     * the rarest halos.
     */
    private double truncation(HaloContext halo) {
        double sign = variant == Variant.AUTHOR ? -1 : 1;
        double epsilon = parameters.get("epsilon0") + sign * parameters.get("epsilon1") * halo.peakHeight();
        return Math.max(epsilon, SHORTEST);
    }

    private double stepRadius(HaloContext halo, double epsilon) {
        double relative = epsilon / parameters.get("epsilon0");
        return relative * (variant == Variant.AUTHOR ? halo.radius() : halo.megaparsecs(1));
    }

    private ContractedMatter.Pull pull(double q, double fraction, Profile component) {
        return new ContractedMatter.Pull(q * fraction, variant == Variant.AUTHOR ? 1 / fraction : 1, component);
    }

    private double evolved(String name, double redshift) {
        return parameters.get(name) * StrictMath.pow(1 + redshift, parameters.get("nu_" + name));
    }

    private static double clip(double fraction, double most) {
        return Math.clamp(fraction, Laws.LEAST, Math.max(most, Laws.LEAST));
    }

    private QuadratureProfile hotGas(HaloContext halo, double epsilon, double beta) {
        double core = evolved("theta_c", halo.matter().redshift()) * halo.radius();
        double outer = epsilon * halo.radius();
        double alpha = parameters.get("alpha");
        double gamma = parameters.get("gamma");
        double delta = parameters.get("delta");
        return QuadratureProfile.of(
                r -> StrictMath.exp(-beta / alpha * StrictMath.log1p(StrictMath.pow(r / core, alpha))
                        - delta / gamma * StrictMath.log1p(StrictMath.pow(r / outer, gamma))),
                halo);
    }

    /**
     * Inner gas beyond r_min. The author's r^-3 exp(-r/R200c) holds its mass; BaryonForge's r^-2 exp(-r/R200c) is divided
     * by the norm of the former, in Mpc.
     */
    private Profile innerGas(HaloContext halo, Volume volume, double mass) {
        double start = parameters.get("r_min_iga");
        double radius = halo.radius();
        QuadratureProfile cubic =
                QuadratureProfile.of(r -> r < start ? 0 : StrictMath.exp(-r / radius) / (r * r * r), halo, start);
        if (variant == Variant.AUTHOR) {
            return volume.holding(mass, cubic);
        }
        double norm = cubic.enclosedMass(volume.to) * halo.matter().hubble();
        return QuadratureProfile.of(
                r -> r < start ? 0 : mass / norm * StrictMath.exp(-r / radius) / (r * r), halo, start);
    }

    private Volume volume(HaloContext halo, TruncatedNfw nfw) {
        if (variant == Variant.AUTHOR) {
            return new Volume(0, Double.POSITIVE_INFINITY, nfw.totalMass());
        }
        double to = halo.megaparsecs(10);
        return new Volume(halo.megaparsecs(1e-6), to, nfw.enclosedMass(to));
    }

    /** What counts as the whole halo: radii and the mass between them. */
    private record Volume(double from, double to, double total) {
        Profile holding(double mass, QuadratureProfile shape) {
            return Double.isInfinite(to) ? shape.withMass(mass) : shape.withMass(mass, from, to);
        }
    }
}
