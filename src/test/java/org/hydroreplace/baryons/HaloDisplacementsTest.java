package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tabulated displacements against those of the halos themselves. */
class HaloDisplacementsTest {
    private static final BaryonModel S19 = BaryonModels.SCHNEIDER19.create();
    private static final HaloSource TODAY = ReferenceHalos.source(BaryonModels.SCHNEIDER19, 0);

    static Stream<BaryonModel> models() {
        return ProfilesTest.models();
    }

    private static double[] radii(HaloSource source, double[] mass) {
        double[] radius = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            radius[i] = source.halo(mass[i]).radius();
        }
        return radius;
    }

    private static double[] masses(SplittableRandom random, int n, double low, double high) {
        double[] mass = new double[n];
        for (int i = 0; i < n; i++) {
            mass[i] = Math.pow(10, random.nextDouble(Math.log10(low), Math.log10(high)));
        }
        return mass;
    }

    /** In units of 5e-5 Mpc/h + 1e-3 of the displacement. */
    private static double error(double found, double exact) {
        return Math.abs(found - exact) / (5e-5 + 1e-3 * Math.abs(exact));
    }

    @ParameterizedTest
    @MethodSource("models")
    void interpolationIsWithinTheTolerance(BaryonModel model) {
        long seed = 21;
        SplittableRandom random = new SplittableRandom(seed);
        for (double z : new double[] {0, 0.7, 2}) {
            HaloSource source = ReferenceHalos.source(BaryonModels.named(model.name()), z);
            double[] mass = masses(random, 60, 1e10, 1.5e15);
            HaloDisplacements table = HaloDisplacements.of(
                    model, source, new CatalogueHalos(mass, radii(source, mass), Optional.empty()), 20, Taper.NONE, 2);
            double worst = 0;
            for (int i = 0; i < mass.length; i++) {
                BaryonicHalo halo = model.halo(source.halo(mass[i]));
                for (int j = 0; j < 80; j++) {
                    double r = halo.halo().radius() * Math.pow(10, random.nextDouble(-6, Math.log10(19.99)));
                    double error = error(table.displacement(i, r), halo.displacement(r));
                    assertThat(error)
                            .as(
                                    "%s, seed %d, %s, r = %g: %g, exact %g",
                                    model.name(), seed, halo.halo(), r, table.displacement(i, r), halo.displacement(r))
                            .isLessThan(1.5);
                    worst = Math.max(worst, error);
                }
            }
            System.out.printf("%s %s z = %.1f: worst %.3f of the tolerance%n", model.name(), model.variant(), z, worst);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void concentrationsOfTheCatalogueAreFollowed(BaryonModel model) {
        long seed = 22;
        SplittableRandom random = new SplittableRandom(seed);
        for (double z : new double[] {0, 2}) {
            HaloSource source = ReferenceHalos.source(BaryonModels.named(model.name()), z);
            double[] mass = masses(random, 40, 1e12, 1.5e15);
            double[] c = new double[mass.length];
            for (int i = 0; i < c.length; i++) {
                c[i] = source.halo(mass[i]).concentration() * Math.exp(random.nextDouble(-0.8, 0.8));
            }
            HaloDisplacements table = HaloDisplacements.of(
                    model, source, new CatalogueHalos(mass, radii(source, mass), Optional.of(c)), 20, Taper.NONE, 2);
            for (int i = 0; i < mass.length; i++) {
                BaryonicHalo halo = model.halo(source.halo(mass[i], c[i]));
                for (int j = 0; j < 60; j++) {
                    double r = halo.halo().radius() * Math.pow(10, random.nextDouble(-4, Math.log10(19.99)));
                    assertThat(error(table.displacement(i, r), halo.displacement(r)))
                            .as("%s, seed %d, %s, z = %g, r = %g", model.name(), seed, halo.halo(), z, r)
                            .isLessThan(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void cornersOfMassLawsAreKept(BaryonModel model) {
        HaloSource source = ReferenceHalos.source(BaryonModels.named(model.name()), 2);
        int corners = 0;
        int last = model.regime(source.halo(1e10));
        for (double lg = 10; lg < 15.5; lg += 0.002) {
            int now = model.regime(source.halo(Math.pow(10, lg)));
            if (now != last) {
                corners++;
                double[] mass = {Math.pow(10, lg - 0.003), Math.pow(10, lg + 0.001)};
                HaloDisplacements table = HaloDisplacements.of(
                        model,
                        source,
                        new CatalogueHalos(mass, radii(source, mass), Optional.empty()),
                        20,
                        Taper.NONE,
                        2);
                for (int i = 0; i < mass.length; i++) {
                    BaryonicHalo halo = model.halo(source.halo(mass[i]));
                    for (double x = 1e-3; x < 10; x *= 1.1) {
                        double r = x * halo.halo().radius();
                        // rows are extrapolated here, by up to a step
                        assertThat(error(table.displacement(i, r), halo.displacement(r)))
                                .as("%s, %s, r = %g", model.name(), halo.halo(), r)
                                .isLessThan(1.5);
                    }
                }
            }
            last = now;
        }
        boolean none = model.variant().equals("baryonforge") && model.name().startsWith("schneider");
        assertThat(corners).isBetween(none ? 0 : 1, 6);
    }

    @ParameterizedTest
    @MethodSource("models")
    void tabulatedMatterKeepsItsOrder(BaryonModel model) {
        HaloSource source = ReferenceHalos.source(BaryonModels.named(model.name()), 0);
        double[] mass = {1.1e10, 3.3e11, 2.7e12, 4.1e13, 5.3e14, 2e15};
        BaryonModel alone = BaryonModels.named(model.name())
                .create(Optional.of(model.variant()), TwoHalo.LEFT_OUT, Optional.empty(), Map.of());
        for (TwoHalo twoHalo : TwoHalo.values()) {
            BaryonModel which = twoHalo == TwoHalo.INCLUDED ? model : alone;
            HaloDisplacements table = HaloDisplacements.of(
                    which, source, new CatalogueHalos(mass, radii(source, mass), Optional.empty()), 5, Taper.NONE, 1);
            for (int i = 0; i < mass.length; i++) {
                double end = twoHalo == TwoHalo.INCLUDED ? table.radius(i) : table.radius(i) / 5;
                double last = 0;
                for (double r = 1e-6; r < end; r *= 1.003) {
                    double q = r + table.displacement(i, r);
                    assertThat(q).as("%s, halo %d, r = %g", model.name(), i, r).isGreaterThanOrEqualTo(last - 1e-15);
                    last = q;
                }
            }
        }
    }

    @Test
    void threadsDoNotMatter() {
        double[] mass = masses(new SplittableRandom(23), 50, 1e11, 1e15);
        CatalogueHalos halos = new CatalogueHalos(mass, radii(TODAY, mass), Optional.empty());
        HaloDisplacements one = HaloDisplacements.of(S19, TODAY, halos, 5, Taper.LINEAR, 1);
        HaloDisplacements five = HaloDisplacements.of(S19, TODAY, halos, 5, Taper.LINEAR, 5);
        for (int i = 0; i < mass.length; i++) {
            for (double r = 1e-5; r < 10; r *= 1.1) {
                assertThat(five.displacement(i, r)).isEqualTo(one.displacement(i, r));
            }
        }
    }

    @Test
    void aHaloDoesNotDependOnTheOthersOfItsCatalogue() {
        double[] few = {2e13};
        double[] many = {1e11, 2e13, 1e15};
        HaloDisplacements alone = HaloDisplacements.of(
                S19, TODAY, new CatalogueHalos(few, radii(TODAY, few), Optional.empty()), 5, Taper.NONE, 1);
        HaloDisplacements among = HaloDisplacements.of(
                S19, TODAY, new CatalogueHalos(many, radii(TODAY, many), Optional.empty()), 5, Taper.NONE, 1);
        for (double r = 1e-5; r < 3; r *= 1.1) {
            assertThat(among.displacement(1, r)).isEqualTo(alone.displacement(0, r));
        }
        assertThat(among.bytes()).isBetween(100_000L, 300_000L);
        assertThat(among.size()).isEqualTo(3);
    }

    @Test
    void tapersAndEndsAtTheOuterRadius() {
        double[] mass = {1e14};
        CatalogueHalos halos = new CatalogueHalos(mass, radii(TODAY, mass), Optional.empty());
        HaloDisplacements step = HaloDisplacements.of(S19, TODAY, halos, 4, Taper.NONE, 1);
        HaloDisplacements linear = HaloDisplacements.of(S19, TODAY, halos, 4, Taper.LINEAR, 1);
        double radius = halos.radius(0);
        assertThat(linear.radius(0)).isEqualTo(4 * radius);
        for (double x : new double[] {0.1, 1, 3.59}) {
            assertThat(linear.displacement(0, x * radius)).isEqualTo(step.displacement(0, x * radius));
        }
        assertThat(linear.displacement(0, 3.8 * radius))
                .isCloseTo(0.5 * step.displacement(0, 3.8 * radius), Offset.offset(1e-9));
        assertThat(Math.abs(linear.displacement(0, 3.9999 * radius)))
                .isLessThan(1e-3 * Math.abs(step.displacement(0, 3.9999 * radius)));
        assertThat(step.displacement(0, 3.9999 * radius)).isNotZero();
        assertThat(step.displacement(0, 4 * radius)).isZero();
        assertThat(step.displacement(0, 40)).isZero();
        assertThat(step.displacement(0, 0)).isZero();
    }

    @Test
    void radiiOfTheCatalogueScaleTheDisplacement() {
        double[] mass = {1e14};
        double own = TODAY.halo(1e14).radius();
        HaloDisplacements larger = HaloDisplacements.of(
                S19, TODAY, new CatalogueHalos(mass, new double[] {1.1 * own}, Optional.empty()), 5, Taper.NONE, 1);
        HaloDisplacements usual = HaloDisplacements.of(
                S19, TODAY, new CatalogueHalos(mass, new double[] {own}, Optional.empty()), 5, Taper.NONE, 1);
        assertThat(larger.displacement(0, 1.1 * 0.4)).isCloseTo(1.1 * usual.displacement(0, 0.4), Offset.offset(1e-12));
    }

    @Test
    void everyMassHasADisplacement() {
        for (BaryonModels kind : BaryonModels.values()) {
            double[] mass = {1e6, 1e9, 1e16, 3e16};
            HaloSource source = ReferenceHalos.source(kind, 0);
            HaloDisplacements table = HaloDisplacements.of(
                    kind.create(),
                    source,
                    new CatalogueHalos(mass, radii(source, mass), Optional.empty()),
                    20,
                    Taper.LINEAR,
                    2);
            for (int i = 0; i < mass.length; i++) {
                for (double x = 1e-5; x < 20; x *= 1.5) {
                    double r = x * table.radius(i) / 20;
                    assertThat(r + table.displacement(i, r))
                            .as("%s %g %g", kind, mass[i], x)
                            .isFinite()
                            .isNotNegative();
                }
            }
        }
    }

    @Test
    void refusesOuterRadiiThatCannotBe() {
        CatalogueHalos halos = new CatalogueHalos(new double[] {1e14}, new double[] {0.7}, Optional.empty());
        for (double outer : new double[] {0, -1, 1001, Double.NaN}) {
            assertThatThrownBy(() -> HaloDisplacements.of(S19, TODAY, halos, outer, Taper.LINEAR, 1))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("the outer radius of displacements must be in (0, 1000] R200c and is " + outer
                            + "; change it");
        }
    }

    @Test
    void anEmptyCatalogueMovesNothing() {
        CatalogueHalos none = new CatalogueHalos(new double[0], new double[0], Optional.empty());
        assertThat(HaloDisplacements.of(S19, TODAY, none, 20, Taper.LINEAR, 2).size())
                .isZero();
    }
}
