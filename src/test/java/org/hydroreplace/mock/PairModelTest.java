package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What the particles are, before any file: on boxes small enough to count every particle around every halo. */
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {1, 20_250_611, -77})
class PairModelTest {
    private static final MockSettings SETTINGS =
            MockSettings.DEFAULT.withBoxSize(50).withParticles(60_000);

    private final PairModel model;
    private final MockUniverse universe;
    private final double box;

    PairModelTest(long seed) {
        model = new PairModel(SETTINGS.withSeed(seed));
        universe = model.universe();
        box = universe.box();
    }

    @Test
    void identifiersOfDarkMatterAreTheSameInBothRuns() {
        long[] expected = LongStream.rangeClosed(1, SETTINGS.particles()).toArray();
        assertThat(identifiers(Run.DMO, Matter.ALL)).isEqualTo(expected);
        assertThat(identifiers(Run.HYDRO, Matter.DARK)).isEqualTo(expected);
    }

    @Test
    void everyParticleHasOneBaryon() {
        long[] gas = identifiers(Run.HYDRO, Matter.GAS);
        long[] stars = identifiers(Run.HYDRO, Matter.STARS);
        long[] baryons = LongStream.concat(Arrays.stream(gas), Arrays.stream(stars))
                .sorted()
                .toArray();
        assertThat(baryons)
                .isEqualTo(LongStream.rangeClosed(SETTINGS.particles() + 1, 2 * SETTINGS.particles())
                        .toArray());
        long[] blackHoles = identifiers(Run.HYDRO, Matter.BLACK_HOLES);
        assertThat(blackHoles).hasSizeGreaterThanOrEqualTo(HaloPlaces.CHOSEN).doesNotHaveDuplicates();
        assertThat(blackHoles[0]).isGreaterThan(2 * SETTINGS.particles());
    }

    @Test
    void bothRunsHaveTheMassOfTheBox() {
        assertThat(mass(Run.DMO) / universe.totalMass()).isCloseTo(1, within(1e-12));
        assertThat(mass(Run.HYDRO) / universe.totalMass()).isCloseTo(1, within(1e-7));
    }

    @Test
    void gasMassesScatterByTenPerCent() {
        ParticleBuffer gas = all(Run.HYDRO, Matter.GAS);
        double squares = 0;
        for (int i = 0; i < gas.size(); i++) {
            double deviation = gas.masses()[i] / universe.baryonMass() - 1;
            squares += deviation * deviation;
        }
        assertThat(Math.sqrt(squares / gas.size())).isCloseTo(0.1, within(0.003));
    }

    @Test
    void anyStretchIsTheSameAsInTheWhole() {
        for (Run run : Run.values()) {
            model.particles(run).forEach((matter, source) -> {
                ParticleBuffer whole = all(run, matter);
                ParticleBuffer pieces = buffer(source.count());
                for (long first = 0; first < source.count(); first += 977) {
                    source.append(first, (int) Math.min(977, source.count() - first), pieces);
                }
                assertThat(pieces.coordinates()).isEqualTo(whole.coordinates());
                assertThat(pieces.masses()).isEqualTo(whole.masses());
                assertThat(pieces.identifiers()).isEqualTo(whole.identifiers());
            });
        }
    }

    @Test
    void coordinatesAreInTheBox() {
        for (Run run : Run.values()) {
            for (Matter matter : PairModel.kinds(run)) {
                assertThat(Arrays.stream(all(run, matter).coordinates()).allMatch(x -> x >= 0 && x < box))
                        .as("%s of %s", matter, run)
                        .isTrue();
            }
        }
    }

