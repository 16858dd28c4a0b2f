package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Mass fractions and slopes against bcm_fractions.csv: every row within 1e-5. */
class FractionsTest {
    @Test
    void agreeWithTheTable() {
        BcmTable table = BcmTable.read("bcm_fractions.csv");
        int compared = 0;
        for (int i = 0; i < table.size(); i++) {
            String model = table.text(i, "model");
            HaloContext halo = ReferenceHalos.tabulated(
                    kind(model), table.value(i, "M200c"), Double.parseDouble(table.text(i, "z")));
            Map<String, Double> found = model(model).halo(halo).fractions();
            double expected = table.value(i, "value");
            assertThat(Objects.requireNonNull(found.get(table.text(i, "quantity")), table.text(i, "quantity")))
                    .as("%s %s of %s", model, table.text(i, "quantity"), halo)
                    .isCloseTo(expected, Offset.offset(1e-5 * Math.abs(expected) + 1e-15));
            compared++;
        }
        assertThat(compared).isEqualTo(336);
    }

    private static BaryonModels kind(String model) {
        return switch (model) {
            case "Schneider19" -> BaryonModels.SCHNEIDER19;
            case "Arico20" -> BaryonModels.ARICO20;
            case "Mead20" -> BaryonModels.MEAD20;
            default -> BaryonModels.SCHNEIDER25;
        };
    }

    private static BaryonModel model(String name) {
        if (!name.startsWith("Schneider25")) {
            return kind(name).create();
        }
        return BaryonModels.SCHNEIDER25.create(
                Optional.of("baryonforge"),
                TwoHalo.INCLUDED,
                Optional.empty(),
                name.endsWith("mu") ? Map.of("mu_beta", 0.8) : Map.of());
    }
}
