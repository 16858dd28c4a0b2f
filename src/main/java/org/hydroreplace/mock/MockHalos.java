package org.hydroreplace.mock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hydroreplace.mock.RandomStream.Purpose;

/**
 * All halos of a mock pair, by decreasing M200c of the gravity-only run, and the two catalogues: each misses 1 % of the
 * halos (never one of the eight largest), that of the hydro run is ordered by decreasing hydro mass.
 */
final class MockHalos {
    private static final double MISSING = 0.01;
    private static final double MASS_SCATTER = 0.05;
    private static final double OFFSET = 0.05;
    private static final double STAR_FRACTION = 0.12;
    private static final double BLACK_HOLE_HALO = 1e3;
    private static final double BLACK_HOLE_PART = 0.5;

    private final List<MockHalo> halos = new ArrayList<>();
    private final int[] dmoGroups;
    private final int[] hydroGroups;
    private long particles;

    MockHalos(MockUniverse universe, DisplacementField field, long seed) {
        double[] masses = HaloMasses.draw(universe, seed);
        double[] radii = Arrays.stream(masses)
                .map(mass -> (float) MockUniverse.virialRadius(mass))
                .toArray();
        Point[] centres = HaloPlaces.draw(universe.box(), radii, field, seed);
        long key = RandomStream.key(seed, Purpose.HYDRO_HALO);
        for (int halo = 0; halo < masses.length; halo++) {
            boolean hasBlackHole = halo < HaloPlaces.CHOSEN || masses[halo] >= BLACK_HOLE_HALO;
            var drawn =
                    halo(universe, masses[halo], radii[halo], centres[halo], hasBlackHole, new RandomStream(key, halo));
            halos.add(drawn);
            particles += drawn.all();
        }
        dmoGroups = catalogued(seed, Purpose.MISSING_DMO).toArray();
        hydroGroups = catalogued(seed, Purpose.MISSING_HYDRO)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer halo) -> -get(halo).hydroMass()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private MockHalo halo(
            MockUniverse universe,
            double mass,
            double radius,
            Point centre,
            boolean hasBlackHole,
            RandomStream random) {
        double ratio = StrictMath.exp(MASS_SCATTER * Normal.draw(random));
        double sigma = OFFSET / Math.sqrt(3) * radius;
        var hydroCentre = new Point(
                centre.x() + sigma * Normal.draw(random),
                centre.y() + sigma * Normal.draw(random),
                centre.z() + sigma * Normal.draw(random));
        double ejection = Math.clamp(1 - 0.35 * StrictMath.log10(mass / 1e2), 0.05, 1);
        double stretch = 1 + 1.2 * ejection;
        double c = NfwProfile.concentration(mass);
        int inside = (int) Math.rint(mass / universe.particleMass());
        int outside = (int) Math.rint((HaloMasses.massToExtent(mass) - mass) / universe.particleMass());
        int core = (int) Math.rint(inside * NfwProfile.mu(c / stretch) / NfwProfile.mu(c));
        int stars = Math.min(core, (int) (STAR_FRACTION * inside + random.next()));
        if (hasBlackHole) {
            stars = Math.max(stars, 1);
        }
        double blackHole = (float) Math.min(1e-5 * mass, BLACK_HOLE_PART * universe.baryonMass());
        return new MockHalo(
                mass,
                radius,
                c,
                centre,
                (float) (mass * ratio),
                (float) MockUniverse.virialRadius(mass * ratio),
                hydroCentre.asCatalogued(universe.box()),
                stretch,
                hasBlackHole ? blackHole : 0,
                particles,
                stars,
                core,
                inside,
                inside + outside);
    }

    private IntStream catalogued(long seed, Purpose purpose) {
        long key = RandomStream.key(seed, purpose);
        IntPredicate kept = halo -> halo < HaloPlaces.CHOSEN || new RandomStream(key, halo).next() >= MISSING;
        return IntStream.range(0, halos.size()).filter(kept);
    }

    int count() {
        return halos.size();
    }

    MockHalo get(int halo) {
        return halos.get(halo);
    }

    /** Particles of all halos, inside 2.5 R200c; of each run's dark matter. */
    long particles() {
        return particles;
    }

    /** The halos that a run's catalogue holds, in its order. */
    List<MockHalo> groups(Run run) {
        return Arrays.stream(order(run)).mapToObj(halos::get).toList();
    }

    /** The halos that a run's catalogue misses. */
    List<MockHalo> missing(Run run) {
        long[] index = groupIndex(run);
        return IntStream.range(0, count())
                .filter(halo -> index[halo] < 0)
                .mapToObj(halos::get)
                .toList();
    }

    List<MockHalo> all() {
        return List.copyOf(halos);
    }

    /** Position of each halo in a run's catalogue, -1 where it is missing. */
    long[] groupIndex(Run run) {
        long[] index = new long[count()];
        Arrays.fill(index, -1);
        int[] order = order(run);
        for (int group = 0; group < order.length; group++) {
            index[order[group]] = group;
        }
        return index;
    }

    private int[] order(Run run) {
        return switch (run) {
            case DMO -> dmoGroups;
            case HYDRO -> hydroGroups;
        };
    }
}
