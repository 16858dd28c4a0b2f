package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Components against their definitions: masses are integrals of densities and hold the fractions that they should. */
class ProfilesTest {
    static Stream<BaryonModel> models() {
        List<BaryonModel> models = new ArrayList<>();
        for (BaryonModels kind : BaryonModels.values()) {
            for (String variant : kind.variants()) {
                models.add(kind.create(Optional.of(variant), TwoHalo.INCLUDED, Optional.empty(), Map.of()));
            }
        }
        return models.stream();
    }

    private static BaryonicHalo halo(BaryonModel model, double mass, double z) {
        return model.halo(
                ReferenceHalos.source(BaryonModels.named(model.name()), z).halo(mass));
    }

    @ParameterizedTest
    @MethodSource("models")
    void massesAreIntegralsOfDensities(BaryonModel model) {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10; i++) {
            BaryonicHalo halo = halo(model, Math.pow(10, random.nextDouble(10.5, 15.8)), random.nextDouble(0, 2));
            List<Component> all = new ArrayList<>(halo.components());
            all.add(Component.shown("dmo", halo.darkMatterOnly()));
            all.add(Component.shown("dmb", halo.darkMatterBaryon()));
            for (Component component : all) {
                assertIntegral(component, halo, model.name() + " seed " + seed + " " + halo.halo());
            }
        }
    }

    private static void assertIntegral(Component component, BaryonicHalo halo, String where) {
        Profile profile = component.profile();
        double radius = halo.halo().radius();
        for (double x = 1e-3; x < 30; x *= 1.3) {
            double from = x * radius;
            double to = 1.3 * from;
            // below 2e-3 Mpc/h the correlation function is a constant, its mean another
            if (component.name().equals("2halo") && from < 2e-3) {
                continue;
            }
            double shell = 0;
            double[] panels = panels(from, to, profile.edges());
            for (int i = 1; i < panels.length; i++) {
                shell += GaussLegendre.integrate(r -> Sphere.shell(r) * profile.density(r), panels[i - 1], panels[i]);
            }
            assertThat(profile.enclosedMass(to) - profile.enclosedMass(from))
                    .as("%s, %s between %g and %g", where, component.name(), from, to)
                    .isCloseTo(shell, Offset.offset(2e-5 * shell + 2e-6 * profile.enclosedMass(to)));
        }
    }

    private static double[] panels(double from, double to, double[] edges) {
        return java.util.stream.DoubleStream.concat(
                        java.util.stream.IntStream.rangeClosed(0, 12)
                                .mapToDouble(i -> from * Math.pow(to / from, i / 12.0)),
                        java.util.Arrays.stream(edges).filter(edge -> edge > from && edge < to))
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("models")
    void componentsHoldTheirFractions(BaryonModel model) {
        for (double mass : new double[] {1e11, 1e13, 1e15}) {
            BaryonicHalo halo = halo(model, mass, 0.3);
            boolean truncated = model.name().startsWith("schneider");
            assertThat(halo.fractions().values()).allMatch(Double::isFinite);
            double total = halo.components().stream()
                    .filter(c -> c.role() == Component.Role.SUMMED && !c.name().equals("2halo"))
                    .mapToDouble(c -> c.profile().enclosedMass(900))
                    .sum();
            // Schneider25 of BaryonForge holds what is within 10 Mpc, and its inner gas has the norm of another profile
            double tolerance = model.variant().equals("baryonforge") && truncated ? 0.03 : 3e-5;
            double expected = truncated ? halo.darkMatterOnly().enclosedMass(900) - twoHaloMass(halo, 900) : mass;
            assertThat(total / expected).as("%s %g", model.name(), mass).isCloseTo(1, Offset.offset(tolerance));
        }
    }

    private static double twoHaloMass(BaryonicHalo halo, double r) {
        return halo.components().stream()
                .filter(c -> c.name().equals("2halo"))
                .findFirst()
                .orElseThrow()
                .profile()
                .enclosedMass(r);
    }

    @Test
    void theTruncatedHaloHoldsItsMassAndIsSmoothWhereItsFormulaChanges() {
        HaloContext context = ReferenceHalos.tabulated(BaryonModels.SCHNEIDER19, 1e14, 0);
        for (double truncation : new double[] {0.5, 1, 4, 30}) {
            TruncatedNfw nfw = new TruncatedNfw(context, truncation * context.radius());
            assertThat(nfw.enclosedMass(context.radius())).isCloseTo(1e14, Offset.offset(1e4));
            assertThat(nfw.enclosedMass(1e6)).isCloseTo(nfw.totalMass(), Offset.offset(1e-6 * nfw.totalMass()));
            // near the centre u = 1 / x: M = 2 pi rho r^3
            double r = 1e-7 * context.scaleRadius();
            assertThat(nfw.enclosedMass(r) / (2 * Math.PI * r * r * r * nfw.density(r)))
                    .isCloseTo(1, Offset.offset(1e-6));
            double limit = 0.1 * context.scaleRadius() * Math.min(1, truncation * context.concentration());
            assertThat(nfw.enclosedMass(limit * (1 - 1e-12)))
                    .isCloseTo(nfw.enclosedMass(limit * (1 + 1e-12)), Offset.offset(1e-10 * 1e14));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.1, 0.112462916018285",
        "1, 0.842700792949715",
        "2.4, 0.999311486103355",
        "2.6, 0.999763965583471",
        "7, 1"
    })
    void errorFunction(double x, double expected) {
        assertThat(ErrorFunction.erf(x)).isCloseTo(expected, Offset.offset(2e-15));
    }

    @Test
    void gaussianSharesAndTheirRadii() {
        for (double t : new double[] {1e-4, 0.0999, 0.1001, 1, 3}) {
            double direct = GaussLegendre.integrate(s -> Math.sqrt(2 / Math.PI) * s * s * Math.exp(-0.5 * s * s), 0, t);
            if (t < 1) {
                assertThat(EjectedGas.within(t)).isCloseTo(direct, Offset.offset(1e-9 * direct));
            }
            assertThat(EjectedGas.radius(EjectedGas.within(t))).isCloseTo(t, Offset.offset(1e-9));
        }
    }

    @Test
    void theCornerOfAFlattenedHaloMakesItsMass() {
        HaloContext context = ReferenceHalos.tabulated(BaryonModels.ARICO20, 1e13, 0);
        CutNfw nfw = CutNfw.of(context);
        FlattenedNfw flat = new FlattenedNfw(context, 0.84 * 1e13, nfw.densityAtEdge());
        assertThat(flat.enclosedMass(10)).isCloseTo(0.84e13, Offset.offset(1e3));
        double corner = flat.edges()[0];
        assertThat(corner).isBetween(0.1 * context.radius(), context.radius());
        assertThat(flat.density(corner * (1 - 1e-9))).isCloseTo(flat.density(corner), Offset.offset(1e6));
    }

    @Test
    void relaxedMatterObeysItsLaw() {
        HaloContext context = ReferenceHalos.tabulated(BaryonModels.SCHNEIDER19, 1e12, 0);
        TruncatedNfw nfw = new TruncatedNfw(context, 4 * context.radius());
        Profile galaxy = new CentralGalaxy(0.05e12, 0.015 * context.radius());
        RelaxedMatter matter = new RelaxedMatter(nfw, 0.85, galaxy, 0.3, 2, 1, 0.85);
        for (double r = 1e-6; r < 10; r *= 3) {
            double xi = matter.relaxation(r);
            double ratio = nfw.enclosedMass(r) / (0.85 * nfw.enclosedMass(r) + galaxy.enclosedMass(xi * r));
            assertThat(xi - 1).isCloseTo(0.3 * (ratio * ratio - 1), Offset.offset(1e-12));
            assertThat(matter.enclosedMass(r)).isEqualTo(0.85 * nfw.enclosedMass(r / xi));
        }
        assertThat(new RelaxedMatter(nfw, 0.85, galaxy, 0, 2, 1, 1).relaxation(0.1))
                .isEqualTo(1);
    }

    @Test
    void massCurvesInvert() {
        BaryonicHalo halo = halo(BaryonModels.SCHNEIDER25.create(), 3e13, 0);
        Profile profile = halo.darkMatterBaryon();
        MassCurve curve = MassCurve.of(profile, RadialNodes.of(halo.halo().radius(), profile.edges()));
        for (double r = 1e-6; r < 100; r *= 1.7) {
            double mass = curve.mass(r);
            assertThat(Math.abs(mass / profile.enclosedMass(r) - 1))
                    .as("mass at %g", r)
                    .isLessThan(2e-5);
            assertThat(Math.exp(curve.logRadius(mass))).isCloseTo(r, Offset.offset(1e-9 * r));
        }
    }
}
