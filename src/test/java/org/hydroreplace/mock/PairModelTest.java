package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
    private final DrawnParticles drawn;
    private final MockUniverse universe;
    private final double box;

    PairModelTest(long seed) {
        model = new PairModel(SETTINGS.withSeed(seed));
        drawn = new DrawnParticles(model);
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
        ParticleBuffer gas = drawn.all(Run.HYDRO, Matter.GAS);
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
                ParticleBuffer whole = drawn.all(run, matter);
                ParticleBuffer pieces = drawn.buffer(source.count());
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
                assertThat(Arrays.stream(drawn.all(run, matter).coordinates()).allMatch(x -> x >= 0 && x < box))
                        .as("%s of %s", matter, run)
                        .isTrue();
            }
        }
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

    private long[] identifiers(Run run, Matter matter) {
        ParticleBuffer particles = drawn.all(run, matter);
        return Arrays.stream(particles.identifiers(), 0, particles.size())
                .sorted()
                .toArray();
    }

    private double mass(Run run) {
        double mass = 0;
        for (Matter matter : PairModel.kinds(run)) {
            ParticleBuffer particles = drawn.all(run, matter);
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
}
