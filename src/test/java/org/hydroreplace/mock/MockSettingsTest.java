package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockSettingsTest {
    @Test
    void tooFewParticlesAreRefusedWithTheNumberNeeded() {
        assertThatThrownBy(() -> MockSettings.DEFAULT.withParticles(20_000))
                .isInstanceOf(UsageException.class)
                .hasMessage("A mock of 20000 particles in a box of 205.0 Mpc/h is not possible: choose from 29544 (with"
                        + " which the largest halos hold 40) to 2000000000, or another box.");
    }

    @Test
    void aBoxWithoutHalosIsRefused() {
        assertThatThrownBy(() -> MockSettings.DEFAULT.withBoxSize(5))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "A mock box of 5.0 Mpc/h is not possible: choose from 9.2 (which holds halos of 1e12 Msun/h)"
                                + " to 5000.0.");
        assertThatThrownBy(() -> MockSettings.DEFAULT.withBoxSize(Double.NaN)).isInstanceOf(UsageException.class);
    }

    @Test
    void noFilesAreRefused() {
        assertThatThrownBy(() -> MockSettings.DEFAULT.withFiles(0))
                .isInstanceOf(UsageException.class)
                .hasMessage("A mock in 0 files is not possible: choose from 1 to 1000.");
    }

    @ParameterizedTest
    @CsvSource({"9.2, 1334", "25, 20000", "50, 262144", "205, 29544", "5000, 500000000"})
    void theLimitsThatAreOfferedWork(double box, long particles) {
        var settings = new MockSettings(particles, 3, box, 1);
        var universe = MockUniverse.of(settings);
        assertThat(universe.largestHalo()).isGreaterThanOrEqualTo(1.99 * universe.smallestHalo());
    }

    @Test
    void theSmallestMocksHaveTheEightChosenHalos() {
        for (long seed = 0; seed < 20; seed++) {
            var model = new PairModel(new MockSettings(1334, seed, 9.3, 1));
            assertThat(model.halos().count()).as("seed %d", seed).isGreaterThanOrEqualTo(HaloPlaces.CHOSEN);
        }
    }
}
