package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hydroreplace.pipeline.Configurations.SIMULATION;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveConfigurationTest {
    private static final String FULL = """
            simulation: {dmo: /a/dmo, hydro: '/b: #1/hydro', snapshot: 7}
            cosmology: {sigma8: 0.8159, omega_b: 0.0486}
            matching: {min_mass: 5.0e+11, mass_ratio: [0.1, 7]}
            fields:
              - dmo
              - {hydro: , name: '12'}
              - {replace: {mass: [1e12, .inf], radius: 0.1, centre: recentred, overlap: most-massive}, name: x}
              - replace-grid
            maps: {grid: 77, assignment: ngp, axes: [z, x]}
            power: {window: none, fields: [x, dmo], grid: 24, assignment: pcs, interlaced: false, precision: single, folds: [3, 2], jackknife: 3, multipoles: [y], cross: [x]}
            profiles: {edges: [0, 0.3, 7], radii: [2], centre: dmo, mass_bins: [1e12, .inf], fields: [x]}
            output: '2026'
            memory: 1.5GiB
            """;

    @TempDir
    private Path folder = Path.of("");

    private RunConfiguration read(String yaml, String... settings) {
        return Configurations.read(folder, yaml, settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FULL,
                "simulation: {dmo: /d, snapshot: 1}",
                "simulation: {dmo: /d, hydro: /h, snapshot: 1}\nmaps: ",
                "simulation: {dmo: /d, snapshot: 1}\nfields: [dmo]\npower: {grid: 8}",
                "simulation: {dmo: /d, hydro: /h, snapshot: 1}\nmaps: \npower: \nprofiles: {edges: {max: 3}}"
            })
    void whatIsWrittenReadsAsTheSame(String yaml) {
        RunConfiguration first = read(yaml);
        String written = EffectiveConfiguration.yaml(EffectiveConfiguration.of(first));
        assertThat(written).doesNotContain("&");
        RunConfiguration second = read(written);
        assertThat(second).isEqualTo(first);
        assertThat(EffectiveConfiguration.yaml(EffectiveConfiguration.of(second)))
                .isEqualTo(written);
        assertThat(EffectiveConfiguration.difference(
                        EffectiveConfiguration.of(first), EffectiveConfiguration.of(second)))
                .isEmpty();
    }

    @Test
    void pathsOfInputsAreMadeAbsolute() {
        assertThat(EffectiveConfiguration.of(read(SIMULATION)))
                .containsEntry(
                        "simulation",
                        Map.of(
                                "dmo", Path.of("d").toAbsolutePath().toString(),
                                "hydro", Path.of("h").toAbsolutePath().toString(),
                                "snapshot", 99));
    }

    @Test
    void thePhysicsHoldsNoPathAndNoResource() {
        Map<String, Object> flat = EffectiveConfiguration.flatten("", EffectiveConfiguration.physics(read(FULL)));
        assertThat(flat)
                .containsEntry("simulation.snapshot", 7)
                .containsEntry("fields[0]", "dmo")
                .containsEntry("fields[1].hydro", "{}")
                .containsEntry("fields[2].replace.mass[1]", Double.POSITIVE_INFINITY)
                .containsEntry("fields[2].replace.overlap", "most-massive")
                .containsEntry("maps.axes[1]", "x")
                .doesNotContainKeys("output", "memory", "simulation.dmo", "simulation.hydro");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maps.grid=78                 | maps.grid was 77 and is now 78
            maps.axes=[z]                | maps.axes[1] was x and is now not set
            cosmology.n_s=0.9667         | cosmology.n_s was not set and is now 0.9667
            simulation.dmo=/other        | simulation.dmo was /a/dmo and is now /other
            fields=[dmo, {dmo: , name: 12}, {replace: {radius: 0.1, centre: recentred, overlap: most-massive, name: x}}, replace-grid] | fields[1].dmo was not set and is now {}
            """)
    void theFirstDifferenceIsToldInWords(String setting, String difference) {
        assertThat(EffectiveConfiguration.difference(
                        EffectiveConfiguration.of(read(FULL)), EffectiveConfiguration.of(read(FULL, setting))))
                .contains(difference);
    }

    @Test
    void whatChangesNoProductIsNoDifference() {
        assertThat(EffectiveConfiguration.difference(
                        EffectiveConfiguration.of(read(FULL)),
                        EffectiveConfiguration.of(read(FULL, "output=b", "memory=9GiB"))))
                .isEmpty();
    }
}