    @Test
    void membersComeFirstGroupByGroupAndLieInsideR200() {
        for (Run run : Run.values()) {
            List<MockHalo> groups = model.halos().groups(run);
            for (Matter matter : PairModel.kinds(run)) {
                ParticleBuffer particles = all(run, matter);
                int at = 0;
                for (MockHalo halo : groups) {
                    long end = at + model.members(halo, matter).count();
                    for (; at < end; at++) {
                        assertThat(distance(particles, at, centre(run, halo)))
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
        ParticleBuffer particles = all(Run.DMO, Matter.ALL);
        double counted = 0;
        double stated = 0;
        for (MockHalo halo : model.halos().all()) {
            double mass = countInside(particles, halo.centre(), halo.radius()) * universe.particleMass();
            double poisson = Math.sqrt(halo.mass() * universe.particleMass());
            assertThat(mass).isCloseTo(halo.mass(), within(3 * poisson));
            counted += mass;
            stated += halo.mass();
        }
        assertThat(counted / stated).as("what the matter outside halos adds").isBetween(0.999, 1.01);
    }

    @Test
    void theSphereOfTheHydroRunHoldsItsDarkMatter() {
        ParticleBuffer particles = all(Run.HYDRO, Matter.DARK);
        for (MockHalo halo : model.halos().all()) {
            int inside = countInside(particles, halo.hydroCentre(), halo.hydroRadius());
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
        ParticleBuffer particles = all(Run.DMO, Matter.ALL);
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
    void halosHoldTheirShareOfTheMass() {
        double extended = 0;
        for (MockHalo halo : model.halos().all()) {
            extended += HaloMasses.massToExtent(halo.mass());
            assertThat(halo.mass()).isBetween(universe.smallestHalo() * 0.999_999, universe.largestHalo() * 1.000_001);
        }
        assertThat(extended / universe.totalMass()).isBetween(0.3, 0.4);
        assertThat((double) model.halos().particles() / universe.particles())
                .isCloseTo(extended / universe.totalMass(), within(0.01));
    }

    @Test
    void cataloguesAreOrderedByTheirOwnMass() {
        for (Run run : Run.values()) {
            double[] masses = model.halos().groups(run).stream()
                    .mapToDouble(halo -> run == Run.DMO ? -halo.mass() : -halo.hydroMass())
                    .toArray();
            assertThat(masses).isSorted();
            long[] index = model.halos().groupIndex(run);
            assertThat(Arrays.stream(index).filter(group -> group >= 0).sorted().toArray())
                    .isEqualTo(LongStream.range(0, masses.length).toArray());
            assertThat(Arrays.stream(index).limit(HaloPlaces.CHOSEN).allMatch(group -> group >= 0))
                    .isTrue();
        }
    }

    @Test
    void gasIsPushedOutOfSmallHalosMoreThanOfLarge() {
        ParticleBuffer gas = all(Run.HYDRO, Matter.GAS);
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
            inside += countInside(gas, halo.hydroCentre(), halo.hydroRadius());
            dark += halo.inside();
        }
        return inside / dark;
    }

    @Test
    void starsAreTwelvePerCentOfTheBaryonsInsideAndSitInTheCentre() {
        double stars = 0;
        double inside = 0;
        for (MockHalo halo : model.halos().all()) {
            ParticleBuffer buffer = buffer(halo.stars());
            model.members(halo, Matter.STARS).append(0, halo.stars(), buffer);
            for (int i = 0; i < buffer.size(); i++) {
                assertThat(distance(buffer, i, halo.hydroCentre())).isLessThan(0.08 * halo.hydroRadius());
            }
            stars += halo.stars();
            inside += halo.inside();
        }
        assertThat(stars / inside).isCloseTo(0.12, within(0.01));
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

    private int countInside(ParticleBuffer particles, Point centre, double radius) {
        int count = 0;
        for (int i = 0; i < particles.size(); i++) {
            if (distance(particles, i, centre) <= radius) {
                count++;
            }
        }
        return count;
    }

    private double distance(ParticleBuffer particles, int i, Point centre) {
        double[] x = particles.coordinates();
        return Math.sqrt(new Point(x[3 * i], x[3 * i + 1], x[3 * i + 2]).distanceSquared(centre, box));
    }

    private long[] identifiers(Run run, Matter matter) {
        ParticleBuffer particles = all(run, matter);
        return Arrays.stream(particles.identifiers(), 0, particles.size())
                .sorted()
                .toArray();
    }

    private double mass(Run run) {
        double mass = 0;
        for (Matter matter : PairModel.kinds(run)) {
            ParticleBuffer particles = all(run, matter);
            if (matter.hasOneMass()) {
                double each = matter == Matter.ALL ? universe.particleMass() : universe.darkMass();
                mass += particles.size() * each;
            } else {
                for (int i = 0; i < particles.size(); i++) {
                    mass += particles.masses()[i];
                }
            }
        }
        return mass;
    }

    private ParticleBuffer all(Run run, Matter matter) {
        ParticleSource source = model.particles(run, matter);
        ParticleBuffer buffer = buffer(source.count());
        source.append(0, (int) source.count(), buffer);
        return buffer;
    }

    private ParticleBuffer buffer(long count) {
        return new ParticleBuffer((int) count, box);
    }
}
