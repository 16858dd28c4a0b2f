package org.hydroreplace.baryons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.hydroreplace.cosmology.HaloBias;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Models by name, and what is said of names and values that are wrong. */
class BaryonModelsTest {
    private static BaryonModel create(String model, String variant, Map<String, Double> parameters) {
        return BaryonModels.named(model)
                .create(
                        variant.isEmpty() ? Optional.empty() : Optional.of(variant),
                        TwoHalo.INCLUDED,
                        Optional.empty(),
                        parameters);
    }

    @ParameterizedTest
    @EnumSource(BaryonModels.class)
    void everyModelHasItsNameVariantsAndConcentration(BaryonModels kind) {
        assertThat(BaryonModels.named(kind.label())).isEqualTo(kind);
        for (String variant : kind.variants()) {
            BaryonModel model = create(kind.label(), variant, Map.of());
            assertThat(model.name()).isEqualTo(kind.label());
            assertThat(model.variant()).isEqualTo(variant);
            assertThat(model.parameters().values()).isNotEmpty().doesNotContainKey("cdelta");
        }
        assertThat(kind.create().variant()).isEqualTo(kind.variants().get(0));
        assertThat(kind.concentration()).isEqualTo(kind == BaryonModels.MEAD20 ? "duffy08" : "diemer15");
    }

    @Test
    void theAuthorsVariantHasTheStandardBias() {
        assertThat(BaryonModels.SCHNEIDER25.bias("author")).isEqualTo(HaloBias.SHETH_TORMEN);
        assertThat(BaryonModels.SCHNEIDER25.bias("baryonforge")).isEqualTo(HaloBias.BARYON_FORGE);
        assertThat(BaryonModels.SCHNEIDER19.bias("bounded")).isEqualTo(HaloBias.BARYON_FORGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schneider19 |             | theta_out | 3    | unknown parameter theta_out; did you mean theta_co",
                "schneider19 |             | Theta_ej  | 3    | unknown parameter Theta_ej; did you mean theta_ej",
                "schneider19 |             | M_c       | -1   | parameter M_c must be positive and finite (Msun/h) and is -1.0; change it",
                "schneider19 |             | a         | 1    | parameter a must be from 0.0 to 0.99 and is 1.0",
                "schneider19 |             | gamma     | NaN  | parameter gamma must be positive and finite and is NaN",
                "schneider19 |             | eta       | Infinity | parameter eta must be finite and is Infinity",
                "schneider25 | author      | mu_beta   | 0.8  | variant author does not read mu_beta; the exponent of its gas slope is mu",
                "schneider25 | baryonforge | mu        | 0.8  | variant baryonforge does not read mu; the exponent of its gas slope is mu_beta",
                "schneider25 |             | epsilon_h | 0.01 | parameter epsilon_h has no effect on profiles in this model; remove it",
                "arico20     |             | theta_ej  | 4    | unknown parameter theta_ej; did you mean theta_rg",
                "mead20      |             | T_AGN     | 9    | parameter T_AGN must be from 7.6 to 8.0 and is 9.0",
                "mead20      |             | T_w       | 1e6  | parameter T_w has no effect"
            })
    void refusesWrongParameters(String model, String variant, String name, double value, String message) {
        String chosen = variant == null ? "" : variant;
        assertThatThrownBy(() -> create(model, chosen, Map.of(name, value)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(model + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesWrongNames() {
        assertThatThrownBy(() -> BaryonModels.named("schneider2019"))
                .isInstanceOf(UsageException.class)
                .hasMessage("unknown baryonic correction model schneider2019; did you mean schneider19? (known:"
                        + " schneider19, schneider25, arico20, mead20)");
        assertThatThrownBy(() -> create("schneider25", "autor", Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "schneider25: variant must be one of author, baryonforge and is autor; did you mean author?");
        assertThatThrownBy(() -> create("schneider19", "bound", Map.of()))
                .hasMessageContaining("slope must be one of bounded, original and is bound");
    }

    @Test
    void parametersReachTheModel() {
        HaloContext halo = ReferenceHalos.tabulated(BaryonModels.SCHNEIDER19, 1e13, 0);
        double usual = BaryonModels.SCHNEIDER19.create().halo(halo).displacement(0.5);
        for (Map<String, Double> change : java.util.List.of(
                Map.of("theta_ej", 6.0),
                Map.of("M_c", 1e14),
                Map.of("mu_theta_ej", 0.3),
                Map.of("cdelta", 3.0),
                Map.of("p", 0.1),
                Map.of("epsilon", 2.0))) {
            assertThat(create("schneider19", "", change).halo(halo).displacement(0.5))
                    .as(change.toString())
                    .isNotEqualTo(usual);
            assertThat(create("schneider19", "", change).parameters().values()).containsAllEntriesOf(change);
        }
    }

    @Test
    void scalingsAreWhatTheyBecomeAtOneHalo() {
        HaloContext halo = ReferenceHalos.tabulated(BaryonModels.SCHNEIDER19, 1e13, 1);
        double scaled = create(
                        "schneider19",
                        "",
                        Map.of("mu_theta_ej", 0.2, "M_theta_ej", 1e14, "nu_theta_ej", -0.5, "nu_M_c", 1.0))
                .halo(halo)
                .displacement(0.6);
        double plain = create(
                        "schneider19",
                        "",
                        Map.of("theta_ej", 4 * Math.pow(0.1, 0.2) * Math.pow(2, -0.5), "M_c", 2 * 1.1e13))
                .halo(halo)
                .displacement(0.6);
        assertThat(scaled).isCloseTo(plain, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void temperaturesBetweenThoseOfTheTableAreInterpolated() {
        Map<String, Double> cold =
                create("mead20", "all", Map.of("T_AGN", 7.6)).parameters().values();
        Map<String, Double> between =
                create("mead20", "all", Map.of("T_AGN", 7.7)).parameters().values();
        Map<String, Double> middle =
                create("mead20", "all", Map.of()).parameters().values();
        assertThat(between.get("eps1")).isEqualTo(0.5 * (0.4021 + 0.1236), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(Math.log(number(between, "M_0")))
                .isEqualTo(
                        0.5 * (Math.log(number(cold, "M_0")) + Math.log(number(middle, "M_0"))),
                        org.assertj.core.data.Offset.offset(1e-12));
        assertThat(create("mead20", "all", Map.of("T_AGN", 7.6, "eps1", 0.3))
                        .parameters()
                        .values())
                .containsEntry("eps1", 0.3);
    }

    private static double number(Map<String, Double> values, String name) {
        return java.util.Objects.requireNonNull(values.get(name));
    }

    @Test
    void refusesHalosThatCannotBe() {
        CosmicMatter matter =
                ReferenceHalos.tabulated(BaryonModels.SCHNEIDER19, 1e13, 0).matter();
        assertThatThrownBy(() -> new HaloContext(1e13, 0.3, Double.NaN, 1, matter))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("concentration NaN");
        assertThatThrownBy(() -> new CatalogueHalos(new double[] {1e13, 0}, new double[] {1, 1}, Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("halo 1 has M200c = 0.0 Msun/h, R200c = 1.0 Mpc/h, which");
    }
}
