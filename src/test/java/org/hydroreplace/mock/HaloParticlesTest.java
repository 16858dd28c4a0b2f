package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The particles of halos, before any file: in boxes small enough to count every particle around every halo. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {1, 20_250_611, -77})
class HaloParticlesTest {
    private static final MockSettings SETTINGS =
            MockSettings.DEFAULT.withBoxSize(50).withParticles(60_000);

    private final PairModel model;
    private final DrawnParticles drawn;
    private final MockUniverse universe;
    private final double box;

    HaloParticlesTest(long seed) {
        model = new PairModel(SETTINGS.withSeed(seed));
        drawn = new DrawnParticles(model);
        universe = model.universe();
        box = universe.box();
    }

    @Test
    void membersComeFirstGroupByGroupAndLieInsideR200() {
        for (Run run : Run.values()) {
            List<MockHalo> groups = model.halos().groups(run);
            for (Matter matter : PairModel.kinds(run)) {
                ParticleBuffer particles = drawn.all(run, matter);
                int at = 0;
                for (MockHalo halo : groups) {
                    long end = at + model.members(halo, matter).count();
                    for (; at < end; at++) {
                        assertThat(drawn.distance(particles, at, centre(run, halo)))
                                .as("particle %d, %s of %s", at, matter, run)
                                .isLessThanOrEqualTo(radius(run, halo));
                    }
                }
                assertThat(at).as("members, %s of %s", matter, run).isGreaterThan(0);
            }
        }
    }

    @Test
    void massInsideR200IsThatOfTheCatalogue() {
        ParticleBuffer particles = drawn.all(Run.DMO, Matter.ALL);
        double counted = 0;
        double stated = 0;
        for (MockHalo halo : model.halos().all()) {
            double mass = drawn.countInside(particles, halo.centre(), halo.radius()) * universe.particleMass();
            double poisson = Math.sqrt(halo.mass() * universe.particleMass());
            assertThat(mass).isCloseTo(halo.mass(), within(3 * poisson));
            counted += mass;
            stated += halo.mass();
        }
        assertThat(counted / stated).as("what the matter outside halos adds").isBetween(0.999, 1.01);
    }

    @Test
    void theSphereOfTheHydroRunHoldsItsDarkMatter() {
        ParticleBuffer particles = drawn.all(Run.HYDRO, Matter.DARK);
        for (MockHalo halo : model.halos().all()) {
            int inside = drawn.countInside(particles, halo.hydroCentre(), halo.hydroRadius());
            assertThat(inside).isBetween(halo.inside(), (int) (halo.inside() + 3 * Math.sqrt(halo.inside())));
        }
    }

    @Test
    void largestHalosCrossFacesAnEdgeAndACorner() {
        List<MockHalo> halos = model.halos().all();
        assertThat(crossings(halos.getFirst())).as("corner").isEqualTo(3);
        assertThat(crossings(halos.get(1))).as("face").isEqualTo(1);
        assertThat(crossings(halos.get(2))).as("edge").isEqualTo(2);
        assertThat(halos.get(4).centre().x()).as("on a face").isZero();
        assertThat(halos.subList(5, 8)).allMatch(halo -> crossings(halo) == 0);
        ParticleBuffer particles = drawn.all(Run.DMO, Matter.ALL);
        int[] octants = new int[8];
        for (int i = 0; i < halos.getFirst().inside(); i++) {
            int octant = 0;
            for (int d = 0; d < 3; d++) {
                octant = 2 * octant + (particles.coordinates()[3 * i + d] > box / 2 ? 1 : 0);
            }
            octants[octant]++;
        }
        assertThat(octants).as("particles of the corner halo at each corner").doesNotContain(0);
    }

    @Test
    void gasIsPushedOutOfSmallHalosMoreThanOfLarge() {
        ParticleBuffer gas = drawn.all(Run.HYDRO, Matter.GAS);
        List<MockHalo> halos = model.halos().all();
        double small = gasFraction(gas, halos.subList(halos.size() / 2, halos.size()));
        double large = gasFraction(gas, halos.subList(0, HaloPlaces.CHOSEN));
        assertThat(small).isBetween(0.4, 0.75);
        assertThat(large).isBetween(small + 0.05, 0.95);
    }

    /** Gas inside R200c, in units of the cosmic share of the dark matter there. */
    private double gasFraction(ParticleBuffer gas, List<MockHalo> halos) {
        double inside = 0;
        double dark = 0;
        for (MockHalo halo : halos) {
            inside += drawn.countInside(gas, halo.hydroCentre(), halo.hydroRadius());
            dark += halo.inside();
        }
        return inside / dark;
    }

    @Test
    void starsAreTwelvePerCentOfTheBaryonsInsideAndSitInTheCentre() {
        double stars = 0;
        double inside = 0;
        for (MockHalo halo : model.halos().all()) {
            ParticleBuffer buffer = drawn.buffer(halo.stars());
            model.members(halo, Matter.STARS).append(0, halo.stars(), buffer);
            for (int i = 0; i < buffer.size(); i++) {
                assertThat(drawn.distance(buffer, i, halo.hydroCentre())).isLessThan(0.08 * halo.hydroRadius());
            }
            stars += halo.stars();
            inside += halo.inside();
        }
        assertThat(stars / inside).isCloseTo(0.12, within(0.01));
    }

    @Test
    void darkMatterKeepsItsPlaceInTheHaloInBothRuns() {
        for (MockHalo halo : model.halos().all()) {
            ParticleBuffer dmo = drawn.all(model.members(halo, Matter.ALL));
            ParticleBuffer hydro = drawn.all(model.members(halo, Matter.DARK));
            assertThat(hydro.identifiers()).isEqualTo(dmo.identifiers());
            for (int d = 0; d < 3; d++) {
                for (int i = 0; i < dmo.size(); i++) {
                    double inDmo = relative(dmo, i, d, halo.centre(), halo.radius());
                    double inHydro = relative(hydro, i, d, halo.hydroCentre(), halo.hydroRadius());
                    assertThat(inHydro).isCloseTo(inDmo, within(1e-9));
                }
            }
        }
    }

    private double relative(ParticleBuffer particles, int particle, int axis, Point centre, double radius) {
        double[] middle = {centre.x(), centre.y(), centre.z()};
        double apart = particles.coordinates()[3 * particle + axis] - middle[axis];
        return (apart - box * Math.rint(apart / box)) / radius;
    }

    private int crossings(MockHalo halo) {
        double[] centre = {halo.centre().x(), halo.centre().y(), halo.centre().z()};
        return (int) Arrays.stream(centre)
                .filter(x -> x < halo.radius() || x > box - halo.radius())
                .count();
    }

    private static Point centre(Run run, MockHalo halo) {
        return run == Run.DMO ? halo.centre() : halo.hydroCentre();
    }

    private static double radius(Run run, MockHalo halo) {
        return run == Run.DMO ? halo.radius() : halo.hydroRadius();
    }
}
