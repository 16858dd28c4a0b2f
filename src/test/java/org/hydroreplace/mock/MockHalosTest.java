package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The drawn halos of a box of 205 Mpc/h with 2 million particles: some thousands. */
class MockHalosTest {
    private static final long SEED = 7;
    private static final MockSettings SETTINGS = MockSettings.DEFAULT.withSeed(SEED);

    private final PairModel model = new PairModel(SETTINGS);
    private final List<MockHalo> halos = model.halos().all();

    @Test
    void massesFollowTheMassFunction() {
        double smallest = model.universe().smallestHalo();
        double largest = model.universe().largestHalo();
        double limit = 5 * smallest;
        double expected = integral(limit, largest) / integral(smallest, largest) * halos.size();
        long above = halos.stream().filter(halo -> halo.mass() > limit).count();
        assertThat((double) above)
                .as("halos above five times the smallest, seed %d", SEED)
                .isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    /** Of M^-0.9 exp(-M / 5e14 Msun/h) over ln M, by the midpoint rule in M. */
    private static double integral(double from, double to) {
        double sum = 0;
        int steps = 200_000;
        double width = (to - from) / steps;
        for (int i = 0; i < steps; i++) {
            double mass = from + (i + 0.5) * width;
            sum += Math.pow(mass, -1.9) * Math.exp(-mass / 5e4) * width;
        }
        return sum;
    }

    @Test
    void eachCatalogueMissesOnePerCentOfItsOwn() {
        for (Run run : Run.values()) {
            double missing = model.halos().missing(run).size();
            double expected = 0.01 * halos.size();
            assertThat(missing).as("%s, seed %d", run, SEED).isCloseTo(expected, within(4 * Math.sqrt(expected)));
            assertThat(model.halos().groups(run))
                    .doesNotContainAnyElementsOf(model.halos().missing(run));
        }
        assertThat(model.halos().missing(Run.DMO)).isNotEqualTo(model.halos().missing(Run.HYDRO));
    }

    @Test
    void noTwoHalosMeet() {
        double box = model.universe().box();
        for (int i = 0; i < halos.size(); i++) {
            for (int j = 0; j < i; j++) {
                double apart = NfwProfile.EXTENT
                        * (halos.get(i).radius() + halos.get(j).radius());
                double square =
                        halos.get(i).centre().distanceSquared(halos.get(j).centre(), box);
                if (square < apart * apart) {
                    throw new AssertionError("halos " + i + " and " + j + " meet, seed " + SEED);
                }
            }
        }
    }

    @Test
    void hydroHalosAreOffsetAndScattered() {
        double squares = 0;
        double logs = 0;
        for (MockHalo halo : halos) {
            double offset = halo.centre()
                    .distanceSquared(halo.hydroCentre(), model.universe().box());
            squares += offset / (halo.radius() * halo.radius()) / halos.size();
            double ratio = Math.log(halo.hydroMass() / halo.mass());
            logs += ratio * ratio / halos.size();
        }
        assertThat(Math.sqrt(squares)).isCloseTo(0.05, within(0.002));
        assertThat(Math.sqrt(logs)).isCloseTo(0.05, within(0.003));
    }

    @Test
    void halosAbove1e13HaveBlackHolesThatOneStarCanGive() {
        for (MockHalo halo : halos) {
            assertThat(halo.blackHole() > 0).isEqualTo(halo.mass() >= 1e3 || halos.indexOf(halo) < HaloPlaces.CHOSEN);
            assertThat(halo.blackHole()).isLessThan(model.universe().baryonMass());
            assertThat(halo.stars()).isBetween(halo.blackHole() > 0 ? 1 : 0, halo.core());
        }
    }
}
