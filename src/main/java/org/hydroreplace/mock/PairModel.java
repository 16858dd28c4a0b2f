package org.hydroreplace.mock;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hydroreplace.mock.RandomStream.Purpose;

/**
 * Everything that the particles of a mock pair are made from: the halos, the displacement field, the keys of the random
 * streams. Memory: about 300 bytes a halo and source, and the 6 MiB of the field, whatever the number of particles.
 *
 * <p>The order within a type is that of IllustrisTNG: the members of the groups (here: the particles inside R200c of the
 * halos in the catalogue) group by group; then all others, which are first the insides of the halos that the catalogue
 * misses, then the outskirts of all, then the matter outside halos.
 */
final class PairModel {
    private final MockUniverse universe;
    private final DisplacementField field;
    private final MockHalos halos;
    private final Identifiers identifiers;
    private final long seed;

    PairModel(MockSettings settings) {
        universe = MockUniverse.of(settings);
        seed = settings.seed();
        field = new DisplacementField(universe.box(), seed);
        halos = new MockHalos(universe, field, seed);
        identifiers = new Identifiers(settings.particles(), seed);
    }

    MockUniverse universe() {
        return universe;
    }

    DisplacementField field() {
        return field;
    }

    MockHalos halos() {
        return halos;
    }

    Identifiers identifiers() {
        return identifiers;
    }

    /** The particles of a run by their kind. */
    Map<Matter, ParticleSource> particles(Run run) {
        var particles = new EnumMap<Matter, ParticleSource>(Matter.class);
        for (Matter matter : kinds(run)) {
            particles.put(matter, particles(run, matter));
        }
        return particles;
    }

    static List<Matter> kinds(Run run) {
        return switch (run) {
            case DMO -> List.of(Matter.ALL);
            case HYDRO -> List.of(Matter.GAS, Matter.DARK, Matter.STARS, Matter.BLACK_HOLES);
        };
    }

    /** Particles of a kind that are members of the halo's group. */
    ParticleSource members(MockHalo halo, Matter matter) {
        return switch (matter) {
            case ALL, DARK -> new HaloParticles(this, halo, matter, 0, halo.inside());
            case GAS -> new HaloParticles(this, halo, matter, halo.stars(), halo.core());
            case STARS -> new HaloParticles(this, halo, matter, 0, halo.stars());
            case BLACK_HOLES -> new BlackHole(this, halo);
        };
    }

    /** The particles of a run of one kind. */
    ParticleSequence particles(Run run, Matter matter) {
        var sources = new ArrayList<ParticleSource>();
        Function<MockHalo, ParticleSource> members = halo -> members(halo, matter);
        halos.groups(run).stream().map(members).forEach(sources::add);
        halos.missing(run).stream().map(members).forEach(sources::add);
        if (matter != Matter.STARS && matter != Matter.BLACK_HOLES) {
            for (MockHalo halo : halos.all()) {
                int from = matter == Matter.GAS ? halo.core() : halo.inside();
                sources.add(new HaloParticles(this, halo, matter, from, halo.all()));
            }
            sources.add(new LatticeParticles(this, matter));
        }
        return new ParticleSequence(sources);
    }

    long darkMatterKey() {
        return RandomStream.key(seed, Purpose.DARK_MATTER);
    }

    long baryonKey() {
        return RandomStream.key(seed, Purpose.BARYON_DIRECTION);
    }

    long gasMassKey() {
        return RandomStream.key(seed, Purpose.GAS_MASS);
    }

    long latticeKey() {
        return RandomStream.key(seed, Purpose.LATTICE);
    }

    long latticeGasKey() {
        return RandomStream.key(seed, Purpose.LATTICE_GAS);
    }

    long latticeGasMassKey() {
        return RandomStream.key(seed, Purpose.LATTICE_GAS_MASS);
    }
}
