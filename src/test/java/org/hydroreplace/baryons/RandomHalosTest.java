package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Halos of random mass, redshift, concentration and parameters, which are in no reference file, against {@link DirectHalo}:
 * fractions to 1e-5, densities and masses to 2e-4, displacements of the table to 5e-5 Mpc/h + 1e-3.
 */
class RandomHalosTest {
    private static final int HALOS = 8;
    private static final int RADII = 16;

    /** With delta of schneider19 near 3 the mass of gas is infinite; Gamma of mead20 is clipped at 1.01. */
    private static final Set<String> KEPT = Set.of("T_AGN", "nu_Gamma", "mu_delta", "nu_delta");

    static Stream<BaryonModel> models() {
        return ProfilesTest.models();
    }

    /**
     * Round the defaults: masses within a factor of 2, others within 20 per cent, exponents of z and M that are 0 within 0.2.
     */
    private static BaryonModel varied(BaryonModel model, SplittableRandom random) {
        Map<String, Double> values = new LinkedHashMap<>();
        model.parameters().values().forEach((name, value) -> {
            if (KEPT.contains(name)) {
                return;
            }
            double by = random.nextDouble(-1, 1);
            if (name.equals("Gamma")) {
                values.put(name, 1 + (value - 1) * Math.exp(0.2 * by));
            } else if (value == 0 && (name.startsWith("mu_") || name.startsWith("nu_"))) {
                values.put(name, 0.2 * by);
            } else {
                values.put(name, value * Math.exp(by * (value > 1e9 ? 0.7 : 0.2)));
            }
        });
        return BaryonModels.named(model.name())
                .create(Optional.of(model.variant()), TwoHalo.INCLUDED, Optional.empty(), values);
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreeWithDirectQuadrature(BaryonModel usual) {
        long seed = 71;
        SplittableRandom random = new SplittableRandom(seed);
        double[] worst = new double[2];
        for (int i = 0; i < HALOS; i++) {
            BaryonModel model = i == 0 ? usual : varied(usual, random);
            HaloSource source = ReferenceHalos.source(BaryonModels.named(model.name()), random.nextDouble(0, 2));
            double mass = Math.pow(10, random.nextDouble(12, 15.3));
            double scatter = i < HALOS / 2 ? 0 : random.nextDouble(-0.5, 0.5);
            HaloContext mean = source.halo(mass);
            HaloContext context = mean.withConcentration(mean.concentration() * Math.exp(scatter));
            BaryonicHalo halo = model.halo(context);
            DirectHalo direct = DirectModels.of(context, model);
            String where = String.format(
                    "%s %s, seed %d, halo %d, M = %g, z = %g, c = %g",
                    model.name(),
                    model.variant(),
                    seed,
                    i,
                    mass,
                    context.matter().redshift(),
                    context.concentration());
            direct.fractions.forEach((name, value) -> assertThat(halo.fractions())
                    .as("%s", where)
                    .hasEntrySatisfying(
                            name,
                            found -> assertThat(found)
                                    .as("%s: %s", where, name)
                                    .isCloseTo(value, Offset.offset(1e-5 * Math.abs(value) + 1e-15))));
            CatalogueHalos alone = new CatalogueHalos(
                    new double[] {mass},
                    new double[] {context.radius()},
                    scatter == 0 ? Optional.empty() : Optional.of(new double[] {context.concentration()}));
            HaloDisplacements table = HaloDisplacements.of(model, source, alone, 20, Taper.NONE, 2);
            for (int k = 0; k < RADII; k++) {
                double r = context.radius() * Math.pow(10, random.nextDouble(-3, 1));
                if (direct.beside(r, 0.03)) {
                    continue;
                }
                worst[0] = Math.max(worst[0], profiles(halo, direct, r, where));
                double expected = direct.destination(r) - r;
                double error = Math.abs(table.displacement(0, r) - expected) / (5e-5 + 1e-3 * Math.abs(expected));
                assertThat(error)
                        .as("%s: dr at %g is %g, direct %g", where, r, table.displacement(0, r), expected)
                        .isLessThan(1);
                worst[1] = Math.max(worst[1], error);
            }
        }
        System.out.printf(
                "%s %s, seed %d: worst profile %.3f and displacement %.3f of the tolerance%n",
                usual.name(), usual.variant(), seed, worst[0], worst[1]);
    }

    /** The largest error in units of 2e-4. What is below 1e-6 of the total does not matter. */
    private static double profiles(BaryonicHalo halo, DirectHalo direct, double r, String where) {
        double worst = 0;
        double faint = 1e-6 * direct.after.density().applyAsDouble(r);
        double light = 1e-6 * direct.after.mass().applyAsDouble(r);
        for (Map.Entry<String, DirectHalo.Part> part : direct.parts.entrySet()) {
            Profile found = halo.components().stream()
                    .filter(component -> component.name().equals(part.getKey()))
                    .findFirst()
                    .orElseThrow()
                    .profile();
            worst = Math.max(worst, compare(found, part.getValue(), r, faint, light, where + ": " + part.getKey()));
        }
        worst = Math.max(worst, compare(halo.darkMatterOnly(), direct.before, r, 0, 0, where + ": before"));
        return Math.max(worst, compare(halo.darkMatterBaryon(), direct.after, r, 0, 0, where + ": after"));
    }

    private static double compare(
            Profile found, DirectHalo.Part expected, double r, double faint, double light, String where) {
        double density = expected.density().applyAsDouble(r);
        double mass = expected.mass().applyAsDouble(r);
        double first = Math.abs(found.density(r) - density) / (2e-4 * density + faint);
        double second = Math.abs(found.enclosedMass(r) - mass) / (2e-4 * mass + light);
        assertThat(first)
                .as("%s: density at %g is %g, direct %g", where, r, found.density(r), density)
                .isLessThan(1);
        assertThat(second)
                .as("%s: mass in %g is %g, direct %g", where, r, found.enclosedMass(r), mass)
                .isLessThan(1);
        return Math.max(first, second);
    }
}
