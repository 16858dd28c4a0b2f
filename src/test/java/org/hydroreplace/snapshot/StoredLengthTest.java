package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Positions that are written and read again. */
final class StoredLengthTest {
    @Test
    void whatIsWrittenIsReadAgainToTheLastBit() {
        SplittableRandom random = new SplittableRandom(31);
        int rounded = 0;
        for (double perMpc : new double[] {1, 1000, 0.6774, 1e-24}) {
            StoredLength length = new StoredLength(new PeriodicBox(205), perMpc);
            for (int i = 0; i < 100_000; i++) {
                double position = random.nextDouble() * 205 * (i % 3 == 0 ? 1e-6 : 1);
                double representable = length.representable(position);
                assertThat(Math.abs(representable - position)).isLessThanOrEqualTo(2 * Math.ulp(position));
                assertThat(length.toStored(representable) / perMpc).isEqualTo(representable);
                rounded += representable == position ? 0 : 1;
            }
        }
        assertThat(rounded).isGreaterThan(10_000);
    }

    @Test
    void nothingReachesTheFarFaceOfTheBox() {
        StoredLength length = new StoredLength(new PeriodicBox(205), 1000);
        double last = length.representable(Math.nextDown(205.0));
        assertThat(last).isLessThan(205);
        assertThat(length.toStored(0)).isZero();
    }

    @Test
    void aPositionThatCannotBeWrittenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredLength(new PeriodicBox(1), 1000).toStored(Double.NaN))
                .withMessage("NaN Mpc/h cannot be written in units of 1/1000.0 Mpc/h");
    }
}
