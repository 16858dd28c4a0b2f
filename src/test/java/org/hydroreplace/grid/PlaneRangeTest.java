package org.hydroreplace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PlaneRangeTest {
    /** Sums that are made part by part do not depend on who has which part. */
    @Test
    void ranksShareAllPlanesAndNoPartIsCut() {
        for (int side : new int[] {1, 4, 7, 255, 256, 257, 1000, 4096, 46340}) {
            for (int ranks : new int[] {1, 2, 3, 4, 5, 64, 256, 300}) {
                int next = 0;
                int part = 0;
                int most = 0;
                for (int rank = 0; rank < ranks; rank++) {
                    PlaneRange planes = PlaneRange.ofRank(side, rank, ranks);
                    PlaneRange parts = PlaneRange.partsOf(side, rank, ranks);
                    assertThat(planes.from()).isEqualTo(next);
                    assertThat(parts.from()).isEqualTo(part);
                    next = planes.to();
                    part = parts.to();
                    most = Math.max(most, planes.count());
                    for (int p = parts.from(); p < parts.to(); p++) {
                        PlaneRange ofPart = PlaneRange.of(side, p, PlaneRange.parts(side));
                        assertThat(ofPart.and(planes)).isEqualTo(ofPart);
                    }
                }
                assertThat(next).isEqualTo(side);
                assertThat(part).isEqualTo(PlaneRange.parts(side));
                assertThat(PlaneRange.mostOfRank(side, ranks)).isEqualTo(most);
            }
        }
        assertThat(PlaneRange.mostOfRank(1024, 4)).isEqualTo(256);
        assertThat(PlaneRange.mostOfRank(512, 3)).isEqualTo(172);
    }

    @Test
    void rangesKnowWhatTheyHave() {
        PlaneRange range = new PlaneRange(3, 7);
        assertThat(range.count()).isEqualTo(4);
        assertThat(range.has(2)).isFalse();
        assertThat(range.has(3)).isTrue();
        assertThat(range.has(7)).isFalse();
        assertThat(range.and(new PlaneRange(5, 20))).isEqualTo(new PlaneRange(5, 7));
        assertThat(range.and(new PlaneRange(0, 2)).count()).isZero();
        assertThat(range.and(new PlaneRange(9, 12)).count()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new PlaneRange(4, 3));
    }
}
