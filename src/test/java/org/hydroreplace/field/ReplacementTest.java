package org.hydroreplace.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Replacement.Overlap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementTest {
    @ParameterizedTest
    @CsvSource({
        "1e12, Infinity, 5, DMO, UNION, replace-M12.0-inf-R5.0",
        "3.1622776601683795e12, 1e13, 0.5, DMO, UNION, replace-M12.5-13.0-R0.5",
        "1e13, 3.1622776601683795e13, 1, DMO, UNION, replace-M13.0-13.5-R1.0",
        "3.1622776601683795e13, 1e15, 3, DMO, UNION, replace-M13.5-15.0-R3.0",
        "0, 2e12, 0.25, RECENTRED, UNION, replace-M0.0-12.301-R0.25-recentred",
        "1e12, Infinity, 10, RECENTRED, MOST_MASSIVE, replace-M12.0-inf-R10.0-recentred-most-massive",
        "1e12, Infinity, 5, DMO, MOST_MASSIVE, replace-M12.0-inf-R5.0-most-massive"
    })
    void aFieldIsCalledAfterItsRangeAndRadius(
            double min, double max, double radius, Centre centre, Overlap overlap, String name) {
        assertThat(new Replacement(min, max, radius, centre, overlap).defaultName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 1", "2, 2, 1", "3, 2, 1", "NaN, 2, 1", "1, 2, 0", "1, 2, -1", "1, 2, NaN", "1, 2, Infinity"})
    void rangesWithoutHalosAndSpheresWithoutExtentAreRefused(double min, double max, double radius) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Replacement(min, max, radius, Centre.DMO, Overlap.UNION));
    }

    @Test
    void theMassRangeIsOpenAbove() {
        Replacement replacement = new Replacement(1, 2, 1, Centre.DMO, Overlap.UNION);
        assertThat(replacement.selects(Math.nextDown(1.0))).isFalse();
        assertThat(replacement.selects(1)).isTrue();
        assertThat(replacement.selects(Math.nextDown(2.0))).isTrue();
        assertThat(replacement.selects(2)).isFalse();
    }
}
