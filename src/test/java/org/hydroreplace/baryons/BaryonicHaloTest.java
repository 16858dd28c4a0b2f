package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Displacements of single halos: what they do to matter, and where they have to vanish. */
class BaryonicHaloTest {
    static Stream<BaryonModel> models() {
        return ProfilesTest.models();
    }

    private static HaloSource source(BaryonModel model, double z) {
        return ReferenceHalos.source(BaryonModels.named(model.name()), z);
    }

    @ParameterizedTest
    @MethodSource("models")
    void matterFindsTheRadiusThatEnclosesWhatItEnclosed(BaryonModel model) {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            BaryonicHalo halo =
                    model.halo(source(model, random.nextDouble(0, 3)).halo(Math.pow(10, random.nextDouble(10, 15.5))));
            double last = 0;
            for (double r = 1e-6; r < 30; r *= 1.5) {
                double q = r + halo.displacement(r);
                double wanted = halo.darkMatterOnly().enclosedMass(r);
                String where = "%s, seed %d, %s, r = %g".formatted(model.name(), seed, halo.halo(), r);
                assertThat(q).as(where).isGreaterThanOrEqualTo(last);
                if (wanted > halo.darkMatterBaryon().enclosedMass(1e-6)) {
                    assertThat(halo.darkMatterBaryon().enclosedMass(q) / wanted)
                            .as(where)
                            .isCloseTo(1, Offset.offset(1e-9));
                }
                last = q;
            }
        }
    }

    @Test
    void thereIsNoDeadZoneAtTheCentre() {
        for (BaryonModels kind : BaryonModels.values()) {
            BaryonicHalo halo = kind.create().halo(ReferenceHalos.tabulated(kind, 1e13, 0));
            for (double r : new double[] {1e-6, 1e-5, 1e-4, 1e-3, 3e-3}) {
                // stars are a steeper cusp than dark matter, so all matter near the centre moves inward
                assertThat(halo.displacement(r))
                        .as("%s at %g", kind, r)
                        .isLessThan(-0.3 * r)
                        .isGreaterThanOrEqualTo(-r);
            }
            assertThat(halo.displacement(0)).isZero();
        }
    }

    @Test
    void matterBeyondAHaloThatEndsStaysUnlessOtherHalosAreCounted() {
        for (BaryonModels kind : new BaryonModels[] {BaryonModels.ARICO20, BaryonModels.MEAD20}) {
            HaloContext context = ReferenceHalos.tabulated(kind, 1e13, 0);
            BaryonicHalo alone = kind.create(Optional.empty(), TwoHalo.LEFT_OUT, Optional.empty(), Map.of())
                    .halo(context);
            assertThat(alone.displacement(context.radius())).isZero();
            assertThat(alone.displacement(3 * context.radius())).isZero();
            assertThat(alone.displacement(0.999 * context.radius())).isGreaterThan(context.radius());
            assertThat(alone.darkMatterOnly().enclosedMass(3)).isEqualTo(1e13);
            assertThat(kind.create().halo(context).displacement(1.5 * context.radius()))
                    .isGreaterThan(0.001);
        }
    }

    @ParameterizedTest
    @EnumSource(BaryonModels.class)
    void withoutBaryonsNothingMoves(BaryonModels kind) {
        Map<String, Double> quiet =
                switch (kind) {
                    case SCHNEIDER25 -> Map.of("q0", 0.0);
                    case MEAD20 -> Map.of("eps1", 0.0, "nu_eps1", 0.0, "eps2", 0.0);
                    default -> Map.of();
                };
        for (String variant : kind.variants()) {
            BaryonModel model = kind.create(Optional.of(variant), TwoHalo.INCLUDED, Optional.empty(), quiet);
            for (double mass : new double[] {1e12, 1e13, 1e14, 1e15}) {
                for (double z : new double[] {0, 1}) {
                    HaloContext context = ReferenceHalos.withBaryons(ReferenceHalos.tabulated(kind, mass, z), 1e-8);
                    BaryonicHalo halo = model.halo(context);
                    for (double r = 1e-6; r < 20 * context.radius(); r *= 1.3) {
                        assertThat(Math.abs(halo.displacement(r)))
                                .as("%s %s, %g Msun/h, z = %g, r = %g", kind, variant, mass, z, r)
                                .isLessThan(1e-6);
                        assertThat(Math.abs(halo.tabulatedDisplacement(r))).isLessThan(1e-6);
                    }
                }
            }
        }
    }

    /**
     * Matter drawn from the profile without baryons and displaced by the table has the profile with baryons: counts in bins
     * from 0.02 to 5 R200c within five standard deviations of Poisson noise of what the model encloses.
     */
    @ParameterizedTest
    @MethodSource("models")
    void aSampledHaloBecomesTheModels(BaryonModel included) {
        BaryonModels kind = BaryonModels.named(included.name());
        for (TwoHalo twoHalo : TwoHalo.values()) {
            BaryonModel model = kind.create(Optional.of(included.variant()), twoHalo, Optional.empty(), Map.of());
            for (double mass : new double[] {1e12, 1.7e13, 4e14}) {
                assertResampled(model, source(model, 0.2), mass, twoHalo);
            }
        }
    }

    private static void assertResampled(BaryonModel model, HaloSource source, double mass, TwoHalo twoHalo) {
        HaloContext context = source.halo(mass);
        double radius = context.radius();
        BaryonicHalo halo = model.halo(context);
        HaloDisplacements table = HaloDisplacements.of(
                model,
                source,
                new CatalogueHalos(new double[] {mass}, new double[] {radius}, Optional.empty()),
                40,
                Taper.NONE,
                1);
        MassCurve curve = MassCurve.of(halo.darkMatterOnly(), RadialNodes.of(radius, radius));
        double sampled = halo.darkMatterOnly().enclosedMass(10 * radius);
        int particles = 100_000;
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        double[] edges = new double[31];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = radius * 0.02 * Math.pow(5 / 0.02, i / 30.0);
        }
        int[] counts = new int[edges.length - 1];
        for (int i = 0; i < particles; i++) {
            double r = Math.exp(curve.logRadius(sampled * random.nextDouble()));
            double q = r + table.displacement(0, r);
            int bin = Arrays.binarySearch(edges, q);
            bin = bin >= 0 ? bin : -bin - 2;
            if (bin >= 0 && bin < counts.length) {
                counts[bin]++;
            }
        }
        for (int bin = 0; bin < counts.length; bin++) {
            double expected = particles
                    / sampled
                    * (halo.darkMatterBaryon().enclosedMass(edges[bin + 1])
                            - halo.darkMatterBaryon().enclosedMass(edges[bin]));
            assertThat((counts[bin] - expected) / Math.sqrt(expected + 1))
                    .as(
                            "%s %s, %s, %g Msun/h, seed %d: %d particles between %g and %g Mpc/h, expected %g",
                            model.name(),
                            model.variant(),
                            twoHalo,
                            mass,
                            seed,
                            counts[bin],
                            edges[bin],
                            edges[bin + 1],
                            expected)
                    .isBetween(-5.0, 5.0);
        }
    }

    @Test
    void theAuthorsPlateauIsLowerByTheGasAtTheEdge() {
        HaloContext context = ReferenceHalos.tabulated(BaryonModels.ARICO20, 1e14, 0);
        Map<String, Double> densities = new HashMap<>();
        for (String variant : BaryonModels.ARICO20.variants()) {
            BaryonicHalo halo = BaryonModels.ARICO20
                    .create(Optional.of(variant), TwoHalo.LEFT_OUT, Optional.empty(), Map.of())
                    .halo(context);
            for (Component component : halo.components()) {
                densities.put(variant + component.name(), component.profile().density(0.999999 * context.radius()));
            }
        }
        assertThat(value(densities, "authormdm_unrelaxed"))
                .isCloseTo(
                        value(densities, "baryonforgemdm_unrelaxed") - value(densities, "authorgas_bound"),
                        Offset.offset(1e-5 * value(densities, "authormdm_unrelaxed")));
    }

    private static double value(Map<String, Double> map, String key) {
        return java.util.Objects.requireNonNull(map.get(key), key);
    }

    @Test
    void theOriginalSlopeIsSteeper() {
        HaloContext context = ReferenceHalos.tabulated(BaryonModels.SCHNEIDER19, 1e14, 0);
        Map<String, Double> bounded =
                BaryonModels.SCHNEIDER19.create().halo(context).fractions();
        Map<String, Double> original = BaryonModels.SCHNEIDER19
                .create(Optional.of("original"), TwoHalo.INCLUDED, Optional.empty(), Map.of())
                .halo(context)
                .fractions();
        assertThat(bounded.get("beta")).isEqualTo(2.31, Offset.offset(0.005));
        assertThat(original.get("beta")).isEqualTo(2.70, Offset.offset(0.005));
    }
}
